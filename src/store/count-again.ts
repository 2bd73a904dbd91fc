/**
 * Counts made again from attempts, in the transaction of whatever changed what they are worth: first tries of an
 * assignment with the very statement that counted them first, each student's own work and skills, and the curves.
 */
import type { SkillState } from '../learning/skill-state.ts';
import { keptEvents, type WorkEvent } from '../learning/stuck.ts';
import { countingFirstTries } from './counting-work.ts';
import type { Queries, Store } from './database.ts';
import { type FirstTry, firstTryRow } from './record-attempts.ts';

export interface CountedFirstTries {
  /** Of the attempt. */
  readonly id: string;
  readonly enrolmentId: string;
  readonly position: number;
  readonly firstTries: readonly FirstTry[];
}

/** In the order of the attempts. */
export async function recountFirstTries(
  { prisma }: Queries,
  { courseId, assignmentId }: { readonly courseId: string; readonly assignmentId: string },
  attempts: readonly CountedFirstTries[],
): Promise<void> {
  const where = { courseId, assignmentId };
  await prisma.partCount.deleteMany({ where });
  await prisma.mistakeCount.deleteMany({ where });
  await prisma.firstTryCount.deleteMany({ where });
  const rows = attempts.map(({ firstTries, ...attempt }) => ({
    ...attempt,
    ...where,
    firstTries: firstTries.map(firstTryRow),
  }));
  await prisma.$queryRawUnsafe(statement, JSON.stringify(rows));
}

const statement = `
WITH recorded AS (
  SELECT * FROM json_to_recordset($1::json) AS row(
    "courseId" text, "assignmentId" text, "id" text, "enrolmentId" text, "position" int, "firstTries" json)
), ${countingFirstTries}
SELECT 1`;

export interface RecountedWork {
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly attempts: number;
  readonly seconds: number;
  readonly couldShow: readonly string[];
  readonly showed: readonly string[];
  /** Oldest first; the latest are kept. */
  readonly events: readonly WorkEvent[];
  readonly lastAt: Date;
}

/** What students did in some assignments. */
export async function setStudentWork(
  { prisma }: Queries,
  courseId: string,
  work: readonly RecountedWork[],
): Promise<void> {
  const rows = work.map(({ events, ...row }) => ({ ...row, recent: events.slice(-keptEvents) }));
  await prisma.$executeRaw`
    INSERT INTO "StudentWork" ("courseId", "assignmentId", "enrolmentId", "attempts", "seconds", "couldShow", "showed",
                               "recent", "lastAt")
    SELECT ${courseId}, r."assignmentId", r."enrolmentId", r."attempts", r."seconds",
           ARRAY(SELECT DISTINCT json_array_elements_text(r."couldShow") ORDER BY 1),
           ARRAY(SELECT DISTINCT json_array_elements_text(r."showed") ORDER BY 1), r."recent", r."lastAt"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("assignmentId" text, "enrolmentId" text, "attempts" int,
      "seconds" float8, "couldShow" json, "showed" json, "recent" jsonb, "lastAt" timestamp(3))
    ON CONFLICT ("courseId", "assignmentId", "enrolmentId") DO UPDATE SET
      "attempts" = excluded."attempts", "seconds" = excluded."seconds", "couldShow" = excluded."couldShow",
      "showed" = excluded."showed", "recent" = excluded."recent",
      "lastAt" = greatest("StudentWork"."lastAt", excluded."lastAt")`;
}

export interface DatedSkillState extends SkillState {
  readonly enrolmentId: string;
  readonly updatedAt: Date;
}

/** All that these students know. */
export async function setSkillStates(
  { prisma }: Queries,
  courseId: string,
  enrolmentIds: readonly string[],
  states: readonly DatedSkillState[],
): Promise<void> {
  const places = states.map(({ enrolmentId, skill }) => `${enrolmentId} ${skill}`);
  await prisma.$executeRaw`
    DELETE FROM "SkillState" WHERE "courseId" = ${courseId} AND "enrolmentId" = ANY(${enrolmentIds})
      AND "enrolmentId" || ' ' || "skill" <> ALL(${places})`;
  await prisma.$executeRaw`
    INSERT INTO "SkillState" ("courseId", "enrolmentId", "skill", "known", "opportunities", "right", "firsts", "dueAt",
                              "card", "updatedAt")
    SELECT ${courseId}, k."enrolmentId", k."skill", k."known", k."opportunities", k."right", k."firsts", k."dueAt",
           k."card", k."updatedAt"
    FROM json_to_recordset(${JSON.stringify(states)}::json) AS k("enrolmentId" text, "skill" text, "known" float8,
      "opportunities" int, "right" int, "firsts" text, "dueAt" timestamp(3), "card" json, "updatedAt" timestamp(3))
    ON CONFLICT ("courseId", "enrolmentId", "skill") DO UPDATE SET
      "known" = excluded."known", "opportunities" = excluded."opportunities", "right" = excluded."right",
      "firsts" = excluded."firsts", "dueAt" = excluded."dueAt", "card" = excluded."card",
      "updatedAt" = excluded."updatedAt"`;
}

/** The learning curves of a course, from what its students know. */
export async function recountCurves({ prisma }: Queries, courseId: string): Promise<void> {
  await prisma.skillCount.deleteMany({ where: { courseId } });
  await prisma.$executeRaw`
    INSERT INTO "SkillCount" ("courseId", "skill", "opportunity", "tried", "right")
    SELECT "courseId", "skill", n, count(*), count(*) FILTER (WHERE substr("firsts", n, 1) = '1')
    FROM "SkillState", generate_series(1, length("firsts")) n
    WHERE "courseId" = ${courseId} GROUP BY 1, 2, 3`;
}

/** Time on task, by variant and part. */
export async function setSeconds(
  { prisma }: Queries,
  courseId: string,
  rows: readonly { readonly variantId: string; readonly part: string; readonly seconds: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await prisma.$executeRaw`
    UPDATE "Progress" p SET "seconds" = r."seconds"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("variantId" text, "part" text, "seconds" float8)
    WHERE p."courseId" = ${courseId} AND p."variantId" = r."variantId" AND p."part" = r."part"`;
}

/** Courses whose counts are older than what is counted now. */
export async function listRecountsDue({ prisma }: Store): Promise<readonly string[]> {
  const rows = await prisma.course.findMany({ where: { recountDue: true }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function endRecount({ prisma }: Store, courseId: string): Promise<void> {
  await prisma.course.update({ where: { id: courseId }, data: { recountDue: false } });
}

/** Students with an attempt in the course, and assignments with one. */
export async function listRecountPlaces(
  { prisma }: Queries,
  courseId: string,
): Promise<{ readonly enrolmentIds: readonly string[]; readonly assignmentIds: readonly string[] }> {
  const rows = await prisma.$queryRaw<{ enrolmentId: string; assignmentId: string }[]>`
    SELECT DISTINCT "enrolmentId", "assignmentId" FROM "Variant" WHERE "courseId" = ${courseId} ORDER BY 1, 2`;
  return {
    enrolmentIds: [...new Set(rows.map(({ enrolmentId }) => enrolmentId))],
    assignmentIds: [...new Set(rows.map(({ assignmentId }) => assignmentId))],
  };
}
