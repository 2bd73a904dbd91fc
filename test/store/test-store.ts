/** A fresh, migrated database for a test file: embedded, or on the server of TEST_DATABASE_URL. Gone after close(). */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
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
const templates = {
  /** PostgreSQL as initdb leaves it. */
  empty: { name: 'empty', make: () => PGlite.create() },
  /** With all migrations. */
  migrated: {
    name: createHash('sha256')
      .update(JSON.stringify(await readMigrations()))
      .digest('hex')
      .slice(0, 16),
    make: async () => {
      const pglite = await copyOfTemplate('empty');
      opened(await openStoreOn(pglite));
      return pglite;
    },
  },
};

/** In memory, or in a folder that is not there yet. */
export async function copyOfTemplate(which: keyof typeof templates, folder?: string): Promise<PGlite> {
  const { name, make } = templates[which];
  const file = join(
    tmpdir(),
    `chainmark-test-pglite-${packageJson.dependencies['@electric-sql/pglite']}-${name}.tar`,
  );
  if (!existsSync(file)) await dumpTo(file, await make());
  const loadDataDir = new Blob([new Uint8Array(await readFile(file))]);
  return PGlite.create({ loadDataDir, ...(folder === undefined ? {} : { dataDir: folder }) });
}

async function dumpTo(file: string, pglite: PGlite): Promise<void> {
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, new Uint8Array(await dump.arrayBuffer()));
  await rename(unfinished, file);
}
