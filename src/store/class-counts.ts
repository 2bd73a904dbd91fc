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
}

export interface FirstTryExamples extends FirstTryCount {
  /** The latest first; at most two. */
  readonly examples: readonly Example[];
}

export const listFirstTryCounts = (
  { run }: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly FirstTryCount[]> =>
  run<FirstTryCount>({ name: 'first tries', text: firstTries() }, [courseId, assignmentId]);

export async function listFirstTryExamples(
  { run }: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly FirstTryExamples[]> {
  const text = firstTries(', "example" AS "latest", "exampleBefore" AS "before"');
  const rows = await run<ExamplesRow>({ name: 'first tries, examples', text }, [courseId, assignmentId]);
  return rows.map(({ latest, before, ...count }) => ({
    ...count,
    examples: [latest, before].flatMap((each) => (each === null ? [] : [example.parse(each)])),
  }));
}

type ExamplesRow = FirstTryCount & Readonly<Record<'latest' | 'before', unknown>>;

const firstTries = (more = ''): string => `
  SELECT "position", "part", "quantity", "outcome", "count"${more}
  FROM "FirstTryCount" WHERE "courseId" = $1 AND "assignmentId" = $2
  ORDER BY "position", "part", "quantity", "outcome"`;

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
export const listMistakenStudents = (
  { run }: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly MistakenStudents[]> =>
  run<MistakenStudents>({ name: 'mistaken students', text: mistakenStudents }, [courseId, assignmentId]);

const mistakenStudents = `
  SELECT could."mistake", showed."students" AS "showed", could."students" AS "couldShow"
  FROM (SELECT unnest("couldShow") AS "mistake", count(*)::int AS "students" FROM "StudentWork"
        WHERE "courseId" = $1 AND "assignmentId" = $2 GROUP BY 1) AS could
  JOIN (SELECT unnest("showed") AS "mistake", count(*)::int AS "students" FROM "StudentWork"
        WHERE "courseId" = $1 AND "assignmentId" = $2 GROUP BY 1) AS showed
    USING ("mistake")`;

const example = z.object({
  attempt: z.string(),
  variant: z.string(),
  enrolment: z.string(),
  typed: z.string(),
  right: z.string(),
}) satisfies z.ZodType<Example>;
