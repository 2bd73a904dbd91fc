/** Variants, frozen as they were drawn, each with where its student stands. */
import type { Variant } from '../exercise/variant.ts';
import type { AttemptResult } from '../grading/result.ts';
import type { Work } from '../grading/schedule.ts';
import type { PartStanding } from '../grading/standing.ts';
import type { SkillState } from '../learning/skill-state.ts';
import type { Policy } from './assignments.ts';
import { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { type Draft, readDraft } from './drafts.ts';
import { readAttemptResult, readPolicy, readTyped, readVariant } from './json-columns.ts';
import { readPartProgress } from './progress.ts';
import { readExtension, readSitting } from './sittings.ts';
import { readSkillStates } from './skill-states.ts';
import { utc } from './utc.ts';

/** Whose variant it is, and its place in their work. */
export interface VariantPlace {
  readonly courseId: string;
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly position: number;
  /** 1 for the first variant of this student at this place, 2 for the next… */
  readonly number: number;
}

export interface StoredVariant extends VariantPlace {
  readonly id: string;
  readonly variant: Variant;
  readonly assignmentTitle: string;
  readonly policy: Policy;
  /** Mode, schedule, and what this student gets beyond the others. */
  readonly work: Work;
  /** How many attempts there are; the next has one number more. */
  readonly attempts: number;
  /** The latest attempt. */
  readonly last: LastAttempt | undefined;
  /** Of the parts answered so far. */
  readonly progress: readonly PartStanding[];
  /** Of the student, in this course. */
  readonly skills: readonly SkillState[];
  /** What was typed after the latest attempt. */
  readonly draft: Draft | undefined;
}

export interface LastAttempt {
  readonly typed: Readonly<Record<string, string>>;
  readonly result: AttemptResult;
  readonly createdAt: Date;
}

/**
 * Keeps a variant. 'taken' where this student has one at this place and number already (two requests at once):
 * find that one instead.
 */
export async function saveVariant(
  store: Store,
  saved: VariantPlace & { readonly id: string; readonly variant: Variant; readonly createdAt: Date },
): Promise<'saved' | 'taken'> {
  const { variant, ...row } = saved;
  const { exercise, seed, engine } = variant;
  const { count } = await store.prisma.variant.createMany({
    data: { ...row, exercise, seed, engine, frozen: variant as unknown as Prisma.InputJsonObject },
    skipDuplicates: true,
  });
  return count === 1 ? 'saved' : 'taken';
}

/** Everything that grading a submission needs, in one statement. */
export async function findVariant(
  store: Store,
  courseId: string,
  id: string,
): Promise<StoredVariant | undefined> {
  const where = Prisma.sql`v."courseId" = ${courseId} AND v."id" = ${id}`;
  return (await select(store, where))[0];
}

/** The student's latest variant at this place of the assignment. */
export async function findLatestVariant(
  store: Store,
  place: Omit<VariantPlace, 'number'>,
): Promise<StoredVariant | undefined> {
  const { courseId, enrolmentId, assignmentId, position } = place;
  const where = Prisma.sql`v."courseId" = ${courseId} AND v."enrolmentId" = ${enrolmentId}
    AND v."assignmentId" = ${assignmentId} AND v."position" = ${position}
    ORDER BY v."number" DESC LIMIT 1`;
  return (await select(store, where))[0];
}

/** All that this student has in an assignment, by place and number. */
export async function listVariants(
  store: Store,
  work: Pick<VariantPlace, 'courseId' | 'enrolmentId' | 'assignmentId'>,
): Promise<readonly StoredVariant[]> {
  const { courseId, enrolmentId, assignmentId } = work;
  const where = Prisma.sql`v."courseId" = ${courseId} AND v."enrolmentId" = ${enrolmentId}
    AND v."assignmentId" = ${assignmentId} ORDER BY v."position", v."number"`;
  return select(store, where);
}

export interface StoredAttempt {
  readonly id: string;
  readonly number: number;
  readonly typed: Readonly<Record<string, string>>;
  readonly result: AttemptResult;
  readonly createdAt: Date;
}

/** Oldest first. */
export async function listAttempts(
  store: Store,
  courseId: string,
  variantId: string,
): Promise<readonly StoredAttempt[]> {
  const rows = await store.prisma.attempt.findMany({
    where: { courseId, variantId },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ id, number, typed, result, createdAt }) => ({
    id,
    number,
    createdAt,
    typed: readTyped(typed),
    result: readAttemptResult(result),
  }));
}

