/** A verified launch as the classroom takes it, and back from the database where somebody new was asked who they are. */
import * as z from 'zod';
import type { Arrival } from '../../classroom/arrive-from-lms.ts';
import type { Launch } from './receive-launch.ts';

/** `hiddenName`: what stands for a name that the platform hides. */
export function arrivalOf({ platform, message }: Launch, hiddenName: (subject: string) => string): Arrival {
  const { subject, name, email, studentNumber, role, deploymentId, context, services, asks } = message;
  const link = asks.kind === 'resource-link' ? linkOf(asks) : null;
  return {
    identity: { platformId: platform.id, subject },
    name: name || hiddenName(subject.slice(0, 12)),
    ...{ email, studentNumber, role, deploymentId, context, services, link },
  };
}

const linkOf = ({ resourceLinkId, title, assignmentId, lineItemUrl }: NonNullable<Arrival['link']>) => ({
  ...{ resourceLinkId, title, assignmentId, lineItemUrl },
});

const text = z.string();

const kept: z.ZodType<Arrival> = z.object({
  identity: z.object({ platformId: text, subject: text }),
  name: text,
  email: text.nullable(),
  studentNumber: text.nullable(),
  role: z.enum(['teacher', 'assistant', 'student']),
  deploymentId: text,
  context: z.object({ id: text, title: text }),
  services: z.object({ membershipsUrl: text.nullable(), lineItemsUrl: text.nullable(), scopes: text }),
  link: z
    .object({
      resourceLinkId: text,
      title: text,
      assignmentId: text.nullable(),
      lineItemUrl: text.nullable(),
    })
    .nullable(),
});

/** Throws on anything that we did not keep. */
export const readArrival = (value: unknown): Arrival => kept.parse(value);
