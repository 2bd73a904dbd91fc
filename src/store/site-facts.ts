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