interface Row extends VariantPlace {
  readonly id: string;
  readonly frozen: unknown;
  readonly assignmentTitle: string;
  readonly mode: string;
  readonly policy: unknown;
  readonly attempts: number;
  readonly last: { typed: unknown; result: unknown; createdAt: string } | null;
  readonly progress: unknown;
  readonly skills: unknown;
  readonly draft: unknown;
  readonly sitting: unknown;
  readonly extension: unknown;
}

/** Whatever belongs to a variant's student at once, so that a page or a submission is one reading. */
async function select(store: Store, where: Prisma.Sql): Promise<readonly StoredVariant[]> {
  const rows = await store.prisma.$queryRaw<Row[]>`
    SELECT v."courseId", v."id", v."enrolmentId", v."assignmentId", v."position", v."number", v."frozen",
           a."title" AS "assignmentTitle", a."mode", a."policy",
           coalesce(last."number", 0) AS "attempts",
           CASE WHEN last."number" IS NULL THEN NULL ELSE json_build_object(
             'typed', last."typed", 'result', last."result", 'createdAt', last."createdAt") END AS "last",
           (SELECT coalesce(json_agg(p ORDER BY p."part"), '[]') FROM "Progress" p
             WHERE p."courseId" = v."courseId" AND p."variantId" = v."id") AS "progress",
           (SELECT coalesce(json_agg(k), '[]') FROM "SkillState" k
             WHERE k."courseId" = v."courseId" AND k."enrolmentId" = v."enrolmentId") AS "skills",
           row_to_json(d) AS "draft", row_to_json(s) AS "sitting", row_to_json(x) AS "extension"
    FROM "Variant" v
    JOIN "Assignment" a ON a."courseId" = v."courseId" AND a."id" = v."assignmentId"
    LEFT JOIN "Draft" d ON d."courseId" = v."courseId" AND d."variantId" = v."id"
    LEFT JOIN "Sitting" s ON s."courseId" = v."courseId" AND s."enrolmentId" = v."enrolmentId"
      AND s."assignmentId" = v."assignmentId"
    LEFT JOIN "Extension" x ON x."courseId" = v."courseId" AND x."enrolmentId" = v."enrolmentId"
      AND x."assignmentId" = v."assignmentId"
    LEFT JOIN LATERAL (
      SELECT t."number", t."typed", t."result", t."createdAt" FROM "Attempt" t
      WHERE t."courseId" = v."courseId" AND t."variantId" = v."id"
      ORDER BY t."number" DESC LIMIT 1) last ON true
    WHERE ${where}`;
  return rows.map(storedVariant);
}

function storedVariant({
  frozen,
  mode,
  last,
  progress,
  skills,
  draft,
  sitting,
  extension,
  ...row
}: Row): StoredVariant {
  const policy = readPolicy(row.policy);
  return {
    ...row,
    variant: readVariant(frozen),
    policy,
    work: {
      mode: mode as Work['mode'],
      schedule: policy,
      extension: readExtension(extension),
      sitting: readSitting(sitting),
    },
    last: last
      ? {
          typed: readTyped(last.typed),
          result: readAttemptResult(last.result),
          createdAt: utc(last.createdAt),
        }
      : undefined,
    progress: readPartProgress(progress),
    skills: readSkillStates(skills),
    draft: readDraft(draft),
  };
}
