/** A teacher chose exercises: what goes back to the platform, which makes a link and a column of each. */
import * as z from 'zod';
import type { Arrival } from '../../classroom/arrive-from-lms.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Platform } from '../../store/lti-platforms.ts';
import { newToken } from '../../store/secret-token.ts';
import { scoreMaximum } from '../passback/grade-service.ts';
import { readArrival } from './arrival.ts';
import { signed } from './ask-service.ts';
import { claim, type DeepLinking, deepLinkingClaim } from './claims.ts';
import { type Tool, toolAddresses } from './lti.ts';

/** What is kept while the teacher chooses. */
export interface Choosing {
  readonly arrival: Arrival;
  readonly asks: DeepLinking;
}

const kept = z.object({
  arrival: z.unknown(),
  asks: z.object({
    kind: z.literal('deep-linking'),
    returnUrl: z.string(),
    data: z.string().nullable(),
    several: z.boolean(),
    takesLineItems: z.boolean(),
  }),
});

/** undefined for what was kept of another kind of launch. */
export function readChoosing(value: unknown): Choosing | undefined {
  const read = kept.safeParse(value);
  return read.success ? { asks: read.data.asks, arrival: readArrival(read.data.arrival) } : undefined;
}

/** By which a column is found again: ours, and unlike that of any other assignment. */
export const resourceIdOf = ({ courseId, id }: Pick<Assignment, 'courseId' | 'id'>): string =>
  `${courseId}.${id}`;

/** The token that the browser carries back; five minutes are enough for one click. */
export function deepLinkingAnswer(
  tool: Tool,
  platform: Platform,
  { choosing, assignments }: { readonly choosing: Choosing; readonly assignments: readonly Assignment[] },
): Promise<string> {
  const now = Math.floor(tool.now().getTime() / 1000);
  const { asks, arrival } = choosing;
  return signed(tool, {
    ...{ iss: platform.clientId, aud: platform.issuer, iat: now, exp: now + 300, nonce: newToken() },
    [claim('message_type')]: 'LtiDeepLinkingResponse',
    [claim('version')]: '1.3.0',
    [claim('deployment_id')]: arrival.deploymentId,
    [deepLinkingClaim('content_items')]: assignments.map((each) => contentItem(tool, asks, each)),
    ...(asks.data !== null && { [deepLinkingClaim('data')]: asks.data }),
  });
}

const contentItem = ({ publicUrl }: Tool, { takesLineItems }: DeepLinking, assignment: Assignment) => ({
  type: 'ltiResourceLink',
  title: assignment.title,
  url: toolAddresses(publicUrl).launch,
  custom: { assignment: assignment.id },
  ...(takesLineItems && {
    lineItem: {
      label: assignment.title,
      scoreMaximum,
      resourceId: resourceIdOf(assignment),
      tag: 'chainmark',
    },
  }),
});
