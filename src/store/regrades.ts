/**
 * Regrades: results beside the attempts, and every row of Progress that moved as it was before and after, so that
 * undoing one leaves each byte as it was.
 */
import type { AttemptResult } from '../grading/result.ts';
import type { PartStanding } from '../grading/standing.ts';
import type { Policy } from './assignments.ts';
import { Prisma } from './client/client.ts';
import type { Queries } from './database.ts';
import { readPartProgress } from './progress.ts';

export interface Regrade {
  readonly courseId: string;
  readonly id: string;
  readonly assignmentId: string;
  readonly reason: string;
  readonly engine: string;
  /** The enrolment of who did it. */
  readonly byId: string;
  readonly createdAt: Date;
}

export interface PastRegrade extends Regrade {
  readonly undoneAt: Date | null;
}

/** Newest first. */
export const listRegrades = (
  { prisma }: Queries,
  courseId: string,
  assignmentId: string,
): Promise<readonly PastRegrade[]> =>
  prisma.regrade.findMany({ where: { courseId, assignmentId }, orderBy: { id: 'desc' } });

/** With a policy, the assignment has it from now on. */
export async function saveRegrade({ prisma }: Queries, regrade: Regrade, policy?: Policy): Promise<void> {
  await prisma.regrade.create({ data: regrade });
  if (!policy) return;
  const { courseId, id, assignmentId } = regrade;
  await prisma.$executeRaw`
    WITH "before" AS (
      SELECT "policy" FROM "Assignment" WHERE "courseId" = ${courseId} AND "id" = ${assignmentId}
    ), "changed" AS (
      UPDATE "Assignment" SET "policy" = ${JSON.stringify(policy)}::json
      WHERE "courseId" = ${courseId} AND "id" = ${assignmentId} RETURNING "policy"
    )
    UPDATE "Regrade" SET "policyBefore" = "before"."policy", "policyAfter" = "changed"."policy"
    FROM "before", "changed" WHERE "courseId" = ${courseId} AND "id" = ${id}`;
}

export interface RegradedAttempt {
  readonly attemptId: string;
  readonly result: AttemptResult;
}

export async function saveRegradedAttempts(
  { prisma }: Queries,
  { courseId, id: regradeId }: Regrade,
  attempts: readonly RegradedAttempt[],
): Promise<void> {
  const rows = attempts.map(({ attemptId, result }) => ({
    attemptId,
    result: JSON.stringify(result),
    mark: result.mark,
  }));
  await prisma.$executeRaw`
    UPDATE "RegradedAttempt" g SET "latest" = false
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("attemptId" text)
    WHERE g."courseId" = ${courseId} AND g."attemptId" = r."attemptId"`;
  await prisma.$executeRaw`
    INSERT INTO "RegradedAttempt" ("courseId", "attemptId", "regradeId", "result", "mark")
    SELECT ${courseId}, "attemptId", ${regradeId}, "result"::json, "mark"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("attemptId" text, "result" text, "mark" text)`;
}

export interface MovedStanding extends PartStanding {
  readonly variantId: string;
  /** Time on task. */
  readonly seconds: number;
}

const columns = Prisma.raw(
  ['tries', 'firstVerdict', 'lastVerdict', 'mark', 'markOnTime', 'closed', 'tried', 'seconds']
    .map((column) => `"${column}" = r."${column}"`)
    .join(', '),
);
const planned = (rows: readonly MovedStanding[]): Prisma.Sql => Prisma.sql`
  json_to_recordset(${JSON.stringify(rows)}::json) AS r("variantId" text, "part" text, "tries" int,
    "firstVerdict" text, "lastVerdict" text, "mark" text, "markOnTime" text, "closed" boolean, "tried" json,
    "seconds" float8)`;

/** Moves rows of Progress and keeps each as it was and as it is. The number of rows moved. */
export function moveProgress(
  { prisma }: Queries,
  { courseId, id }: Regrade,
  rows: readonly MovedStanding[],
): Promise<number> {
  return prisma.$executeRaw`
    WITH "old" AS (
      SELECT p."variantId", p."part", row_to_json(p) AS "image"
      FROM "Progress" p JOIN ${planned(rows)} ON p."variantId" = r."variantId" AND p."part" = r."part"
      WHERE p."courseId" = ${courseId}
    ), "moved" AS (
      UPDATE "Progress" p SET ${columns} FROM ${planned(rows)}
      WHERE p."courseId" = ${courseId} AND p."variantId" = r."variantId" AND p."part" = r."part"
      RETURNING p."variantId", p."part", row_to_json(p) AS "image"
    )
    INSERT INTO "ProgressImage" ("courseId", "regradeId", "variantId", "part", "before", "after", "attempts")
    SELECT ${courseId}, ${id}, "old"."variantId", "old"."part", "old"."image", "moved"."image",
           (SELECT count(*) FROM "Attempt" t WHERE t."courseId" = ${courseId} AND t."variantId" = "old"."variantId")
    FROM "old" JOIN "moved" USING ("variantId", "part")`;
}

