/** What a database holds, as its own catalogue tells: tables with their columns, parents before children. */
import { dayMs } from '../number/durations.ts';
import type { Queries, Store } from './database.ts';

export interface StoredTable {
  readonly name: string;
  /** In the order of the table, with PostgreSQL's type: 'timestamp(3) without time zone'. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Of the primary key, in its order. */
  readonly key: readonly string[];
}

/** Prisma's own history of migrations is no content: every database of a version has the same. */
export async function listTables({ prisma }: Queries): Promise<readonly StoredTable[]> {
  const [tables, parents] = [
    await prisma.$queryRaw<StoredTable[]>`
      SELECT c.relname::text AS "name",
             (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                              ORDER BY a.attnum)
              FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS "columns",
             (SELECT json_agg(a.attname ORDER BY k.place)
              FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(number, place), pg_attribute a
              WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number) AS "key"
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
      ORDER BY c.relname`,
    await prisma.$queryRaw<{ child: string; parent: string }[]>`
      SELECT child.relname::text AS "child", parent.relname::text AS "parent"
      FROM pg_constraint f
      JOIN pg_class child ON child.oid = f.conrelid
      JOIN pg_class parent ON parent.oid = f.confrelid
      WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.conrelid <> f.confrelid`,
  ];
  return parentsFirst(tables, parents);
}

function parentsFirst(
  tables: readonly StoredTable[],
  edges: readonly { readonly child: string; readonly parent: string }[],
): readonly StoredTable[] {
  const ordered = new Map<string, StoredTable>();
  while (ordered.size < tables.length) {
    const next = tables.filter(
      ({ name }) =>
        !ordered.has(name) && edges.every(({ child, parent }) => child !== name || ordered.has(parent)),
    );
    if (next.length === 0) throw new Error('foreign keys lead in a circle');
    for (const table of next) ordered.set(table.name, table);
  }
  return [...ordered.values()];
}

/** A name as it stands in a statement. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export async function countRows({ prisma }: Queries, table: string): Promise<number> {
  const [row] = await prisma.$queryRawUnsafe<{ rows: bigint }[]>(
    `SELECT count(*) AS "rows" FROM ${quoted(table)}`,
  );
  return Number(row?.rows);
}

export async function lastMigration({ prisma }: Queries): Promise<string> {
  const [row] = await prisma.$queryRaw<{ name: string }[]>`
    SELECT max(migration_name) AS "name" FROM _prisma_migrations WHERE rolled_back_at IS NULL`;
  return row?.name ?? '';
}

/** A transaction that nothing cuts short, and in which every server writes a value in the same way. */
export function inOneTransaction<T>(
  { prisma }: Store,
  isolationLevel: 'RepeatableRead' | 'ReadCommitted',
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`
        SELECT set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true),
               set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true),
               set_config('extra_float_digits', '1', true)`;
      return work({ prisma: transaction });
    },
    { isolationLevel, timeout: dayMs, maxWait: 60_000 },
  );
}
