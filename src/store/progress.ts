/** How far students are, and what a class has not yet understood: counted as attempts arrive, read here. */
import { z } from 'zod';
import type { Verdict } from '../grading/result.ts';
import type { PartStanding } from '../grading/standing.ts';
import { Prisma } from './client/client.ts';
import type { Queries } from './database.ts';
import { utc } from './utc.ts';

export interface PartProgress extends PartStanding {
  /** When the last hint was taken. */
  readonly hintedAt: Date | null;
  /** On task: this part's share of each submission that moved it. */
  readonly seconds: number;
}

export interface ProgressRow extends PartStanding {
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly position: number;
  readonly variantId: string;
  /** Of the variant: 1 for the first at this place. */
  readonly number: number;
  readonly updatedAt: Date;
}

/** Students × parts: all progress in an assignment, or one student's; or in every assignment (the gradebook's source). */
export async function listProgress(
  store: Queries,
  courseId: string,
  assignmentId?: string,
  enrolmentId?: string,
): Promise<readonly ProgressRow[]> {
  const rows = await store.prisma.$queryRaw<{ parts: unknown }[]>`
    SELECT json_agg(p ORDER BY p."position", p."number", p."part") AS "parts"
    FROM "Progress" p
    WHERE p."courseId" = ${courseId}
      ${assignmentId === undefined ? Prisma.empty : Prisma.sql`AND p."assignmentId" = ${assignmentId}`}
      ${enrolmentId === undefined ? Prisma.empty : Prisma.sql`AND p."enrolmentId" = ${enrolmentId}`}
    GROUP BY p."assignmentId", p."enrolmentId" ORDER BY p."assignmentId", p."enrolmentId"`;
  return rows.flatMap(({ parts }) => readProgressRows(parts));
}

export interface PartCount {
  readonly position: number;
  readonly part: string;
  /** Students who have tried this part on their first variant, and who were right at the first try. */
  readonly firstTries: number;
  readonly firstRight: number;
  /** Most frequent first. `opportunities`: first tries at variants that would have shown the mistake. */
  readonly mistakes: readonly MistakeCount[];
}

export interface MistakeCount {
  readonly mistake: string;
  readonly shown: number;
  readonly opportunities: number;
}

/** The class in one assignment, by position and part. Takes as long after ten million attempts as after ten. */
export async function listPartCounts(
  store: Queries,
  courseId: string,
  assignmentId: string,
): Promise<readonly PartCount[]> {
  const where = { courseId, assignmentId };
  const parts = await store.prisma.partCount.findMany({
    where,
    orderBy: [{ position: 'asc' }, { part: 'asc' }],
  });
  const mistakes = await store.prisma.mistakeCount.findMany({
    where: { ...where, shown: { gt: 0 } },
    orderBy: [{ shown: 'desc' }, { mistake: 'asc' }],
  });
  return parts.map(({ position, part, firstTries, firstRight }) => ({
    position,
    part,
    firstTries,
    firstRight,
    mistakes: mistakes
      .filter((row) => row.position === position && row.part === part)
      .map(({ mistake, shown, opportunities }) => ({ mistake, shown, opportunities })),
  }));
}

const verdictKinds = [
  'unreadable',
  'right',
  'rounded',
  'convention',
  'follow-through',
  'wrong',
  'empty',
] as const satisfies readonly Verdict['kind'][];

const partProgress = z.object({
  part: z.string(),
  tries: z.number(),
  firstVerdict: z.enum(verdictKinds).nullable(),
  lastVerdict: z.enum(verdictKinds),
  mark: z.string(),
  markOnTime: z.string(),
  closed: z.boolean(),
  tried: z.array(z.string()),
  hints: z.number(),
});

const instant = z
  .string()
  .nullable()
  .transform((at) => (at === null ? null : utc(at)));

const progressRow = partProgress.extend({
  enrolmentId: z.string(),
  assignmentId: z.string(),
  position: z.number(),
  variantId: z.string(),
  number: z.number(),
  updatedAt: z.string().transform(utc),
});

const progressRows = z.array(progressRow);

/** The same with their places, for marks. */
export const readProgressRows = (rows: unknown): readonly ProgressRow[] => progressRows.parse(rows);

const partProgressRows = z.array(partProgress.extend({ hintedAt: instant, seconds: z.number() }));

/** Rows of the table as JSON, as findVariant selects them. Throws on anything that we did not write. */
export const readPartProgress = (rows: unknown): readonly PartProgress[] => partProgressRows.parse(rows);