/** The same without an image. */
export async function setProgress(
  { prisma }: Queries,
  courseId: string,
  rows: readonly MovedStanding[],
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Progress" p SET ${columns} FROM ${planned(rows)}
    WHERE p."courseId" = ${courseId} AND p."variantId" = r."variantId" AND p."part" = r."part"`;
}

/** Before a regrade. */
export interface StandingBefore extends MovedStanding {
  /** How many attempts at the variant the regrade counted; null where that was not kept. */
  readonly attempts: number | null;
}

/** Rows that a student has moved since the regrade: as they were before it. */
export async function listMovedSince(
  { prisma }: Queries,
  { courseId, id }: Pick<Regrade, 'courseId' | 'id'>,
): Promise<readonly StandingBefore[]> {
  const rows = await prisma.$queryRaw<{ variantId: string; before: unknown; attempts: number | null }[]>`
    SELECT i."variantId", i."before", i."attempts" FROM "ProgressImage" i
    JOIN "Progress" p ON p."courseId" = i."courseId" AND p."variantId" = i."variantId" AND p."part" = i."part"
    WHERE i."courseId" = ${courseId} AND i."regradeId" = ${id}
      AND row_to_json(p)::text <> i."after"::text`;
  return rows.flatMap(({ variantId, before, attempts }) =>
    readPartProgress([before]).map((standing) => ({ ...standing, variantId, attempts })),
  );
}

/** Enrolments whose attempts or progress a regrade changed. */
export async function listRegradedStudents(
  { prisma }: Queries,
  { courseId, id }: Pick<Regrade, 'courseId' | 'id'>,
): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ enrolmentId: string }[]>`
    SELECT v."enrolmentId" FROM "ProgressImage" i
    JOIN "Variant" v ON v."courseId" = i."courseId" AND v."id" = i."variantId"
    WHERE i."courseId" = ${courseId} AND i."regradeId" = ${id}
    UNION
    SELECT v."enrolmentId" FROM "RegradedAttempt" g
    JOIN "Attempt" t ON t."courseId" = g."courseId" AND t."id" = g."attemptId"
    JOIN "Variant" v ON v."courseId" = t."courseId" AND v."id" = t."variantId"
    WHERE g."courseId" = ${courseId} AND g."regradeId" = ${id} ORDER BY 1`;
  return rows.map(({ enrolmentId }) => enrolmentId);
}

/** Puts back every row that nobody moved since, the results of before, and the policy. */
export async function undoRegrade(
  { prisma }: Queries,
  { courseId, id, assignmentId }: Regrade,
  undoneAt: Date,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Progress" p SET ${columns}
    FROM "ProgressImage" i, json_populate_record(NULL::"Progress", i."before") AS r
    WHERE i."courseId" = ${courseId} AND i."regradeId" = ${id} AND p."courseId" = i."courseId"
      AND p."variantId" = i."variantId" AND p."part" = i."part" AND row_to_json(p)::text = i."after"::text`;
  await prisma.regradedAttempt.updateMany({
    where: { courseId, regradeId: id },
    data: { undone: true, latest: false },
  });
  await prisma.$executeRaw`
    UPDATE "RegradedAttempt" g SET "latest" = true
    WHERE g."courseId" = ${courseId} AND NOT g."undone"
      AND g."attemptId" IN (SELECT "attemptId" FROM "RegradedAttempt"
        WHERE "courseId" = ${courseId} AND "regradeId" = ${id})
      AND g."regradeId" = (SELECT max(o."regradeId") FROM "RegradedAttempt" o
        WHERE o."courseId" = g."courseId" AND o."attemptId" = g."attemptId" AND NOT o."undone")`;
  await prisma.$executeRaw`
    UPDATE "Assignment" a SET "policy" = r."policyBefore" FROM "Regrade" r
    WHERE r."courseId" = ${courseId} AND r."id" = ${id} AND r."policyBefore" IS NOT NULL
      AND a."courseId" = r."courseId" AND a."id" = ${assignmentId} AND a."policy"::text = r."policyAfter"::text`;
  await prisma.regrade.update({ where: { courseId_id: { courseId, id } }, data: { undoneAt } });
}
