/** Who is in a course, and as what. */
import type { Store } from './database.ts';

export type Role = 'student' | 'teacher' | 'assistant';

export interface Enrolment {
  readonly courseId: string;
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly displayName: string;
}

/**
 * Enrols somebody. Who is enrolled already keeps the enrolment and its role; who had been removed comes back to
 * the old record. Returns what holds now.
 */
export async function enrol(
  store: Store,
  enrolment: Enrolment & { readonly createdAt: Date },
): Promise<Enrolment> {
  const { courseId, userId } = enrolment;
  const row = await store.prisma.enrolment.upsert({
    where: { courseId_userId: { courseId, userId } },
    create: enrolment,
    update: { removedAt: null },
  });
  return enrolmentOf(row);
}

/** The enrolment of a person in a course, unless they were removed. */
export async function findEnrolment(
  store: Store,
  courseId: string,
  userId: string,
): Promise<Enrolment | undefined> {
  const row = await store.prisma.enrolment.findUnique({
    where: { courseId_userId: { courseId, userId }, removedAt: null },
  });
  return row ? enrolmentOf(row) : undefined;
}

/** By display name. */
export async function listEnrolments(store: Store, courseId: string): Promise<readonly Enrolment[]> {
  const rows = await store.prisma.enrolment.findMany({
    where: { courseId, removedAt: null },
    orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
  });
  return rows.map(enrolmentOf);
}

/** Out of the course; what they did stays on record. */
export async function removeEnrolment(store: Store, courseId: string, id: string, now: Date): Promise<void> {
  await store.prisma.enrolment.update({ where: { courseId_id: { courseId, id } }, data: { removedAt: now } });
}

function enrolmentOf(row: Omit<Enrolment, 'role'> & { role: string }): Enrolment {
  const { courseId, id, userId, displayName } = row;
  return { courseId, id, userId, displayName, role: row.role as Role };
}
