import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, openStoreOn, type Store } from '../../src/store/database.ts';
import { compareWithSchema, readMigrations } from '../../src/store/schema-engine.ts';
import { copyOfTemplate, makeServerDatabase, opened, openTestStore, testDatabases } from './test-store.ts';

describe('the migrations', () => {
  it('make exactly the database of schema.prisma', async () => {
    const [pglite, shadow] = [await copyOfTemplate('empty'), await copyOfTemplate('empty')];
    const adapter = new PrismaPGlite(pglite);
    adapter.connectToShadowDb = () => new PrismaPGlite(shadow).connect();
    const summary = await compareWithSchema(adapter, await readMigrations(), 'summary');
    await Promise.all([pglite.close(), shadow.close()]);
    expect(summary).toContain('No difference detected');
  });

  it('stand in the table of Prisma with their checksums, so that its command line knows them', async () => {
    const store = await openTestStore('embedded');
    const rows = await store.prisma.$queryRaw`
      SELECT migration_name AS name, checksum, applied_steps_count AS steps FROM _prisma_migrations ORDER BY 1`;
    await store.close();
    const checksum = (sql: string) => createHash('sha256').update(sql).digest('hex');
    const migrations = await readMigrations();
    expect(rows).toEqual(migrations.map(({ name, sql }) => ({ name, checksum: checksum(sql), steps: 1 })));
  });
});

describe.each(testDatabases)('the tables of a course, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  const siteWide = [
    ...['User', 'Session', 'ApiToken', 'OneTimeLink', 'JoinCode', 'SheetCode', 'Job', '_prisma_migrations'],
    ...['LtiPlatform', 'LtiDeployment', 'LtiLogin', 'LtiIdentity', 'LtiContext', 'LtiKey'],
    ...['Milestone', 'Tries', 'ReadyVariant'],
  ];

  it('have courseId first in every key and unique index', async () => {
    const indexes = await store.prisma.$queryRaw<{ table: string; first: string }[]>`
      SELECT c.relname AS "table", a.attname::text AS "first" FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace`;
    const classroom = indexes.filter(({ table }) => !siteWide.includes(table));
    expect(classroom.length).toBeGreaterThanOrEqual(10);
    const wrong = classroom.filter(({ table, first }) => first !== (table === 'Course' ? 'id' : 'courseId'));
    expect(wrong).toEqual([]);
  });

  it('have no foreign key that leaves the course', async () => {
    const keys = await store.prisma.$queryRaw<{ from: string; to: string; first: string }[]>`
      SELECT c.conrelid::regclass::text AS "from", c.confrelid::regclass::text AS "to", a.attname::text AS "first"
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f'`;
    const isSiteWide = (table: string): boolean => siteWide.includes(table.replaceAll('"', ''));
    const classroom = keys.filter(({ from }) => !isSiteWide(from));
    expect(classroom.length).toBeGreaterThanOrEqual(6);
    expect(classroom.filter(({ first, to }) => first !== 'courseId' || isSiteWide(to))).toEqual([]);
  });
});

describe('a database of a newer version', () => {
  it('is refused, and left as it was', async () => {
    const pglite = await copyOfTemplate('empty');
    await pglite.exec(`CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz);
      INSERT INTO _prisma_migrations VALUES ('29991231235959_later', now(), NULL)`);
    const dump = async () => (await pglite.query('SELECT relname FROM pg_class ORDER BY 1')).rows.length;
    const before = await dump();
    let released = false;
    const close = pglite.close.bind(pglite);
    pglite.close = async () => {};
    const outcome = await openStoreOn(pglite, async () => {
      released = true;
    });
    expect(outcome).toEqual({ kind: 'newer', migration: '29991231235959_later' });
    expect(released).toBe(true);
    expect(await dump()).toBe(before);
    await close();
  });
});

const servers = testDatabases.filter((database) => database === 'server');

describe.each(servers)('a %s on which three processes start at once', () => {
  it('is migrated by one of them', async () => {
    const { url, drop } = await makeServerDatabase();
    const address = { kind: 'server', url, connections: 2 } as const;
    const outcomes = await Promise.all([1, 2, 3].map(() => openStore(address)));
    const applied = outcomes.map((outcome) => (outcome.kind === 'open' ? outcome.applied.length : -1));
    await Promise.all(outcomes.map((outcome) => opened(outcome).close()));
    await drop();
    expect(applied.sort()).toEqual([0, 0, (await readMigrations()).length]);
  });
});

describe('a new data folder', () => {
  it('starts over where an earlier first start was killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chainmark-new-'));
    await mkdir(join(folder, 'database.unfinished'));
    await writeFile(join(folder, 'database.unfinished', 'PG_VERSION'), 'half');
    const outcome = await openStore({ kind: 'embedded', folder });
    expect(outcome).toMatchObject({ applied: (await readMigrations()).map(({ name }) => name) });
    await opened(outcome).close();
    expect(await readdir(folder)).toEqual(['database']);
    await rm(folder, { recursive: true });
  });

  it('of another PostgreSQL is refused before it is opened', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chainmark-other-'));
    await mkdir(join(folder, 'database'));
    await writeFile(join(folder, 'database', 'PG_VERSION'), '19\n');
    const refused = { kind: 'other-postgres', found: '19', expected: '18' };
    expect(await openStore({ kind: 'embedded', folder })).toEqual(refused);
    expect(await readdir(folder)).toEqual(['database']);
    await rm(folder, { recursive: true });
  });
});

describe('a migration that did not end', () => {
  it('stops the start', async () => {
    const pglite = await copyOfTemplate('migrated');
    await pglite.exec('UPDATE _prisma_migrations SET finished_at = NULL');
    const [{ name = '' } = {}] = await readMigrations();
    expect(await openStoreOn(pglite)).toEqual({ kind: 'damaged', migration: name });
  });
});

describe('a server that does not answer', () => {
  it('is reported with the reason', async () => {
    const outcome = await openStore({
      kind: 'server',
      url: 'postgresql://nobody:secret@127.0.0.1:9/none',
      connections: 1,
    });
    expect(outcome).toEqual({ kind: 'unreachable', reason: 'connect ECONNREFUSED 127.0.0.1:9' });
  });
});
