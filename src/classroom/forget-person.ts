/** Makes people anonymous: by a teacher, by themselves, or because their course keeps names no longer. */
import { dayMs } from '../number/durations.ts';
import { recordAudit } from '../store/audit.ts';
import { findCoursesOf } from '../store/courses.ts';
import type { Queries } from '../store/database.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { eraseUser, listOverdue, makeAnonymous } from '../store/personal-data.ts';
import { findPerson, listRoster, lockRoster } from '../store/roster.ts';
import { forgetTries } from '../store/tries.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

interface Place {
  readonly courseId: string;
  readonly id: string;
}

export type ForgetOutcome = 'erased' | 'no-such-person' | 'last-teacher' | 'owner';

export const forgetPerson = (
  classroom: Classroom,
  { courseId, id: actorId }: Enrolment,
  id: string,
): Promise<ForgetOutcome> => forget(classroom, { courseId, id }, actorId);

/** In every course, and the account. A course keeps its last teacher and a site its owner: those stay. */
export async function forgetOneself(classroom: Classroom, user: User): Promise<ForgetOutcome> {
  const { store } = classroom;
  if (user.siteOwner) return 'owner';
  const places = (await findCoursesOf(store, user.id)).map(({ course, enrolmentId }) => ({
    courseId: course.id,
    id: enrolmentId,
  }));
  for (const place of places) if (await isLastTeacher(store, place)) return 'last-teacher';
  for (const place of places) await forget(classroom, place, place.id);
  await eraseUser(store, user.id);
  return 'erased';
}

/** The number of those who are nobody from now on. */
export async function forgetOverdue(classroom: Classroom): Promise<number> {
  const overdue = await listOverdue(classroom.store, classroom.now());
  for (const place of overdue) await forget(classroom, place, null);
  await forgetTries(classroom.store, new Date(classroom.now().getTime() - dayMs));
  return overdue.length;
}

async function isLastTeacher(queries: Queries, { courseId, id }: Place): Promise<boolean> {
  const roster = await listRoster(queries, courseId);
  const teachers = roster.filter(({ role, removedAt }) => role === 'teacher' && removedAt === null);
  return teachers.length === 1 && teachers[0]?.id === id;
}

async function forget(classroom: Classroom, place: Place, actorId: string | null): Promise<ForgetOutcome> {
  const { store, now } = classroom;
  return store.prisma.$transaction(async (prisma) => {
    await lockRoster({ prisma }, place.courseId);
    const person = await findPerson({ prisma }, place.courseId, place.id);
    if (!person || person.anonymousAt !== null) return 'no-such-person';
    if (await isLastTeacher({ prisma }, place)) return 'last-teacher';
    await makeAnonymous({ prisma }, place, now());
    const entry = {
      courseId: place.courseId,
      actorId,
      subjectId: place.id,
      detail: {},
      createdAt: now(),
    } as const;
    await recordAudit({ prisma }, { ...entry, action: 'anonymised' });
    return 'erased';
  });
}
