/**
 * Brings a database to this version: looks at its history first and changes nothing unless it may.
 * Several processes may start on one server at once: one migrates, the others wait and find nothing to do.
 */
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { applyMigrations, type Migration, readMigrations } from './schema-engine.ts';

export interface Migratable {
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Runs `work` while no other process migrates the same database. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export type MigrationOutcome =
  | { readonly kind: 'migrated'; readonly applied: readonly string[] }
  /** The database has a migration that this version does not know. Nothing was changed. */
  | { readonly kind: 'newer'; readonly migration: string }
  /** A migration began and did not end. Nothing was changed. */
  | { readonly kind: 'damaged'; readonly migration: string };

/** Throws what the engine throws when a migration of ours fails. */
export async function migrate(
  database: Migratable,
  migrations?: readonly Migration[],
): Promise<MigrationOutcome> {
  const known = migrations ?? (await readMigrations());
  const before = judge(await readHistory(database), known);
  // A migration that has not ended may be under way in another process; only under the lock is it damage.
  if (before.kind === 'migrated' || before.kind === 'newer') return before;
  return database.exclusively(async () => {
    const now = judge(await readHistory(database), known);
    if (now.kind !== 'behind') return now;
    return { kind: 'migrated', applied: await applyMigrations(database.adapter, known) };
  });
}

interface HistoryRow {
  readonly name: string;
  readonly finished: boolean;
}

/** Prisma's own table, so that its command line knows where this database stands. */
async function readHistory(database: Migratable): Promise<readonly HistoryRow[]> {
  const [table] = await database.query(`SELECT to_regclass('"_prisma_migrations"')::text AS name`);
  if (!table?.name) return [];
  const rows = await database.query(
    'SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name',
  );
  return rows.map((row) => ({ name: String(row.migration_name), finished: row.finished_at !== null }));
}

function judge(
  history: readonly HistoryRow[],
  known: readonly Migration[],
): MigrationOutcome | { readonly kind: 'behind' } {
  const names = new Set(known.map((migration) => migration.name));
  const unknown = history.find((row) => !names.has(row.name));
  if (unknown) return { kind: 'newer', migration: unknown.name };
  const unfinished = history.find((row) => !row.finished);
  if (unfinished) return { kind: 'damaged', migration: unfinished.name };
  return history.length < known.length ? { kind: 'behind' } : { kind: 'migrated', applied: [] };
}
