/** The students of a course with all by which another system could know them. */
import { z } from 'zod';
import { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { countEmails, findEmails } from './users.ts';

export interface KnownStudent {
  readonly enrolmentId: string;
  readonly name: string;
  /** As the roster says; else the one of their account. */
  readonly email: string | null;
  readonly section: string | null;
  /** By system, with the student number of the roster. */
  readonly ids: Readonly<Record<string, string>>;
}

interface StudentRow {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly number: string | null;
  readonly section: string | null;
  readonly ids: unknown;
}

/** By name; all of the course, or those of them who are named. */
export async function listKnownStudents(
  store: Store,
  courseId: string,
  only?: readonly string[],
): Promise<readonly KnownStudent[]> {
  const named = only ? Prisma.sql`AND e."id" = ANY(${[...only]}::text[])` : Prisma.empty;
  const rows = await store.prisma.$queryRaw<StudentRow[]>`
    SELECT e."id", e."userId", e."displayName" AS "name", e."email", e."studentNumber" AS "number", e."section",
           (SELECT json_object_agg(x."system", x."value") FROM "ExternalId" x
            WHERE x."courseId" = e."courseId" AND x."enrolmentId" = e."id") AS "ids"
    FROM "Enrolment" e
    WHERE e."courseId" = ${courseId} AND e."role" = 'student' AND e."removedAt" IS NULL ${named}
    ORDER BY e."displayName", e."id"`;
  const emails = await findEmails(
    store,
    rows.flatMap(({ userId, email }) => (userId !== null && email === null ? [userId] : [])),
  );
  return rows.map(({ id, userId, name, email, number, section, ids }) => ({
    enrolmentId: id,
    name,
    email: email ?? emails.get(userId ?? '') ?? null,
    section,
    ids: { ...externalIds.parse(ids), ...(number !== null && { 'student-number': number }) },
  }));
}

/** The ids of the students whom listKnownStudents tells of, in its order; section null: of every section. */
export async function listStudentIds(
  store: Store,
  courseId: string,
  section: string | null,
): Promise<readonly string[]> {
  const rows = await store.prisma.enrolment.findMany({
    where: { courseId, role: 'student', removedAt: null, ...(section !== null && { section }) },
    select: { id: true },
    orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id }) => id);
}

/** How many of these students have an e-mail address, and how many a student number. */
export async function countKnown(
  store: Store,
  courseId: string,
  ids: readonly string[],
): Promise<{ readonly email: number; readonly 'student-number': number }> {
  const [row] = await store.prisma.$queryRaw<{ email: number; number: number; others: unknown }[]>`
    SELECT count(e."email")::int AS "email", count(coalesce(e."studentNumber", x."value"))::int AS "number",
           json_agg(e."userId") FILTER (WHERE e."email" IS NULL AND e."userId" IS NOT NULL) AS "others"
    FROM "Enrolment" e
    LEFT JOIN "ExternalId" x
      ON x."courseId" = e."courseId" AND x."enrolmentId" = e."id" AND x."system" = 'student-number'
    WHERE e."courseId" = ${courseId} AND e."id" = ANY(${[...ids]}::text[])`;
  const byAccount = await countEmails(store, userIds.parse(row?.others ?? []));
  return { email: (row?.email ?? 0) + byAccount, 'student-number': row?.number ?? 0 };
}

const userIds = z.array(z.string());

const externalIds = z
  .record(z.string(), z.string())
  .nullable()
  .transform((ids) => ids ?? {});

/** Of the students of a course, by name. */
export async function listSections(store: Store, courseId: string): Promise<readonly string[]> {
  const rows = await store.prisma.enrolment.findMany({
    where: { courseId, role: 'student', removedAt: null, section: { not: null } },
    distinct: ['section'],
    select: { section: true },
    orderBy: { section: 'asc' },
  });
  return rows.flatMap(({ section }) => section ?? []);
}
