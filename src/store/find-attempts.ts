/** Finding attempts by student, exercise or mistake, and variants by the numbers printed in them: always by an index. */
import type { AttemptResult } from '../grading/result.ts';
import { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { readAttemptResult, readTyped } from './json-columns.ts';

export interface AttemptSearch {
  readonly courseId: string;
  readonly enrolmentId?: string | undefined;
  readonly assignmentId?: string | undefined;
  readonly exercise?: string | undefined;
  /** The first explanation of what went wrong, as the counts of the class take it. */
  readonly mistake?: string | undefined;
  /** At one of these exercises, or explained by one of these mistakes. */
  readonly skill?:
    | { readonly exercises: readonly string[]; readonly mistakes: readonly string[] }
    | undefined;
  /** At variants that asked for one of these. */
  readonly quantities?: readonly string[] | undefined;
  /** The id of the attempt after which to go on: older ones. */
  readonly before?: string | undefined;
  readonly most: number;
}

export interface FoundVariant {
  readonly id: string;
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly position: number;
  readonly number: number;
  readonly exercise: string;
  readonly createdAt: Date;
  readonly attempts: number;
}

export interface FoundAttempt {
  readonly id: string;
  readonly number: number;
  readonly typed: Readonly<Record<string, string>>;
  readonly result: AttemptResult;
  readonly createdAt: Date;
  readonly variant: Omit<FoundVariant, 'createdAt' | 'attempts'>;
}

/** Newest first. */
export async function searchAttempts(store: Store, search: AttemptSearch): Promise<readonly FoundAttempt[]> {
  const { courseId, mistake, skill, quantities, before, most } = search;
  const rows = await store.prisma.$queryRaw<AttemptRow[]>`
    SELECT t."id", t."number", t."typed", t."result", t."createdAt", v."id" AS "variantId", v."enrolmentId",
           v."assignmentId", v."position", v."number" AS "variantNumber", v."exercise"
    FROM "Attempt" t JOIN "Variant" v ON v."courseId" = t."courseId" AND v."id" = t."variantId"
    WHERE t."courseId" = ${courseId} AND ${variantsOf(search)}
      AND ${before === undefined ? Prisma.sql`true` : Prisma.sql`t."id" < ${before}`}
      AND ${mistake === undefined ? Prisma.sql`true` : showing(mistake)}
      AND ${skill === undefined ? Prisma.sql`true` : needing(skill)}
      AND ${quantities === undefined ? Prisma.sql`true` : asking(quantities)}
    ORDER BY t."id" DESC LIMIT ${most}`;
  return rows.map(({ id, number, typed, result, createdAt, variantId, variantNumber, ...place }) => ({
    id,
    number,
    createdAt,
    typed: readTyped(typed),
    result: readAttemptResult(result),
    variant: { ...place, id: variantId, number: variantNumber },
  }));
}

interface AttemptRow extends Omit<FoundAttempt['variant'], 'id'> {
  readonly id: string;
  readonly typed: unknown;
  readonly result: unknown;
  readonly createdAt: Date;
  readonly variantId: string;
  readonly variantNumber: number;
}

const showing = (mistake: string): Prisma.Sql => Prisma.sql`"mistakeIn"(t."result") = ${mistake}`;

const needing = ({ exercises, mistakes }: NonNullable<AttemptSearch['skill']>): Prisma.Sql => Prisma.sql`
  (v."exercise" = ANY(${exercises}) OR "mistakeIn"(t."result") = ANY(${mistakes}))`;

const asking = (quantities: readonly string[]): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT 1 FROM json_array_elements(v."frozen" -> 'parts') p WHERE p ->> 'quantity' = ANY(${quantities}))`;

function variantsOf({ enrolmentId, assignmentId, exercise }: AttemptSearch): Prisma.Sql {
  const columns = { enrolmentId, assignmentId, exercise };
  const asked = Object.entries(columns).flatMap(([column, value]) =>
    value === undefined ? [] : [Prisma.sql`v.${Prisma.raw(`"${column}"`)} = ${value}`],
  );
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, ' AND ');
}

/** All that a student has in the course: by assignment, place and number. */
export const listVariantsOf = (
  store: Store,
  courseId: string,
  enrolmentId: string,
): Promise<readonly FoundVariant[]> =>
  selectVariants(store, courseId, Prisma.sql`v."enrolmentId" = ${enrolmentId}`);

/** A student's variants of a printed sheet: at its place of the worksheet, under its id. */
export const listVariantsOfSheet = (
  store: Store,
  {
    courseId,
    worksheetId,
    position,
    id,
  }: Readonly<Record<'courseId' | 'worksheetId' | 'id', string>> & {
    readonly position: number;
  },
): Promise<readonly FoundVariant[]> =>
  selectVariants(
    store,
    courseId,
    Prisma.sql`v."assignmentId" = ${worksheetId} AND v."position" = ${position}
      AND starts_with(v."id", ${`${id}-`})`,
  );

/** Every number in one of its spellings, all of them in one figure. */
export type Spellings = readonly (readonly string[])[];

export const listVariantsPrinting = (
  store: Store,
  courseId: string,
  numbers: Spellings,
): Promise<readonly FoundVariant[]> => selectVariants(store, courseId, printing('v', courseId, numbers));

export interface FoundSheet {
  readonly id: string;
  readonly worksheetId: string;
  readonly copy: number;
  readonly position: number;
  readonly code: string;
  readonly exercise: string;
}

export function listSheetsPrinting(
  store: Store,
  courseId: string,
  numbers: Spellings,
): Promise<readonly FoundSheet[]> {
  return store.prisma.$queryRaw<FoundSheet[]>`
    SELECT s."id", s."worksheetId", s."copy", s."position", s."code", s."exercise" FROM "PrintedSheet" s
    WHERE s."courseId" = ${courseId} AND ${printing('s', courseId, numbers)}
    ORDER BY s."worksheetId" DESC, s."copy", s."position" LIMIT ${mostFound}`;
}

const mostFound = 200;

function printing(table: 'v' | 's', courseId: string, numbers: Spellings): Prisma.Sql {
  const column = Prisma.raw(`"numbersIn"(${table}."courseId", ${table}."frozen")`);
  const each = numbers.map((spellings) => {
    const keys = spellings.map((spelling) => `${courseId} ${spelling}`);
    return Prisma.sql`${column} && ARRAY[${Prisma.join(keys)}]`;
  });
  return Prisma.join(each, ' AND ');
}

function selectVariants(store: Store, courseId: string, where: Prisma.Sql): Promise<readonly FoundVariant[]> {
  return store.prisma.$queryRaw<FoundVariant[]>`
    SELECT v."id", v."enrolmentId", v."assignmentId", v."position", v."number", v."exercise", v."createdAt",
           coalesce((SELECT max(t."number") FROM "Attempt" t
             WHERE t."courseId" = v."courseId" AND t."variantId" = v."id"), 0) AS "attempts"
    FROM "Variant" v
    WHERE v."courseId" = ${courseId} AND ${where}
    ORDER BY v."assignmentId", v."enrolmentId", v."position", v."number" LIMIT ${mostFound}`;
}
