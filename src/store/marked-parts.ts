/** The marks of many students at once, as little of their progress as a gradebook needs. */
import { z } from 'zod';
import { Prisma } from './client/client.ts';
import type { Queries } from './database.ts';

export interface MarkedPart {
  readonly position: number;
  readonly variantId: string;
  /** Of the variant. */
  readonly number: number;
  readonly part: string;
  readonly tries: number;
  readonly mark: string;
}

export interface MarksAsked {
  readonly courseId: string;
  readonly assignmentIds: readonly string[];
  /** undefined: everybody's. */
  readonly enrolmentIds: readonly string[] | undefined;
  /** Before what lateness cost. */
  readonly onTime: boolean;
}

/** By `${enrolmentId} ${assignmentId}`, each in the order of places, variants and parts; nothing for those who have not begun. */
export async function listMarkedParts(
  store: Queries,
  { courseId, assignmentIds, enrolmentIds, onTime }: MarksAsked,
): Promise<ReadonlyMap<string, readonly MarkedPart[]>> {
  const rows = await store.prisma.$queryRaw<{ key: string; parts: unknown }[]>`
    SELECT "enrolmentId" || ' ' || "assignmentId" AS "key",
           json_agg(json_build_array("position", "variantId", "number", "part", "tries",
             CASE WHEN ${onTime} THEN "markOnTime" ELSE "mark" END)
             ORDER BY "position", "number", "part") AS "parts"
    FROM "Progress"
    WHERE "courseId" = ${courseId} AND "assignmentId" = ANY(${[...assignmentIds]}::text[])
      ${enrolmentIds ? Prisma.sql`AND "enrolmentId" = ANY(${[...enrolmentIds]}::text[])` : Prisma.empty}
    GROUP BY "enrolmentId", "assignmentId"`;
  return new Map(rows.map(({ key, parts }) => [key, markedParts.parse(parts)]));
}

const markedParts = z.array(
  z
    .tuple([z.number(), z.string(), z.number(), z.string(), z.number(), z.string()])
    .transform(([position, variantId, number, part, tries, mark]) => ({
      position,
      variantId,
      number,
      part,
      tries,
      mark,
    })),
);
