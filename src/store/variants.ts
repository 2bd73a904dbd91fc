/** Variants, frozen as they were drawn, each with where its student stands. */
import type { Variant } from '../exercise/variant.ts';
import type { AttemptResult } from '../grading/result.ts';
import type { Work } from '../grading/schedule.ts';
import type { SkillState } from '../learning/skill-state.ts';
import { type Policy, toGrade } from './assignments.ts';
import { readByStudents } from './by-students.ts';
import { Prisma } from './client/client.ts';
import type { Queries } from './database.ts';
import { type Draft, readDraft } from './drafts.ts';
import { readAttemptResult, readComments, readPolicy, readTyped, readVariant } from './json-columns.ts';
import { type PartProgress, readPartProgress } from './progress.ts';
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
  /** As it is graded now. */
  readonly variant: Variant;
  /** As it was drawn, whatever tolerances the assignment has since. */
  readonly drawn: Variant;
  readonly createdAt: Date;
  readonly assignmentTitle: string;
  readonly policy: Policy;
  /** Of what answers in the course are worth. */
  readonly marksVersion: number;
  /** Mode, schedule, and what this student gets beyond the others. */
  readonly work: Work;
  /** The place of the assignment that comes after this one; null at its end. */
  readonly nextPosition: number | null;
  /** How many attempts there are; the next has one number more. */
  readonly attempts: number;
  /** The latest attempt. */
  readonly last: LastAttempt | undefined;
  /** Of the parts answered so far. */
  readonly progress: readonly PartProgress[];
  /** Of the student, in this course. */
  readonly skills: readonly SkillState[];
  /** What teachers say to the student about it, oldest first. */
  readonly comments: readonly string[];
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
  store: Queries,
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
  store: Queries,
  courseId: string,
  id: string,
): Promise<StoredVariant | undefined> {
  const where = Prisma.sql`v."courseId" = ${courseId} AND v."id" = ${id}`;
  return (await select(store, where))[0];
}

/** The student's latest variant at this place of the assignment. */
export async function findLatestVariant(
  store: Queries,
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
  store: Queries,
  work: Pick<VariantPlace, 'courseId' | 'enrolmentId' | 'assignmentId'>,
): Promise<readonly StoredVariant[]> {
  const { courseId, enrolmentId, assignmentId } = work;
  const where = Prisma.sql`v."courseId" = ${courseId} AND v."enrolmentId" = ${enrolmentId}
    AND v."assignmentId" = ${assignmentId} ORDER BY v."position", v."number"`;
  return select(store, where);
}

/** All that some students have in the course. */
export const listVariantsOf = (
  store: Queries,
  courseId: string,
  enrolmentIds: readonly string[],
): Promise<readonly StoredVariant[]> =>
  select(
    store,
    Prisma.sql`v."courseId" = ${courseId} AND v."enrolmentId" = ANY(${enrolmentIds}) ORDER BY v."id"`,
  );

/** All that all students have in an assignment: by student, place and number. */
export const listVariantsIn = (
  store: Queries,
  courseId: string,
  assignmentId: string,
): Promise<readonly StoredVariant[]> =>
  readByStudents(store, { courseId, assignmentId }, (enrolmentIds) =>
    select(
      store,
      Prisma.sql`v."courseId" = ${courseId} AND v."assignmentId" = ${assignmentId}
        AND v."enrolmentId" = ANY(${enrolmentIds}) ORDER BY v."enrolmentId", v."position", v."number"`,
    ),
  );

/** Whether anybody has opened an exercise of an assignment. */
export async function hasVariants(
  { prisma }: Queries,
  { courseId, id: assignmentId }: { readonly courseId: string; readonly id: string },
): Promise<boolean> {
  return (
    (await prisma.variant.findFirst({ where: { courseId, assignmentId }, select: { id: true } })) !== null
  );
}

/** By position: the students who have no variant there yet. */
export async function countWithoutVariant(
  { prisma }: Queries,
  courseId: string,
  assignmentId: string,
): Promise<ReadonlyMap<number, number>> {
  const rows = await prisma.$queryRaw<{ position: number; students: number }[]>`
    SELECT i."position", count(*)::int AS "students"
    FROM "AssignmentExercise" i
    JOIN "Enrolment" e ON e."courseId" = i."courseId" AND e."role" = 'student' AND e."removedAt" IS NULL
    WHERE i."courseId" = ${courseId} AND i."assignmentId" = ${assignmentId} AND NOT EXISTS (
      SELECT FROM "Variant" v WHERE v."courseId" = i."courseId" AND v."enrolmentId" = e."id"
        AND v."assignmentId" = i."assignmentId" AND v."position" = i."position")
    GROUP BY 1`;
  return new Map(rows.map(({ position, students }) => [position, students]));
}

