/** What the owner and the monitoring want to know of the database: that it answers, what it is, what waits in it. */
import type { Store } from './database.ts';

/** Rejects where the database does not answer within `withinMs`. */
export async function askDatabase({ prisma }: Store, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the database did not answer in ${withinMs} ms`)), withinMs);
  });
  try {
    await Promise.race([prisma.$queryRaw`SELECT 1`, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Work {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
}

/** Grades on their way to an LMS and jobs, by their state; ended jobs are kept for a day. */
export async function countWork({ prisma }: Store): Promise<readonly Work[]> {
  return prisma.$queryRaw<Work[]>`
    SELECT 'passback' AS "kind", "state", count(*)::int AS "count" FROM "Passback" GROUP BY "state"
    UNION ALL
    SELECT "kind", CASE WHEN "endedAt" IS NULL AND "taker" IS NULL THEN 'waiting' WHEN "endedAt" IS NULL THEN 'running'
                        WHEN "problem" IS NULL THEN 'done' ELSE 'failed' END, count(*)::int
    FROM "Job" GROUP BY 1, 2 ORDER BY 1, 2`;
}

export interface Queue {
  readonly kind: string;
  /** Due, and taken by nobody yet. */
  readonly due: number;
  /** How long the one that has waited longest is due. */
  readonly oldestSeconds: number;
}

/** What could be done at once if somebody had time for it. */
export async function measureQueues({ prisma }: Store, now: Date): Promise<readonly Queue[]> {
  const at = now.toISOString().replace('Z', '');
  return prisma.$queryRaw<Queue[]>`
    SELECT "kind", count(*)::int AS "due",
           max(extract(epoch FROM ${at}::text::timestamp - "dueAt"))::float8 AS "oldestSeconds"
    FROM (SELECT 'passback' AS "kind", "nextAt" AS "dueAt" FROM "Passback"
          UNION ALL SELECT "kind", "runAt" FROM "Job" WHERE "endedAt" IS NULL) open
    WHERE "dueAt" <= ${at}::text::timestamp GROUP BY 1 ORDER BY 1`;
}

export interface Turnaround {
  readonly kind: string;
  /** From being asked for to its end, of those that ended within the last day. */
  readonly medianSeconds: number;
  readonly longestSeconds: number;
}

export async function measureTurnarounds({ prisma }: Store): Promise<readonly Turnaround[]> {
  return prisma.$queryRaw<Turnaround[]>`
    SELECT "kind", percentile_cont(0.5) WITHIN GROUP (ORDER BY "seconds")::float8 AS "medianSeconds",
           max("seconds")::float8 AS "longestSeconds"
    FROM (SELECT "kind", extract(epoch FROM "endedAt" - "createdAt") AS "seconds"
          FROM "Job" WHERE "endedAt" IS NOT NULL) ended
    GROUP BY 1 ORDER BY 1`;
}

export interface SiteFacts {
  readonly postgres: string;
  readonly bytes: number;
  readonly latestMigration: string;
  readonly migrations: number;
  readonly courses: number;
  readonly people: number;
  /** As the database estimates it: an exact count would read them all. */
  readonly attempts: number;
}

export async function readSiteFacts({ prisma }: Store): Promise<SiteFacts> {
  const [facts] = await prisma.$queryRaw<SiteFacts[]>`
    SELECT current_setting('server_version') AS "postgres",
           pg_database_size(current_database())::float8 AS "bytes",
           (SELECT max("migration_name") FROM "_prisma_migrations") AS "latestMigration",
           (SELECT count(*)::int FROM "_prisma_migrations") AS "migrations",
           (SELECT count(*)::int FROM "Course" WHERE "kind" = 'course') AS "courses",
           (SELECT count(*)::int FROM "User") AS "people",
           (SELECT greatest("reltuples", 0)::float8 FROM pg_class WHERE "oid" = '"Attempt"'::regclass) AS "attempts"`;
  if (!facts) throw new Error('one row of facts');
  return facts;
}
