/** Backups of an embedded database that a running server holds. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchBackup, openBackupDoor } from '../../src/classroom/backup-door.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { restoreBackupFile } from '../../src/store/backup-file.ts';
import { findMilestone } from '../../src/store/milestones.ts';
import { countRows } from '../../src/store/stored-tables.ts';
import { makeClass, makeVariant, noon } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

let folder: string;
let classroom: Classroom;
const reported: unknown[] = [];
let close: () => Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmark-door-'));
  const store = await openTestStore('embedded');
  classroom = { store, exercises: new Map(), collections: [], now: () => noon };
  await store.attempts.record(await makeVariant(store, await makeClass(store)));
  await writeFile(
    join(folder, `backup-${'0'.repeat(26)}.chainmark.unfinished`),
    'left by a process that was killed',
  );
  await writeFile(join(folder, 'backup.socket'), 'left too');
  close = await openBackupDoor(classroom, { version: '0.1.0', folder }, (error) => reported.push(error));
});
afterAll(async () => {
  await classroom.store.close();
  await rm(folder, { recursive: true });
});

describe('the backup of a running site', () => {
  it('is whole, for its owner alone, leaves nothing else, and is noted', async () => {
    const file = join(folder, 'site.chainmark');
    const fetched = await fetchBackup(folder, file);
    expect(fetched).toMatchObject({ kind: 'fetched', header: { chainmark: '0.1.0' } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'backup.socket'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['backup.socket', 'site.chainmark']);
    const other = await openTestStore('embedded');
    expect(await restoreBackupFile(other, file)).toMatchObject({ kind: 'restored' });
    expect(await countRows(other, 'Attempt')).toBe(1);
    await other.close();
    expect(await findMilestone(classroom.store, 'backup')).toEqual(noon);
    const noted = await classroom.store.prisma.auditEntry.findMany({ where: { action: 'backed-up' } });
    expect(noted).toHaveLength(1);
  });

  it('that is asked for several times at once is several', async () => {
    const files = [1, 2, 3].map((n) => join(folder, `at-once-${n}`));
    const kinds = (await Promise.all(files.map((file) => fetchBackup(folder, file)))).map(({ kind }) => kind);
    expect(kinds).toEqual(['fetched', 'fetched', 'fetched']);
  });

  it('that fails leaves an older file as it was', async () => {
    const file = join(folder, 'older');
    await writeFile(file, 'older');
    const broken = await mkdtemp(join(tmpdir(), 'chainmark-door-'));
    const store = { ...classroom.store, prisma: new Proxy(classroom.store.prisma, { get: () => undefined }) };
    const shut = await openBackupDoor({ ...classroom, store }, { version: '0', folder: broken }, (error) =>
      reported.push(error),
    );
    expect(await fetchBackup(broken, file)).toEqual({ kind: 'cut-off' });
    expect(reported).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe('older');
    await shut();
    await rm(broken, { recursive: true });
  });

  it('is asked of nobody where no server runs', async () => {
    await close();
    expect(await fetchBackup(folder, join(folder, 'none'))).toEqual({ kind: 'nobody' });
    expect(await fetchBackup(join(folder, 'no-such-folder'), join(folder, 'none'))).toEqual({
      kind: 'nobody',
    });
  });
});
