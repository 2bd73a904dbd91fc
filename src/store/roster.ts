/** The roster of a course: everybody who is in it or was, also those who have not come yet. */
import type { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { type Role, roles } from './enrolments.ts';
import { newId } from './new-id.ts';

/** What the roster says of a person; null: nothing. */
export interface RosterFields {
  readonly displayName: string;
  readonly studentNumber: string | null;
  readonly email: string | null;
  readonly section: string | null;
}

export interface RosterPerson extends RosterFields {
  readonly courseId: string;
  readonly id: string;
  /** null: not come yet, or made anonymous. */
  readonly userId: string | null;
  readonly role: Role;
  readonly removedAt: Date | null;
  readonly anonymousAt: Date | null;
}

/** The store, or a transaction of it. */
export interface RosterDesk {
  readonly prisma: Prisma.TransactionClient;
}

const columns = {
  courseId: true,
  id: true,
  userId: true,
  role: true,
  displayName: true,
  studentNumber: true,
  email: true,
  section: true,
  removedAt: true,
  anonymousAt: true,
} as const;

/** By name; with those who were removed. */
export async function listRoster({ prisma }: RosterDesk, courseId: string): Promise<readonly RosterPerson[]> {
  const rows = await prisma.enrolment.findMany({
    where: { courseId },
    select: columns,
    orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
  });
  return rows.map(personOf);
}

export async function findPerson(
  { prisma }: RosterDesk,
  courseId: string,
  id: string,
): Promise<RosterPerson | undefined> {
  const row = await prisma.enrolment.findUnique({
    where: { courseId_id: { courseId, id } },
    select: columns,
  });
  return row ? personOf(row) : undefined;
}

export async function changePerson(
  { prisma }: RosterDesk,
  { courseId, id }: Pick<RosterPerson, 'courseId' | 'id'>,
  change: Partial<RosterFields & Pick<RosterPerson, 'role' | 'userId' | 'removedAt'>>,
): Promise<void> {
  await prisma.enrolment.update({ where: { courseId_id: { courseId, id } }, data: change });
}

/** Students who have not come yet. */
export async function addStudents(
  { prisma }: RosterDesk,
  courseId: string,
  { people, now }: { readonly people: readonly RosterFields[]; readonly now: Date },
): Promise<void> {
  await prisma.enrolment.createMany({
    data: people.map((fields) => ({ ...fields, courseId, id: newId(now), role: 'student', createdAt: now })),
  });
}

/** Changes many at once, and brings back those of them who were removed. */
export async function changeStudents(
  { prisma }: RosterDesk,
  courseId: string,
  people: readonly (RosterFields & { readonly id: string })[],
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Enrolment" e
    SET "displayName" = c."displayName", "studentNumber" = c."studentNumber", "email" = c."email",
        "section" = c."section", "removedAt" = NULL
    FROM json_to_recordset(${JSON.stringify(people)}::json)
      AS c("id" text, "displayName" text, "studentNumber" text, "email" text, "section" text)
    WHERE e."courseId" = ${courseId} AND e."id" = c."id"`;
}

/** Takes a place on the roster that nobody has taken; false where somebody was faster. */
export async function takePlace(
  { prisma }: RosterDesk,
  { courseId, id }: Pick<RosterPerson, 'courseId' | 'id'>,
  userId: string,
): Promise<boolean> {
  const taken = await prisma.enrolment.updateMany({
    where: { courseId, id, userId: null, anonymousAt: null },
    data: { userId, removedAt: null },
  });
  return taken.count > 0;
}

/**
 * A student of an LMS takes the one place on the course's roster that waits for their address or student number; a
 * name alone finds none, and of two that fit none is taken.
 */
export async function takePlaceOf(
  desk: RosterDesk,
  courseId: string,
  {
    email,
    studentNumber,
    userId,
  }: Pick<RosterFields, 'email' | 'studentNumber'> & { readonly userId: string },
): Promise<void> {
  const marks = [
    ...(email ? [{ email: { equals: email, mode: 'insensitive' } as const }] : []),
    ...(studentNumber ? [{ studentNumber }] : []),
  ];
  const here = await desk.prisma.enrolment.count({ where: { courseId, userId } });
  if (here > 0 || marks.length === 0) return;
  const waiting = { courseId, userId: null, anonymousAt: null, removedAt: null, role: 'student', OR: marks };
  const [place, second] = await desk.prisma.enrolment.findMany({
    where: waiting,
    select: { id: true },
    take: 2,
  });
  if (place && !second) await takePlace(desk, { courseId, id: place.id }, userId);
}

/** Whoever has shown an address to be theirs takes the places that rosters keep for it. */
export async function takePlacesByEmail({ prisma }: Store, userId: string, email: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Enrolment" e SET "userId" = ${userId}
    WHERE e."email" = ${email} AND e."userId" IS NULL AND e."removedAt" IS NULL AND e."anonymousAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Enrolment" o WHERE o."courseId" = e."courseId" AND o."userId" = ${userId})
      AND NOT EXISTS (SELECT 1 FROM "Enrolment" o
        WHERE o."courseId" = e."courseId" AND o."email" = e."email" AND o."userId" IS NULL AND o."id" < e."id")`;
}

/** Nobody else changes who is in the course until the transaction ends. */
export async function lockRoster({ prisma }: RosterDesk, courseId: string): Promise<void> {
  await prisma.$executeRaw`SELECT 1 FROM "Course" WHERE "id" = ${courseId} FOR UPDATE`;
}

function personOf(row: Omit<RosterPerson, 'role'> & { readonly role: string }): RosterPerson {
  const role = roles.find((each) => each === row.role);
  if (!role) throw new Error(`nobody is a ${row.role}`);
  return { ...row, role };
}
