/** A fresh, migrated database for a test file: embedded, or on the server of TEST_DATABASE_URL. Gone after close(). */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import packageJson from '../../package.json' with { type: 'json' };
import { type OpenOutcome, openStore, openStoreOn, type Store } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { readMigrations } from '../../src/store/schema-engine.ts';

const serverUrl = process.env.TEST_DATABASE_URL;

/** For `describe.each(testDatabases)('… on %s', …)`: each run is on one kind, `npm test` or `npm run test:server`. */
export const testDatabases: readonly ('embedded' | 'server')[] = [serverUrl ? 'server' : 'embedded'];

export async function openTestStore(database: 'embedded' | 'server'): Promise<Store> {
  if (database === 'embedded') return opened(await openStoreOn(await copyOfTemplate('migrated')));
  const { url, drop } = await makeServerDatabase();
  const outcome = await openStore({ kind: 'server', url, connections: 5 }).catch(async (error) => {
    await drop();
    throw error;
  });
  const store = opened(outcome);
  return {
    ...store,
    close: async () => {
      await store.close();
      await drop();
    },
  };
}

export function opened(outcome: OpenOutcome): Store {
  if (outcome.kind !== 'open') throw new Error(`the store did not open: ${outcome.kind}`);
  return outcome.store;
}

/** An empty database of its own on a server, that of TEST_DATABASE_URL where no other is named. */
export async function makeServerDatabase(
  server = serverUrl,
): Promise<{ url: string; drop: () => Promise<void> }> {
  if (!server) throw new Error('TEST_DATABASE_URL is not set');
  const name = `chainmark_test_${newId()}`;
  await onServer(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Making a database takes seconds and copying it does not, so the first test file leaves templates for the others. */
const migrationsHash = createHash('sha256')
  .update(JSON.stringify(await readMigrations()))
  .digest('hex')
  .slice(0, 16);
const pathOf = (name: string): string =>
  join(tmpdir(), `chainmark-test-pglite-${packageJson.dependencies['@electric-sql/pglite']}-${name}`);

const templates = {
  /** PostgreSQL without tables. */
  empty: { path: pathOf('small-empty.tar'), make: makeSmall },
  /** With all migrations. */
  migrated: {
    path: pathOf(`small-${migrationsHash}.tar`),
    make: async () => {
      const pglite = await copyOfTemplate('empty');
      opened(await openStoreOn(pglite));
      return pglite;
    },
  },
};

/** What a copy in memory costs is its size: the usual 128 MB of buffers are cleared, 16 MB of log are read and written. */
const small = { startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB'] };

async function makeSmall(): Promise<PGlite> {
  const pglite = await PGlite.create({ ...small, initDbStartParams: ['--wal-segsize=1'] });
  await pglite.exec('UPDATE pg_database SET datistemplate = false');
  for (const spare of ['template0', 'template1']) await pglite.exec(`DROP DATABASE ${spare}`);
  return pglite;
}

/** In memory. */
export async function copyOfTemplate(which: keyof typeof templates): Promise<PGlite> {
  const { path, make } = templates[which];
  if (!existsSync(path)) await dumpTo(path, await make());
  return PGlite.create({ ...small, loadDataDir: blobOf(await readFile(path)) });
}

/** Blob's own way from bytes to bytes, stream by stream, takes a second. */
function blobOf({ buffer, byteOffset, byteLength }: Buffer): Blob {
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  return Object.assign(new Blob([]), { arrayBuffer: async () => bytes });
}

async function dumpTo(path: string, pglite: PGlite): Promise<void> {
  await pglite.exec('CHECKPOINT');
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  await madeBeside(path, async (unfinished) =>
    writeFile(unfinished, new Uint8Array(await dump.arrayBuffer())),
  );
}

/** A data folder as the first start leaves it, for a process of its own. */
export async function makeDataFolder(folder: string): Promise<void> {
  const template = pathOf(`folder-${migrationsHash}`);
  if (!existsSync(template))
    await madeBeside(template, async (unfinished) => {
      await opened(await openStore({ kind: 'embedded', folder: unfinished })).close();
    });
  await cp(template, folder, { recursive: true });
}

/** Files of several workers may want it at once; the first to have it lends it to all. */
async function madeBeside(path: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await make(unfinished);
  await rename(unfinished, path).catch(async (error) => {
    if (!existsSync(path)) throw error;
    await rm(unfinished, { recursive: true });
  });
}
