/**
 * All that a course keeps of one person, and making it nobody's. Which tables speak of a person is written here once;
 * a test compares it with the database, so that a new table is not forgotten.
 */
import { z } from 'zod';
import type { Queries } from './database.ts';

/** Rows with an enrolmentId. */
export const tablesOfPerson = [
  'ExternalId',
  'Sitting',
  'Extension',
  'SkillState',
  'Progress',
  'StudentWork',
  'DismissedAlert',
  'Override',
  'MarkChange',
  'Passback',
] as const;

/** Rows that belong to a variant of theirs. */
export const tablesOfWork = ['Draft', 'Attempt', 'Comment'] as const;

/** Kept to undo a regrade: the same again as in Progress and Attempt. */
export const tablesOfUndo = ['ProgressImage'] as const;

type Table = (typeof tablesOfPerson)[number] | (typeof tablesOfWork)[number] | 'RegradedAttempt';

const row = z.record(z.string(), z.unknown());
export type Row = z.infer<typeof row>;
const rowsOfJson = z.array(z.object({ rows: z.array(row) }));

export interface PersonalRows {
  readonly variants: readonly Row[];
  readonly tables: Readonly<Record<Table, readonly Row[]>>;
  /** What the audit log says about them. */
  readonly audit: readonly Row[];
}

export async function listPersonalRows(
  { prisma }: Queries,
  courseId: string,
  enrolmentId: string,
): Promise<PersonalRows> {
  const select = async (table: string, condition: string): Promise<readonly Row[]> => {
    const sql = `SELECT coalesce(json_agg(t), '[]') AS "rows" FROM "${table}" t WHERE t."courseId" = $1 AND ${condition}`;
    const [found] = rowsOfJson.parse(await prisma.$queryRawUnsafe(sql, courseId, enrolmentId));
    return found?.rows ?? [];
  };
  const ofWork =
    't."variantId" IN (SELECT v."id" FROM "Variant" v WHERE v."courseId" = $1 AND v."enrolmentId" = $2)';
  const tables = {} as Record<Table, readonly Row[]>;
  for (const table of tablesOfPerson) tables[table] = await select(table, 't."enrolmentId" = $2');
  for (const table of tablesOfWork) tables[table] = await select(table, ofWork);
  tables.RegradedAttempt = await select(
    'RegradedAttempt',
    `t."attemptId" IN (SELECT a."id" FROM "Attempt" a WHERE a."courseId" = $1 AND ${ofWork.replace('t.', 'a.')})`,
  );
  const variants = await select('Variant', 't."enrolmentId" = $2');
  return { variants, tables, audit: await select('AuditEntry', 't."subjectId" = $2') };
}

/** Name, address, number, what an LMS calls them, and the way back to the person are gone; what was done stays, and belongs to nobody. */
export async function makeAnonymous(
  { prisma }: Queries,
  { courseId, id }: { readonly courseId: string; readonly id: string },
  now: Date,
): Promise<void> {
  await prisma.externalId.deleteMany({ where: { courseId, enrolmentId: id } });
  await prisma.passback.deleteMany({ where: { courseId, enrolmentId: id } });
  await prisma.enrolment.update({
    where: { courseId_id: { courseId, id } },
    data: {
      displayName: `#${id.slice(-5)}`,
      email: null,
      studentNumber: null,
      section: null,
      userId: null,
      removedAt: now,
      anonymousAt: now,
    },
  });
}

/** The account: nobody can sign in to it any more. */
export async function eraseUser({ prisma }: Queries, id: string): Promise<void> {
  await prisma.session.deleteMany({ where: { userId: id } });
  await prisma.apiToken.deleteMany({ where: { userId: id } });
  await prisma.ltiIdentity.deleteMany({ where: { userId: id } });
  await prisma.user.update({
    where: { id },
    data: { name: '', email: null, claimedEmail: null, passwordHash: null },
  });
}

export async function setRetention(
  { prisma }: Queries,
  courseId: string,
  retentionMonths: number | null,
): Promise<void> {
  await prisma.course.update({ where: { id: courseId }, data: { retentionMonths } });
}

export async function findRetention({ prisma }: Queries, courseId: string): Promise<number | null> {
  const course = await prisma.course.findUnique({
    where: { id: courseId },
    select: { retentionMonths: true },
  });
  return course?.retentionMonths ?? null;
}

/** Students who have done nothing for as long as their course keeps names. */
export async function listOverdue(
  { prisma }: Queries,
  now: Date,
): Promise<readonly { readonly courseId: string; readonly id: string }[]> {
  return prisma.$queryRaw`
    SELECT e."courseId", e."id"
    FROM "Course" c
    JOIN "Enrolment" e ON e."courseId" = c."id"
    CROSS JOIN LATERAL (SELECT ${now}::timestamp - make_interval(months => c."retentionMonths") AS "since") d
    WHERE c."retentionMonths" IS NOT NULL AND e."role" = 'student' AND e."anonymousAt" IS NULL
      AND e."createdAt" < d."since"
      AND NOT EXISTS (SELECT 1 FROM "Variant" v
        LEFT JOIN "Draft" t ON t."courseId" = v."courseId" AND t."variantId" = v."id"
        LEFT JOIN "Progress" p ON p."courseId" = v."courseId" AND p."variantId" = v."id"
        WHERE v."courseId" = e."courseId" AND v."enrolmentId" = e."id"
          AND greatest(v."createdAt", t."savedAt", p."updatedAt") >= d."since")`;
}
