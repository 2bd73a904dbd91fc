import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { keyOf } from '../../src/exercise/key.ts';
import { moveStore, restoreBackupFile, writeBackupFile } from '../../src/store/backup-file.ts';
import type { Store } from '../../src/store/database.ts';
import { findEnrolment } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { countRows, listTables, quoted } from '../../src/store/stored-tables.ts';
import { createUser } from '../../src/store/users.ts';
import { findVariant } from '../../src/store/variants.ts';
import { simulateClass } from '../web/simulated-class.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const maker = { chainmark: '0.1.0', madeAt: noon };
const hard = 'a"b\\u0000\\\n\t\u{1F469}\u200D\u{1F3EB} ‎جبر،';

/** Every row of every table as PostgreSQL prints rows, which is not how a backup writes them. */
async function contentOf(store: Store): Promise<Record<string, readonly string[]>> {
  const content: Record<string, readonly string[]> = {};
  for (const { name } of await listTables(store)) {
    const rows = await store.prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS "row" FROM ${quoted(name)} t ORDER BY t::text COLLATE "C"`,
    );
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}

let folder: string;
let site: TestServer;
let group: Awaited<ReturnType<typeof simulateClass>>;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmark-backup-'));
  file = join(folder, 'site.chainmark');
  site = await startTestServer('embedded');
  group = await simulateClass(site);
  while ((await site.store.prisma.job.count({ where: { endedAt: null } })) > 0) await setTimeout(50);
  await createUser(site.store, { id: newId(), name: hard, createdAt: new Date('1969-07-20T20:17:40.123Z') });
  await site.store.prisma.ltiKey.create({
    data: { kid: 'k', publicJwk: { text: hard, n: [1e21, 0.1, null] }, sealedPrivate: hard, createdAt: noon },
  });
  await writeBackupFile(site.store, maker, file);
}, 180_000);
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

describe.each(testDatabases)('a backup restored, %s', (database) => {
  let restored: TestServer;
  beforeAll(async () => {
    const store = await openTestStore(database);
    expect(await restoreBackupFile(store, file)).toMatchObject({ kind: 'restored' });
    restored = await startTestServer(store);
  });
  afterAll(() => restored.close());

  it('is the site to the letter, every table', async () => {
    const [before, after] = [await contentOf(site.store), await contentOf(restored.store)];
    expect(after).toEqual(before);
    expect(before.Attempt).toHaveLength(120);
    expect(before.Session?.length).toBeGreaterThan(30);
  });

  it('gives the same backup again', async () => {
    const again = join(folder, 'again.chainmark');
    await writeBackupFile(restored.store, maker, again);
    expect(gunzipSync(await readFile(again)).equals(gunzipSync(await readFile(file)))).toBe(true);
  });

  it('knows people by the sessions they had, and grades what they answer next', async () => {
    const { courseId, assignment, student, teacher } = group;
    const at = { headers: { cookie: teacher.cookie } };
    expect((await fetch(`${restored.url}/teach/courses/${courseId}`, at)).status).toBe(200);
    const enrolment = await findEnrolment(restored.store, courseId, student.user.id);
    const place = {
      courseId,
      enrolmentId: enrolment?.id ?? '',
      assignmentId: assignment.id,
      position: 1,
    };
    const { id, variant } = await openVariant(
      { ...group.classroom, store: restored.store },
      place,
      'dw-linear',
    );
    const [part] = variant.parts;
    const answer = part && { [`answer.${part.id}`]: keyOf(variant, part.quantity).decimal };
    const sent = await fetch(`${restored.url}/exercise/${courseId}/${id}`, {
      method: 'POST',
      headers: { cookie: student.cookie },
      body: new URLSearchParams({ submission: newId(), ...answer }),
      redirect: 'manual',
    });
    expect(sent.status).toBe(303);
    expect((await findVariant(restored.store, courseId, id))?.progress[0]?.lastVerdict).toBe('right');
    expect(await countRows(restored.store, 'Attempt')).toBe(121);
    expect(restored.reported).toEqual([]);
  });
});

describe.each(testDatabases)('a site moved to another database, %s', (database) => {
  it('is there to the letter, and what is used already is left as it was', async () => {
    const target = await openTestStore(database);
    expect(await moveStore(site.store, maker, target)).toMatchObject({ kind: 'restored' });
    expect(await contentOf(target)).toEqual(await contentOf(site.store));
    expect(await moveStore(site.store, maker, target)).toEqual({ kind: 'not-empty' });
    expect(await contentOf(target)).toEqual(await contentOf(site.store));
    await target.close();
  });
});

describe('a backup', () => {
  const lines = async (): Promise<string[]> =>
    gunzipSync(await readFile(file))
      .toString()
      .split('\n');
  const withHeader = async (changes: object): Promise<Buffer> => {
    const [first = '', ...rest] = (await lines()).slice(0, -2);
    const body = [JSON.stringify({ ...JSON.parse(first), ...changes }), ...rest, ''].join('\n');
    const rows = rest.filter((line) => line.startsWith('[')).length;
    const sha256 = createHash('sha256').update(body).digest('hex');
    return gzipSync(`${body}${JSON.stringify({ rows, sha256 })}\n`);
  };

  it('is readable by its owner alone', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('says in its first line what it is, and how many rows follow', async () => {
    const [first = '', ...rest] = await lines();
    const said = JSON.parse(first);
    expect(said).toMatchObject({ format: 'chainmark-backup', version: 1, chainmark: '0.1.0' });
    expect(said.migration).toMatch(/^\d{14}_\w+$/);
    const rows = said.tables.reduce((sum: number, table: { rows: number }) => sum + table.rows, 0);
    expect(rest.filter((line) => line.startsWith('['))).toHaveLength(rows);
    expect(said.tables.map(({ name }: { name: string }) => name)).not.toContain('_prisma_migrations');
  });

  it('has its tables in the order of their foreign keys', async () => {
    const names = (await listTables(site.store)).map(({ name }) => name);
    for (const [parent, child] of [
      ['User', 'Session'],
      ['Course', 'Enrolment'],
      ['Enrolment', 'Variant'],
      ['Variant', 'Attempt'],
    ])
      expect(names.indexOf(parent ?? '')).toBeLessThan(names.indexOf(child ?? ''));
  });

  it('has no sequences to carry, since every id is text, and each table has a key to page by', async () => {
    const rows = await site.store.prisma.$queryRaw`SELECT 1 FROM pg_sequences WHERE schemaname = 'public'`;
    expect(rows).toEqual([]);
    for (const { key } of await listTables(site.store)) expect(key.length).toBeGreaterThan(0);
  });

  it('that is cut off, changed, foreign or of another version changes nothing', async () => {
    const store = await openTestStore('embedded');
    const whole = await readFile(file);
    // A bit in the middle of a deflate stream may be padding; the CRC-32 eight bytes before the end is none (RFC 1952).
    const flipped = Buffer.from(whole);
    flipped[whole.length - 8] = (flipped[whole.length - 8] ?? 0) ^ 1;
    const all = await lines();
    const changed = all.join('\n').replace('dw-linear', 'dw-linaer');
    const lost = all.toSpliced(
      all.findIndex((line) => line.startsWith('[')),
      1,
    );
    const cases: readonly (readonly [Buffer, object])[] = [
      [whole.subarray(0, whole.length >> 1), { kind: 'damaged' }],
      [gzipSync(all.slice(0, -2).join('\n')), { kind: 'damaged' }],
      [flipped, { kind: 'damaged' }],
      [gzipSync(changed), { kind: 'damaged' }],
      [gzipSync(lost.join('\n')), { kind: 'damaged' }],
      [await withHeader({ tables: [] }), { kind: 'damaged' }],
      [Buffer.from('student,mark\n'), { kind: 'no-backup' }],
      [gzipSync('student,mark\n'), { kind: 'no-backup' }],
      [Buffer.from(''), { kind: 'damaged' }],
      [await withHeader({ migration: '20000101000000_first' }), { kind: 'damaged' }],
      [await withHeader({ migration: '20261123160000_first' }), { kind: 'damaged' }],
      [
        await withHeader({ migration: '29991231235959_later', chainmark: '9.0.0' }),
        { kind: 'newer', chainmark: '9.0.0' },
      ],
    ];
    for (const [content, outcome] of cases) {
      const other = join(folder, 'other.chainmark');
      await writeFile(other, content);
      expect(await restoreBackupFile(store, other)).toEqual(outcome);
      expect(await countRows(store, 'User')).toBe(0);
    }
    expect(await restoreBackupFile(store, file)).toMatchObject({ kind: 'restored' });
    await store.close();
  });
});
