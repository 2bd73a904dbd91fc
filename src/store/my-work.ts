/** One person over all their courses: what is assigned to them, and everything that they handed in. */
import { z } from 'zod';
import type { Variant } from '../exercise/variant.ts';
import type { AttemptResult } from '../grading/result.ts';
import type { Work } from '../grading/schedule.ts';
import { type Adjustments, readAdjustments } from './adjustments.ts';
import type { Assignment, AssignmentExercise } from './assignments.ts';
import type { Store } from './database.ts';
import { readAttemptResult, readPolicy, readTyped, readVariant } from './json-columns.ts';
import { type PartProgress, type ProgressRow, readPartProgress, readProgressRows } from './progress.ts';
import { readExtension, readSitting } from './sittings.ts';

export interface AssignedWork {
  readonly courseTitle: string;
  readonly assignment: Assignment;
  readonly work: Work;
  readonly enrolmentId: string;
  readonly progress: readonly ProgressRow[];
  /** What teachers changed about their marks. */
  readonly adjustments: Adjustments;
}

/** Of every course in which they are a student now, oldest first. */
export async function listAssignedWork(store: Store, userId: string): Promise<readonly AssignedWork[]> {
  const rows = await store.prisma.$queryRaw<AssignedRow[]>`
    SELECT a."courseId", a."id", a."title", a."mode", a."policy", a."weight", e."id" AS "enrolmentId",
           c."title" AS "courseTitle",
           (SELECT coalesce(json_agg(i ORDER BY i."position"), '[]') FROM "AssignmentExercise" i
             WHERE i."courseId" = a."courseId" AND i."assignmentId" = a."id") AS "exercises",
           (SELECT coalesce(json_agg(p ORDER BY p."position", p."number", p."part"), '[]') FROM "Progress" p
             WHERE p."courseId" = a."courseId" AND p."assignmentId" = a."id" AND p."enrolmentId" = e."id")
             AS "progress",
           (SELECT coalesce(json_agg(o), '[]') FROM "Override" o
             WHERE o."courseId" = a."courseId" AND o."assignmentId" = a."id" AND o."enrolmentId" = e."id")
             AS "overrides",
           (SELECT coalesce(json_agg(w), '[]') FROM "PartWeight" w
             WHERE w."courseId" = a."courseId" AND w."assignmentId" = a."id") AS "partWeights",
           row_to_json(s) AS "sitting", row_to_json(x) AS "extension"
    FROM "Enrolment" e
    JOIN "Course" c ON c."id" = e."courseId"
    JOIN "Assignment" a ON a."courseId" = e."courseId" AND a."mode" <> 'practice'
    LEFT JOIN "Sitting" s ON s."courseId" = a."courseId" AND s."enrolmentId" = e."id"
      AND s."assignmentId" = a."id"
    LEFT JOIN "Extension" x ON x."courseId" = a."courseId" AND x."enrolmentId" = e."id"
      AND x."assignmentId" = a."id"
    WHERE e."userId" = ${userId} AND e."removedAt" IS NULL AND e."role" = 'student'
    ORDER BY a."courseId", a."id"`;
  return rows.map(assignedOf);
}

export interface PastAttempt {
  readonly id: string;
  readonly courseId: string;
  readonly variantId: string;
  /** 1, 2, … within the variant. */
  readonly number: number;
  readonly typed: Readonly<Record<string, string>>;
  /** As it counts now. */
  readonly result: AttemptResult;
  /** Whether it was another one when it came in. */
  readonly gradedAgain: boolean;
  readonly createdAt: Date;
  readonly variant: Variant;
  readonly assignmentTitle: string;
  readonly work: Work;
  /** Of the variant, as it stands now. */
  readonly progress: readonly PartProgress[];
}

