/** Submissions as they were graded, and graded again. */
import type { AttemptResult } from '../grading/result.ts';
import type { Circumstances } from '../learning/circumstances.ts';
import { readByStudents } from './by-students.ts';
import { Prisma } from './client/client.ts';
import type { Queries } from './database.ts';
import { readAttemptResult, readCircumstances, readTyped } from './json-columns.ts';

export interface StoredAttempt {
  readonly id: string;
  readonly variantId: string;
  readonly number: number;
  readonly typed: Readonly<Record<string, string>>;
  /** BCP 47, of who typed. */
  readonly locale: string;
  /** As it was graded when it came in. */
  readonly result: AttemptResult;
  /** As it was graded last, where that was later. */
  readonly regraded: AttemptResult | undefined;
  /** undefined where they were not kept yet. */
  readonly circumstances: Circumstances | undefined;
  readonly createdAt: Date;
}

/** How many there are of all students. */
export async function countAttemptsIn(
  { prisma }: Queries,
  courseId: string,
  assignmentId: string,
): Promise<number> {
  return prisma.attempt.count({ where: { courseId, variant: { assignmentId } } });
}

/** Oldest first. */
export const listAttempts = (
  store: Queries,
  courseId: string,
  variantId: string,
): Promise<readonly StoredAttempt[]> => selectAttempts(store, courseId, Prisma.sql`v."id" = ${variantId}`);

/** Of all students: by student and variant, oldest first. */
export const listAttemptsIn = (
  store: Queries,
  courseId: string,
  assignmentId: string,
): Promise<readonly StoredAttempt[]> =>
  readByStudents(store, { courseId, assignmentId }, (enrolmentIds) =>
    selectAttempts(
      store,
      courseId,
      Prisma.sql`v."assignmentId" = ${assignmentId} AND v."enrolmentId" = ANY(${enrolmentIds})`,
    ),
  );

/** Of some students in the whole course: by student and variant, oldest first. */
export const listAttemptsOf = (
  store: Queries,
  courseId: string,
  enrolmentIds: readonly string[],
): Promise<readonly StoredAttempt[]> =>
  selectAttempts(store, courseId, Prisma.sql`v."enrolmentId" = ANY(${enrolmentIds})`);

async function selectAttempts(
  store: Queries,
  courseId: string,
  where: Prisma.Sql,
): Promise<readonly StoredAttempt[]> {
  const rows = await store.prisma.$queryRaw<AttemptRow[]>`
    SELECT t."id", t."variantId", t."number", t."locale", t."createdAt", t."typed", t."result",
           t."circumstances", g."result" AS "regraded"
    FROM "Variant" v
    JOIN "Attempt" t ON t."courseId" = v."courseId" AND t."variantId" = v."id"
    LEFT JOIN "RegradedAttempt" g ON g."courseId" = t."courseId" AND g."attemptId" = t."id" AND g."latest"
    WHERE v."courseId" = ${courseId} AND ${where}
    ORDER BY v."enrolmentId", t."variantId", t."number"`;
  return rows.map(({ typed, result, regraded, circumstances, ...row }) => ({
    ...row,
    circumstances: circumstances === null ? undefined : readCircumstances(circumstances),
    typed: readTyped(typed),
    result: readAttemptResult(result),
    regraded: regraded === null ? undefined : readAttemptResult(regraded),
  }));
}

type AttemptRow = Omit<StoredAttempt, 'typed' | 'result' | 'regraded' | 'circumstances'> &
  Readonly<Record<'typed' | 'result' | 'regraded' | 'circumstances', unknown>>;
