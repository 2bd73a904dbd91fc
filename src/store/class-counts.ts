/** What a class did in an assignment, counted as its attempts arrived (counting-work.ts). */
import { z } from 'zod';
import type { Store } from './database.ts';
import type { Example } from './record-attempts.ts';

/** First tries with one outcome at one question. */
export interface FirstTryCount {
  readonly position: number;
  readonly part: string;
  /** With its indices: 'dE/dw12'. */
  readonly quantity: string;
  /** 'right', a mistake's id, 'unexplained', or the kind of a verdict in between. */
  readonly outcome: string;
  readonly count: number;
  /** The latest first; at most two. */
  readonly examples: readonly Example[];
}

export async function listFirstTryCounts(
  store: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly FirstTryCount[]> {
  const rows = await store.prisma.firstTryCount.findMany({
    where: { courseId, assignmentId },
    orderBy: [{ position: 'asc' }, { part: 'asc' }, { quantity: 'asc' }, { outcome: 'asc' }],
  });
  return rows.map(({ position, part, quantity, outcome, count, example: latest, exampleBefore }) => ({
    position,
    part,
    quantity,
    outcome,
    count,
    examples: [latest, exampleBefore].flatMap((each) => (each === null ? [] : [example.parse(each)])),
  }));
}

/** What was asked, with indices, and tried: in one assignment or in all of the course. */
export async function listQuantities(
  store: Store,
  courseId: string,
  assignmentId: string | undefined,
): Promise<readonly string[]> {
  const rows = await store.prisma.firstTryCount.findMany({
    where: { courseId, ...(assignmentId === undefined ? {} : { assignmentId }) },
    distinct: ['quantity'],
    select: { quantity: true },
  });
  return rows.map(({ quantity }) => quantity);
}

/** How many students a mistake concerns. */
export interface MistakenStudents {
  readonly mistake: string;
  readonly showed: number;
  /** Students a first try of whose could have shown it. */
  readonly couldShow: number;
}

/** Mistakes that at least one student showed. */
export function listMistakenStudents(
  store: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly MistakenStudents[]> {
  return store.prisma.$queryRaw<MistakenStudents[]>`
    SELECT could."mistake", showed."students" AS "showed", could."students" AS "couldShow"
    FROM (SELECT unnest("couldShow") AS "mistake", count(*)::int AS "students" FROM "StudentWork"
          WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId} GROUP BY 1) AS could
    JOIN (SELECT unnest("showed") AS "mistake", count(*)::int AS "students" FROM "StudentWork"
          WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId} GROUP BY 1) AS showed
      USING ("mistake")`;
}

const example = z.object({
  attempt: z.string(),
  variant: z.string(),
  enrolment: z.string(),
  typed: z.string(),
  right: z.string(),
}) satisfies z.ZodType<Example>;