export interface VariantRow extends VariantPlace {
  readonly id: string;
  readonly frozen: unknown;
  readonly createdAt: Date;
  readonly assignmentTitle: string;
  readonly mode: string;
  readonly policy: unknown;
  readonly marksVersion: number;
  readonly nextPosition: number | null;
  readonly attempts: number;
  readonly last: { typed: unknown; result: unknown; createdAt: string } | null;
  readonly progress: unknown;
  readonly skills: unknown;
  readonly comments: unknown;
  readonly draft: unknown;
  readonly sitting: unknown;
  readonly extension: unknown;
}

/**
 * Whatever belongs to a variant's student at once, so that a page or a submission is one reading. `frozen`: SQL, where
 * it may be left out because it is known.
 */
export const variantStanding = (frozen = 'v."frozen"'): string => `
    SELECT v."courseId", v."id", v."enrolmentId", v."assignmentId", v."position", v."number", ${frozen} AS "frozen",
           v."createdAt",
           a."title" AS "assignmentTitle", a."mode", a."policy", c."marksVersion",
           (SELECT min(i."position") FROM "AssignmentExercise" i
             WHERE i."courseId" = v."courseId" AND i."assignmentId" = v."assignmentId"
               AND i."position" > v."position") AS "nextPosition",
           coalesce(last."number", 0) AS "attempts",
           CASE WHEN last."number" IS NULL THEN NULL ELSE json_build_object(
             'typed', last."typed", 'result', last."result", 'createdAt', last."createdAt") END AS "last",
           (SELECT coalesce(json_agg(p ORDER BY p."part"), '[]') FROM "Progress" p
             WHERE p."courseId" = v."courseId" AND p."variantId" = v."id") AS "progress",
           (SELECT coalesce(json_agg(k), '[]') FROM "SkillState" k
             WHERE k."courseId" = v."courseId" AND k."enrolmentId" = v."enrolmentId") AS "skills",
           (SELECT coalesce(json_agg(c."text" ORDER BY c."id"), '[]') FROM "Comment" c
             WHERE c."courseId" = v."courseId" AND c."variantId" = v."id") AS "comments",
           row_to_json(d) AS "draft", row_to_json(s) AS "sitting", row_to_json(x) AS "extension"
    FROM "Variant" v
    JOIN "Assignment" a ON a."courseId" = v."courseId" AND a."id" = v."assignmentId"
    JOIN "Course" c ON c."id" = v."courseId"
    LEFT JOIN "Draft" d ON d."courseId" = v."courseId" AND d."variantId" = v."id"
    LEFT JOIN "Sitting" s ON s."courseId" = v."courseId" AND s."enrolmentId" = v."enrolmentId"
      AND s."assignmentId" = v."assignmentId"
    LEFT JOIN "Extension" x ON x."courseId" = v."courseId" AND x."enrolmentId" = v."enrolmentId"
      AND x."assignmentId" = v."assignmentId"
    LEFT JOIN LATERAL (
      SELECT t."number", t."typed", coalesce(g."result", t."result") AS "result", t."createdAt"
      FROM "Attempt" t LEFT JOIN "RegradedAttempt" g
        ON g."courseId" = t."courseId" AND g."attemptId" = t."id" AND g."latest"
      WHERE t."courseId" = v."courseId" AND t."variantId" = v."id"
      ORDER BY t."number" DESC LIMIT 1) last ON true`;

async function select(store: Queries, where: Prisma.Sql): Promise<readonly StoredVariant[]> {
  const rows = await store.prisma.$queryRaw<VariantRow[]>`${Prisma.raw(variantStanding())} WHERE ${where}`;
  return rows.map((row) => storedVariant(row, readVariant(row.frozen)));
}

/** A row as JSON, whose times are text. */
export const variantInJson = (
  row: Omit<VariantRow, 'createdAt'> & { readonly createdAt: string },
  drawn: Variant,
): StoredVariant => storedVariant({ ...row, createdAt: utc(row.createdAt) }, drawn);

function storedVariant(
  { frozen: _, mode, last, progress, skills, comments, draft, sitting, extension, ...row }: VariantRow,
  drawn: Variant,
): StoredVariant {
  const policy = readPolicy(row.policy);
  return {
    ...row,
    variant: toGrade(drawn, policy, row.position),
    drawn,
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
    comments: readComments(comments),
    draft: readDraft(draft),
  };
}
