/**
 * Writes everything a database holds, as it stands at one moment: one snapshot, table by table in the order of the
 * keys, a page at a time, so that memory stays flat. Whoever works meanwhile on a server is not held up.
 */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { type BackupHeader, type BackupTable, type BackupTrailer, formatVersion } from './backup-format.ts';
import type { Queries, Store } from './database.ts';
import {
  countRows,
  inOneTransaction,
  lastMigration,
  listTables,
  quoted,
  type StoredTable,
} from './stored-tables.ts';

export interface BackupMaker {
  /** Version of Chainmark. */
  readonly chainmark: string;
  readonly madeAt: Date;
}

/** Resolves with what was written, once `out` has taken it all; does not end `out`. */
export function writeBackup(
  store: Store,
  { chainmark, madeAt }: BackupMaker,
  out: Writable,
): Promise<BackupHeader> {
  return inOneTransaction(store, 'RepeatableRead', async (queries) => {
    const tables = await listTables(queries);
    const header: BackupHeader = {
      format: 'chainmark-backup',
      version: formatVersion,
      chainmark,
      migration: await lastMigration(queries),
      madeAt: madeAt.toISOString(),
      tables: await describe(queries, tables),
    };
    const digest = createHash('sha256');
    const write = (text: string): Promise<void> => {
      digest.update(text);
      return writeTo(out, text);
    };
    await write(`${JSON.stringify(header)}\n`);
    for (const table of tables) {
      await write(`${JSON.stringify({ table: table.name })}\n`);
      for await (const page of pagesOf(queries, table)) await write(page);
    }
    const rows = header.tables.reduce((sum, table) => sum + table.rows, 0);
    const trailer: BackupTrailer = { rows, sha256: digest.digest('hex') };
    await writeTo(out, `${JSON.stringify(trailer)}\n`);
    return header;
  });
}

async function describe(queries: Queries, tables: readonly StoredTable[]): Promise<BackupTable[]> {
  const described: BackupTable[] = [];
  for (const { name, columns } of tables)
    described.push({
      name,
      columns: columns.map((column) => column.name),
      rows: await countRows(queries, name),
    });
  return described;
}

/** A stream calls back when it is ready for more; one that is destroyed meanwhile may never do. */
function writeTo(out: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(out.errored ?? new Error('nobody takes what is written'));
    out.once('close', gone);
    out.write(text, (error) => {
      out.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}

const rowsPerPage = 200;

/** Each page begins behind the key at which the one before ended. */
async function* pagesOf({ prisma }: Queries, { name, columns, key }: StoredTable): AsyncGenerator<string> {
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const asText = (names: readonly string[]): string =>
    names.map((each) => `${quoted(each)}::text`).join(', ');
  const row = `json_build_array(${asText(columns.map((column) => column.name))})::text AS "row"`;
  const place = key.map(quoted).join(', ');
  const behind = key.map((each, index) => `$${index + 1}::text::${types.get(each)}`).join(', ');
  let last: readonly string[] | undefined;
  for (;;) {
    const rows = await prisma.$queryRawUnsafe<{ row: string; key: string[] }[]>(
      `SELECT ${row}, ARRAY[${asText(key)}] AS "key" FROM ${quoted(name)}
       ${last ? `WHERE (${place}) > (${behind})` : ''} ORDER BY ${place} LIMIT ${rowsPerPage}`,
      ...(last ?? []),
    );
    if (rows.length > 0) yield `${rows.map((each) => each.row).join('\n')}\n`;
    if (rows.length < rowsPerPage) return;
    last = rows.at(-1)?.key;
  }
}
