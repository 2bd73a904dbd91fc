/** What the address of an endpoint names, in its course; 404 for what is not there. */
import { type Assignment, findAssignment } from '../../store/assignments.ts';
import { type Enrolment, listEnrolments } from '../../store/enrolments.ts';
import { findPerson, type RosterPerson } from '../../store/roster.ts';
import { findVariant, type StoredVariant } from '../../store/variants.ts';
import { Refusal } from '../failure.ts';
import type { Call } from './endpoint.ts';

type Here = Call<unknown, unknown>;

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Refusal(404, 'notFound');
  return value;
};

export const assignmentHere = async ({ context, param }: Here): Promise<Assignment> =>
  found(await findAssignment(context.store, param('courseId'), param('assignmentId')));

export const personHere = async ({ context, param }: Here): Promise<RosterPerson> =>
  found(await findPerson(context.store, param('courseId'), param('enrolmentId')));

/** Somebody who is in the course now. */
export async function enrolledHere({ context, param }: Here): Promise<Enrolment> {
  const people = await listEnrolments(context.store, param('courseId'));
  return found(people.find(({ id }) => id === param('enrolmentId')));
}

export const variantHere = async ({ context, param }: Here): Promise<StoredVariant> =>
  found(await findVariant(context.store, param('courseId'), param('variantId')));
