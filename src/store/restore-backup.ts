/**
 * Reads a backup into a database that nobody has used yet, in one transaction: either all of it is there afterwards, to
 * the letter and counted, or the database is as it was. One of an older version is read into the tables of that
 * version, and these are then brought forward as a start would do it.
 */
import { type BackupHeader, formatVersion } from './backup-format.ts';
import { type BackupLine, readLines } from './backup-lines.ts';
import type { Queries, Store } from './database.ts';
import { makeAnew, runMigrations } from './earlier-schema.ts';
import { readMigrations } from './schema-engine.ts';
import {
  countRows,
  inOneTransaction,
  lastMigration,
  listTables,
  quoted,
  type StoredTable,
} from './stored-tables.ts';

export type RestoreOutcome = { readonly kind: 'restored'; readonly header: BackupHeader } | RestoreRefusal;

export type RestoreRefusal =
  /** Somebody has used this database. */
  | { readonly kind: 'not-empty' }
  | { readonly kind: 'no-backup' }
  /** Cut off, or changed. */
  | { readonly kind: 'damaged' }
  /** Made by a newer Chainmark. */
  | { readonly kind: 'newer'; readonly chainmark: string };

/** Rejects with the error of `chunks` where reading fails. */
export async function restoreBackup(
  store: Store,
  chunks: AsyncIterable<Uint8Array>,
): Promise<RestoreOutcome> {
  try {
    return await inOneTransaction(store, 'ReadCommitted', async (queries) => ({
      kind: 'restored',
      header: await restore(queries, readLines(chunks)),
    }));
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Takes the transaction back. */
class Refused extends Error {
  readonly refusal: RestoreRefusal;

  constructor(refusal: RestoreRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

async function restore(queries: Queries, lines: ReturnType<typeof readLines>): Promise<BackupHeader> {
  const first = await lines.next();
  if (first.done || first.value.kind !== 'header') throw new Refused({ kind: 'no-backup' });
  const { header } = first.value;
  const later = await migrationsAfter(header, await lastMigration(queries));
  await makeEmpty(queries, await listTables(queries));
  if (later.now.length > 0) await makeAnew(queries, later.before);
  const tables = await listTables(queries);
  requireSameTables(header, tables);
  await fill(queries, tables, lines);
  for (const { name, rows } of header.tables)
    if ((await countRows(queries, name)) !== rows) throw new Refused({ kind: 'damaged' });
  await runMigrations(queries, later.now);
  return header;
}

/** The migrations of the backup, and those that came after it. */
async function migrationsAfter({ version, chainmark, migration }: BackupHeader, here: string) {
  if (version > formatVersion || migration > here) throw new Refused({ kind: 'newer', chainmark });
  const known = (await readMigrations()).filter(({ name }) => name <= here);
  if (!known.some(({ name }) => name === migration)) throw new Refused({ kind: 'damaged' });
  return {
    before: known.filter(({ name }) => name <= migration),
    now: known.filter(({ name }) => name > migration),
  };
}

function requireSameTables(header: BackupHeader, tables: readonly StoredTable[]): void {
  const here = tables.map(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  const there = header.tables.map(({ name, columns }) => [name, ...columns]);
  if (JSON.stringify(here) !== JSON.stringify(there)) throw new Refused({ kind: 'damaged' });
}

/**
 * A database is used once somebody has come. What a first start leaves before that gives way, such as the link for the
 * first teacher. Nobody else writes until the transaction ends.
 */
async function makeEmpty(queries: Queries, tables: readonly StoredTable[]): Promise<void> {
  const names = tables.map(({ name }) => quoted(name)).join(', ');
  await queries.prisma.$executeRawUnsafe(`LOCK TABLE ${names} IN EXCLUSIVE MODE`);
  for (const used of ['User', 'Course'])
    if ((await countRows(queries, used)) > 0) throw new Refused({ kind: 'not-empty' });
  for (const { name } of tables.toReversed())
    if ((await countRows(queries, name)) > 0)
      await queries.prisma.$executeRawUnsafe(`DELETE FROM ${quoted(name)}`);
}

const rowsPerStatement = 200;

async function fill(
  queries: Queries,
  tables: readonly StoredTable[],
  lines: AsyncGenerator<BackupLine, string>,
): Promise<void> {
  let table: StoredTable | undefined;
  let rows: string[] = [];
  const flush = async (): Promise<void> => {
    if (table && rows.length > 0) await insert(queries, table, rows);
    rows = [];
  };
  for (;;) {
    const { done, value } = await lines.next();
    if (done && value !== 'whole') throw new Refused({ kind: 'damaged' });
    if (done) return flush();
    if (value.kind === 'row') rows.push(value.text);
    if (value.kind === 'row' && rows.length < rowsPerStatement) continue;
    await flush();
    if (value.kind === 'table') table = tables.find(({ name }) => name === value.name);
  }
}

/** PostgreSQL itself reads the lines: what it wrote as text becomes what it was. */
async function insert(
  { prisma }: Queries,
  { name, columns }: StoredTable,
  rows: readonly string[],
): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map(({ type }, index) => `(line->>${index})::${type}`).join(', ');
  await prisma.$executeRawUnsafe(
    `INSERT INTO ${quoted(name)} (${names}) SELECT ${values} FROM json_array_elements($1::json) AS line`,
    `[${rows.join(',')}]`,
  );
}
