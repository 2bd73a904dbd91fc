/**
 * Counts tries over a time, in the database, so that every process counts the same: passwords and codes cannot be
 * guessed in numbers, and nobody is flooded with mail. A key is kept as its digest, since it may name a person.
 */
import type { Store } from './database.ts';
import { hashOf } from './secret-token.ts';

export interface Limit {
  /** What is limited; part of the key. */
  readonly name: string;
  /** So many within `perMs`, counted from the first. */
  readonly most: number;
  readonly perMs: number;
}

export interface Tried {
  readonly count: number;
  /** When counting began. */
  readonly since: Date;
}

/** Counts some tries at once. Two at once count as two. */
export async function addTries(
  { prisma }: Store,
  limit: Limit,
  { key, tries, now }: { readonly key: string; readonly tries: number; readonly now: Date },
): Promise<Tried> {
  const [at, ago] = [utcText(now), utcText(new Date(now.getTime() - limit.perMs))];
  const [row] = await prisma.$queryRaw<Tried[]>`
    INSERT INTO "Tries" ("key", "count", "since") VALUES (${digestOf(limit, key)}, ${tries}::int, ${at}::text::timestamp)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN "Tries"."since" <= ${ago}::text::timestamp THEN 0 ELSE "Tries"."count" END + ${tries}::int,
      "since" = CASE WHEN "Tries"."since" <= ${ago}::text::timestamp THEN ${at}::text::timestamp ELSE "Tries"."since" END
    RETURNING "count", "since"`;
  return row ?? { count: tries, since: now };
}

/** Counts one try; whether it is still within the limit. */
export async function countTry(store: Store, limit: Limit, key: string, now: Date): Promise<boolean> {
  return (await addTries(store, limit, { key, tries: 1, now })).count <= limit.most;
}

/** Whether the limit is reached; counts nothing. */
export async function isOver({ prisma }: Store, limit: Limit, key: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - limit.perMs);
  const row = await prisma.tries.findUnique({ where: { key: digestOf(limit, key) } });
  return row !== null && row.since > since && row.count >= limit.most;
}

/** Those that say nothing any more. */
export async function forgetTries({ prisma }: Store, before: Date): Promise<void> {
  await prisma.tries.deleteMany({ where: { since: { lt: before } } });
}

const digestOf = ({ name }: Limit, key: string): string => hashOf(`${name} ${key}`);

/** Without its zone, as our columns are. */
const utcText = (at: Date): string => at.toISOString().replace('Z', '');
