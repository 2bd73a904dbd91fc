/** Whose course it is. That they may do what they ask for was decided before, by the guard (guard.ts). */
import type { Request, Response } from 'express';
import { type Assignment, findAssignment } from '../store/assignments.ts';
import { type Enrolment, findEnrolment } from '../store/enrolments.ts';
import { findVariant, type StoredVariant } from '../store/variants.ts';
import { Refusal } from './failure.ts';
import { findForeseen, takeForeseenVariant } from './foreseen.ts';
import type { WebContext } from './server.ts';
import { findUser } from './session.ts';

/** The enrolment of whoever asks, in the course that the address names. Looked up once for each request. */
export function findMembership(
  { store }: WebContext,
  request: Request,
  response: Response,
): Promise<Enrolment | undefined> {
  const user = findUser(response);
  const foreseen = findForeseen(response, user);
  const courseId = nameIn(request, 'courseId');
  const membership =
    memberships.get(response) ??
    (foreseen?.courseId === courseId
      ? Promise.resolve(foreseen.visit.enrolment)
      : user
        ? findEnrolment(store, courseId, user.id)
        : Promise.resolve(undefined));
  memberships.set(response, membership);
  return membership;
}

const memberships = new WeakMap<Response, Promise<Enrolment | undefined>>();

/** 404 for those who are not in the course. */
export async function requireEnrolment(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Enrolment> {
  const enrolment = await findMembership(context, request, response);
  if (!enrolment) throw new Refusal(404, 'notFound');
  return enrolment;
}

/** The assignment that the address names, in the course that it names. */
export async function requireAssignment({ store }: WebContext, request: Request): Promise<Assignment> {
  const assignment = await findAssignment(
    store,
    nameIn(request, 'courseId'),
    nameIn(request, 'assignmentId'),
  );
  if (!assignment) throw new Refusal(404, 'notFound');
  return assignment;
}

/** The variant that the address names, if it is their own. */
export async function requireOwnVariant(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<StoredVariant> {
  const enrolment = await requireEnrolment(context, request, response);
  const stored =
    takeForeseenVariant(response, nameIn(request, 'variantId')) ??
    (await findVariant(context.store, enrolment.courseId, nameIn(request, 'variantId')));
  if (stored?.enrolmentId !== enrolment.id) throw new Refusal(404, 'notFound');
  return stored;
}

/** A name in the address, as it stands there. */
export function nameIn(request: Request, parameter: string): string {
  const name = request.params[parameter];
  if (typeof name !== 'string' || /\p{Cc}/u.test(name)) throw new Refusal(404, 'notFound');
  return name;
}
