/**
 * Joining a course with its code and a name; joining again finds the same enrolment. Whom the roster expects, by
 * student number or else by name, takes their place on it.
 */
import { findCourseByJoinCode } from '../store/courses.ts';
import { enrol, findEnrolment } from '../store/enrolments.ts';
import { newId } from '../store/new-id.ts';
import { changePerson, listRoster, type RosterPerson, takePlace } from '../store/roster.ts';
import { nameUser, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';
import { sameName } from './plan-roster.ts';

export type Joined =
  | { readonly kind: 'joined'; readonly courseId: string }
  | { readonly kind: 'no-such-code' }
  | { readonly kind: 'number-taken' }
  /** A teacher took them out of the course, and alone brings them back. */
  | { readonly kind: 'removed' };

export interface JoinRequest {
  readonly code: string;
  readonly name: string;
  /** '' where they did not say. */
  readonly studentNumber?: string;
}

export async function joinCourse(
  { store, now }: Classroom,
  user: User,
  { code, name, studentNumber = '' }: JoinRequest,
): Promise<Joined> {
  const course = await findCourseByJoinCode(store, code);
  if (!course) return { kind: 'no-such-code' };
  const found = await findEnrolment(store, course.id, user.id);
  if (found) return { kind: 'joined', courseId: course.id };
  const roster = await listRoster(store, course.id);
  const numbered = roster.find((person) => studentNumber !== '' && person.studentNumber === studentNumber);
  const own = roster.find(({ userId }) => userId === user.id);
  if (own?.removedAt || numbered?.removedAt) return { kind: 'removed' };
  if (numbered && numbered.userId !== null && numbered.userId !== user.id) return { kind: 'number-taken' };
  const place = numbered ?? placeByName(roster, name);
  if (!place || place.userId !== null || !(await takePlace(store, place, user.id))) {
    const person = { courseId: course.id, id: newId(), userId: user.id, role: 'student' } as const;
    const joined = await enrol(store, { ...person, displayName: name, createdAt: now() });
    if (studentNumber !== '' && !numbered) await changePerson(store, joined, { studentNumber });
  }
  if (user.name === '') await nameUser(store, user.id, name);
  return { kind: 'joined', courseId: course.id };
}

/** The only one of this name who is expected and has not come. */
function placeByName(roster: readonly RosterPerson[], name: string): RosterPerson | undefined {
  const free = roster.filter(
    ({ userId, removedAt, anonymousAt }) => userId === null && !removedAt && !anonymousAt,
  );
  const [place, ...others] = free.filter(({ displayName }) => sameName(displayName) === sameName(name));
  return others.length === 0 ? place : undefined;
}
