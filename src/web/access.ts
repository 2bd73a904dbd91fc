/** Who may open what: every route that names a course asks here first. */
import type { Request, Response } from 'express';
import { type Enrolment, findEnrolment, type Role } from '../store/enrolments.ts';
import { findVariant, type StoredVariant } from '../store/variants.ts';
import { Refusal } from './failure.ts';
import type { WebContext } from './server.ts';
import { requireUser } from './session.ts';

/** The enrolment of whoever asks, in the course that the address names; 404 for others, who learn nothing. */
export async function requireEnrolment(
  { store }: WebContext,
  request: Request,
  response: Response,
  roles?: readonly Role[],
): Promise<Enrolment> {
  const user = requireUser(response);
  const enrolment = await findEnrolment(store, nameIn(request, 'courseId'), user.id);
  if (!enrolment) throw new Refusal(404, 'notFound');
  if (roles && !roles.includes(enrolment.role)) throw new Refusal(403, 'forbidden');
  return enrolment;
}

/** The variant that the address names, if it is their own. */
export async function requireOwnVariant(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<StoredVariant> {
  const enrolment = await requireEnrolment(context, request, response);
  const stored = await findVariant(context.store, enrolment.courseId, nameIn(request, 'variantId'));
  if (stored?.enrolmentId !== enrolment.id) throw new Refusal(404, 'notFound');
  return stored;
}

/** A name in the address, as it stands there. */
export function nameIn(request: Request, parameter: string): string {
  const name = request.params[parameter];
  if (typeof name !== 'string') throw new Refusal(404, 'notFound');
  return name;
}