/** Newest first; `before` the attempt of this id, where one is named. */
export async function listPastAttempts(
  store: Store,
  userId: string,
  { before = null, most }: { readonly before?: string | null; readonly most: number },
): Promise<readonly PastAttempt[]> {
  const rows = await store.prisma.$queryRaw<PastRow[]>`
    SELECT t."id", t."courseId", t."variantId", t."number", t."typed", t."createdAt", v."frozen",
           coalesce(g."result", t."result") AS "result",
           coalesce(g."result"::text <> t."result"::text, false) AS "gradedAgain",
           a."title" AS "assignmentTitle", a."mode", a."policy",
           (SELECT coalesce(json_agg(p ORDER BY p."part"), '[]') FROM "Progress" p
             WHERE p."courseId" = v."courseId" AND p."variantId" = v."id") AS "progress",
           row_to_json(s) AS "sitting", row_to_json(x) AS "extension"
    FROM "Enrolment" e
    JOIN "Variant" v ON v."courseId" = e."courseId" AND v."enrolmentId" = e."id"
    JOIN "Attempt" t ON t."courseId" = v."courseId" AND t."variantId" = v."id"
    LEFT JOIN "RegradedAttempt" g ON g."courseId" = t."courseId" AND g."attemptId" = t."id" AND g."latest"
    JOIN "Assignment" a ON a."courseId" = v."courseId" AND a."id" = v."assignmentId"
    LEFT JOIN "Sitting" s ON s."courseId" = v."courseId" AND s."enrolmentId" = v."enrolmentId"
      AND s."assignmentId" = v."assignmentId"
    LEFT JOIN "Extension" x ON x."courseId" = v."courseId" AND x."enrolmentId" = v."enrolmentId"
      AND x."assignmentId" = v."assignmentId"
    WHERE e."userId" = ${userId} AND e."removedAt" IS NULL AND (${before}::text IS NULL OR t."id" < ${before})
    ORDER BY t."id" DESC LIMIT ${most}`;
  return rows.map(pastOf);
}

interface WorkColumns {
  readonly mode: string;
  readonly policy: unknown;
  readonly sitting: unknown;
  readonly extension: unknown;
}

interface AssignedRow extends WorkColumns {
  readonly courseId: string;
  readonly id: string;
  readonly title: string;
  readonly courseTitle: string;
  readonly weight: string;
  readonly enrolmentId: string;
  readonly exercises: unknown;
  readonly progress: unknown;
  readonly overrides: unknown;
  readonly partWeights: unknown;
}

interface PastRow
  extends WorkColumns,
    Omit<PastAttempt, 'typed' | 'result' | 'variant' | 'work' | 'progress'> {
  readonly typed: unknown;
  readonly result: unknown;
  readonly frozen: unknown;
  readonly progress: unknown;
}

const exerciseRows: z.ZodType<readonly AssignmentExercise[]> = z.array(
  z.object({ position: z.number(), exercise: z.string(), weight: z.string() }),
);

function assignedOf(row: AssignedRow): AssignedWork {
  const { courseId, id, title, weight, enrolmentId, courseTitle } = row;
  const work = workOf(row);
  const policy = readPolicy(row.policy);
  const exercises = exerciseRows.parse(row.exercises);
  return {
    courseTitle,
    work,
    enrolmentId,
    assignment: { courseId, id, title, mode: work.mode, policy, weight, exercises },
    adjustments: readAdjustments(row.overrides, row.partWeights),
    progress: readProgressRows(row.progress),
  };
}

function pastOf({ mode, policy, sitting, extension, frozen, ...row }: PastRow): PastAttempt {
  return {
    ...row,
    typed: readTyped(row.typed),
    result: readAttemptResult(row.result),
    variant: readVariant(frozen),
    work: workOf({ mode, policy, sitting, extension }),
    progress: readPartProgress(row.progress),
  };
}

const workOf = ({ mode, policy, sitting, extension }: WorkColumns): Work => ({
  mode: mode as Work['mode'],
  schedule: readPolicy(policy),
  sitting: readSitting(sitting),
  extension: readExtension(extension),
});
