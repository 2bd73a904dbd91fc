/** Who is in a course, and as what. */
import type { Store } from './database.ts';

export const roles = ['student', 'assistant', 'teacher'] as const;
export type Role = (typeof roles)[number];

export interface Enrolment {
  readonly courseId: string;
  readonly id: string;
  /** Null: on the roster, and not come yet; or made anonymous. */
  readonly userId: string | null;
  readonly role: Role;
  readonly displayName: string;
}

/**
 * Enrols somebody. Who is enrolled already keeps the enrolment and its role; who had been removed comes back to
 * the old record. Returns what holds now.
 */
export async function enrol(
  store: Store,
  enrolment: Enrolment & { readonly userId: string; readonly createdAt: Date },
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

export async function wasRemoved({ prisma }: Store, courseId: string, userId: string): Promise<boolean> {
  return (await prisma.enrolment.count({ where: { courseId, userId, removedAt: { not: null } } })) > 0;
}

/** The user behind an enrolment, unless they were removed. */
export async function findUserOf(store: Store, courseId: string, id: string): Promise<string | undefined> {
  const where = { courseId_id: { courseId, id }, removedAt: null };
  return (await store.prisma.enrolment.findUnique({ where, select: { userId: true } }))?.userId ?? undefined;
}

/** By display name. */
export const listEnrolments = ({ run }: Store, courseId: string): Promise<readonly Enrolment[]> =>
  run<Enrolment>({ name: 'enrolments', text: whoIsEnrolled }, [courseId]);

const whoIsEnrolled = `
  SELECT "courseId", "id", "userId", "role", "displayName" FROM "Enrolment"
  WHERE "courseId" = $1 AND "removedAt" IS NULL ORDER BY "displayName", "id"`;

/** Everybody's name by the id of their enrolment, also of those who were removed. */
export async function listNames(store: Store, courseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await store.prisma.enrolment.findMany({
    where: { courseId },
    select: { id: true, displayName: true },
  });
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}

/** Out of the course; what they did stays on record. */
export async function removeEnrolment(store: Store, courseId: string, id: string, now: Date): Promise<void> {
  await store.prisma.enrolment.update({ where: { courseId_id: { courseId, id } }, data: { removedAt: now } });
}

function enrolmentOf(row: Omit<Enrolment, 'role'> & { role: string }): Enrolment {
  const { courseId, id, userId, displayName } = row;
  return { courseId, id, userId, displayName, role: row.role as Role };
}
