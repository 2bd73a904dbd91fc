/** Backups of older versions: restored, they are what that version's database becomes when it is brought forward. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackupFile, writeBackupFile } from '../../src/store/backup-file.ts';
import type { Store } from '../../src/store/database.ts';
import { makeAnew, runMigrations } from '../../src/store/earlier-schema.ts';
import { readMigrations } from '../../src/store/schema-engine.ts';
import { inOneTransaction, lastMigration, listTables, quoted } from '../../src/store/stored-tables.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const migrations = await readMigrations();
const older = migrations.slice(0, -1).map(({ name }) => name);
/** The first, one between, and the one before this. */
const versions = [older[0], older[older.length >> 1], older.at(-1)].flatMap((name) => name ?? []);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmark-older-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the first version could hold: people in a course. */
const people = `
  INSERT INTO "User" ("id", "name", "createdAt") VALUES ('u1', 'Ada', now()), ('u2', 'جبر "quoted"', now());
  INSERT INTO "Course" ("id", "kind", "title", "createdAt") VALUES ('c1', 'course', 'Nets', now());
  INSERT INTO "Enrolment" ("courseId", "id", "userId", "role", "displayName", "createdAt")
    VALUES ('c1', 'e1', 'u1', 'teacher', 'Ada', now()), ('c1', 'e2', 'u2', 'student', 'Jabr', now());
  INSERT INTO "Assignment" ("courseId", "id", "title", "mode", "policy", "createdAt")
    VALUES ('c1', 'a1', 'Week 1', 'practice', '{}', now());`;

async function schemaOf({ prisma }: Store): Promise<unknown> {
  return {
    tables: await listTables({ prisma }),
    indexes: await prisma.$queryRaw`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
    constraints: await prisma.$queryRaw`
      SELECT conname::text, pg_get_constraintdef(oid) AS "is" FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
    functions: await prisma.$queryRaw`
      SELECT pg_get_functiondef(oid) AS "is" FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
    triggers: await prisma.$queryRaw`
      SELECT pg_get_triggerdef(oid) AS "is" FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
  };
}

async function contentOf({ prisma }: Store): Promise<unknown> {
  const content: Record<string, unknown> = {};
  for (const { name } of await listTables({ prisma }))
    content[name] = await prisma.$queryRawUnsafe(`SELECT t::text AS "row" FROM ${quoted(name)} t ORDER BY 1`);
  return content;
}

describe.each(testDatabases)('a backup of an older version, %s', (database) => {
  let fresh: unknown;
  beforeAll(async () => {
    const store = await openTestStore(database);
    fresh = await schemaOf(store);
    await store.close();
  });

  it.each(versions)('with %s last is restored and brought forward', async (version) => {
    const old = await openTestStore(database);
    const before = migrations.filter(({ name }) => name <= version);
    const after = migrations.filter(({ name }) => name > version);
    await inOneTransaction(old, 'ReadCommitted', async (queries) => {
      await makeAnew(queries, before);
      await runMigrations(queries, [{ name: 'people', sql: people }]);
      await queries.prisma.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name > ${version}`;
    });
    expect(await lastMigration(old)).toBe(version);
    const file = join(folder, `${version}-${database}.chainmark`);
    await writeBackupFile(old, { chainmark: '0.0.9', madeAt: noon }, file);
    await inOneTransaction(old, 'ReadCommitted', (queries) => runMigrations(queries, after));

    const store = await openTestStore(database);
    expect(await restoreBackupFile(store, file)).toMatchObject({
      kind: 'restored',
      header: { migration: version, chainmark: '0.0.9' },
    });
    expect(await contentOf(store)).toEqual(await contentOf(old));
    expect(await schemaOf(store)).toEqual(fresh);
    expect(await lastMigration(store)).toBe(migrations.at(-1)?.name);
    expect(await restoreBackupFile(store, file)).toEqual({ kind: 'not-empty' });
    await Promise.all([old.close(), store.close()]);
  });
});
