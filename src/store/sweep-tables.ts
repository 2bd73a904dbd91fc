/**
 * Rows that change leave their former selves behind, and plans go by how many rows are thought to be there. A PostgreSQL
 * server sweeps and counts by itself (autovacuum); inside the embedded database nobody does.
 */
import type { Store } from './database.ts';

/** As autovacuum decides it, but for its fifty rows to begin with: small tables are as fast unswept. */
const due = `
  SELECT relname, quote_ident(relname) AS "name" FROM pg_stat_user_tables
  WHERE n_dead_tup > 1000 + 0.2 * n_live_tup OR n_mod_since_analyze > 1000 + 0.1 * n_live_tup
  ORDER BY 1`;

/** The tables that were swept. Each holds others up by itself, for some milliseconds to a thousand changed rows. */
export async function sweepTables({ prisma, pool }: Store): Promise<readonly string[]> {
  if (pool) return [];
  // What was counted lately is told when a statement ends, but seldom more than once a second.
  await prisma.$queryRaw`SELECT pg_stat_force_next_flush()::text`;
  const tables = await prisma.$queryRawUnsafe<{ relname: string; name: string }[]>(due);
  for (const { name } of tables) await prisma.$executeRawUnsafe(`VACUUM (ANALYZE) ${name}`);
  return tables.map(({ relname }) => relname);
}
