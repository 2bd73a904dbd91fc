/** The pool: certified variants that nobody has yet. */
import type { Variant } from '../exercise/variant.ts';
import type { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { readVariant } from './json-columns.ts';
import { newId } from './new-id.ts';

export async function addReadyVariants(
  { prisma }: Store,
  version: string,
  variants: readonly Variant[],
  createdAt: Date,
): Promise<void> {
  await prisma.readyVariant.createMany({
    data: variants.map((variant) => ({
      ...{ id: newId(createdAt), version, exercise: variant.exercise, createdAt },
      frozen: variant as unknown as Prisma.InputJsonObject,
    })),
  });
}

export interface Taken {
  /** Nobody else's, now or ever; undefined where there is none ready. */
  readonly variant: Variant | undefined;
  /** How many are left, counted as far as `countedTo`. */
  readonly left: number;
}

/** Enough to tell a pool that runs low. */
export const countedTo = 10;

/** The oldest that nobody else is taking; whoever asks at the same time, in whatever process, gets another. */
export async function takeReadyVariant({ run }: Store, version: string): Promise<Taken> {
  const [row] = await run<{ frozen: unknown; there: number }>({ name: 'take ready', text: take }, [version]);
  const taken = row?.frozen ?? null;
  return taken === null
    ? { variant: undefined, left: 0 }
    : { variant: readVariant(taken), left: (row?.there ?? 1) - 1 };
}

const take = `
  WITH oldest AS (
    SELECT "id" FROM "ReadyVariant" WHERE "version" = $1 ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED
  ), taken AS (
    DELETE FROM "ReadyVariant" r USING oldest WHERE r."id" = oldest."id" RETURNING r."frozen"
  )
  SELECT (SELECT "frozen" FROM taken) AS "frozen",
         (SELECT count(*)::int FROM (SELECT 1 FROM "ReadyVariant" WHERE "version" = $1 LIMIT ${countedTo + 1}) counted)
           AS "there"`;

export const countReadyVariants = ({ prisma }: Store, version: string): Promise<number> =>
  prisma.readyVariant.count({ where: { version } });

/** Of every exercise, whatever its version. */
export async function countReadyByExercise({
  prisma,
}: Store): Promise<readonly { readonly exercise: string; readonly count: number }[]> {
  const rows = await prisma.readyVariant.groupBy({ by: ['exercise'], _count: true });
  return rows.map(({ exercise, _count }) => ({ exercise, count: _count }));
}

/** Those of exercises that nobody opens, or that are no longer what they were. */
export async function sweepReadyVariants({ prisma }: Store, before: Date): Promise<number> {
  return (await prisma.readyVariant.deleteMany({ where: { createdAt: { lt: before } } })).count;
}
