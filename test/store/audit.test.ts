import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditEntry, listAudit, recordAudit, recordLook } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const minutesAfterNoon = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

describe.each(testDatabases)('the audit log, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  const entry = (minutes: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
    courseId: 'c',
    actorId: 'ada',
    action: 'work-seen',
    subjectId: 'bob',
    detail: {},
    createdAt: minutesAfterNoon(minutes),
    ...change,
  });

  it('gives back what was written, newest first, page by page, of one course alone', async () => {
    const courseId = newId();
    const written = [0, 1, 2, 3].map((minutes) =>
      entry(minutes, { courseId, detail: { part: `p${minutes}` } }),
    );
    for (const each of [...written, entry(4)]) await recordAudit(store, each);
    const first = await listAudit(store, courseId, { most: 3 });
    expect(first).toMatchObject(written.toReversed().slice(0, 3));
    const rest = await listAudit(store, courseId, { most: 3, before: first.at(-1)?.id ?? '' });
    expect(rest).toMatchObject(written.slice(0, 1));
    expect(await listAudit(store, courseId, { most: 3, subjectId: 'carol' })).toEqual([]);
  });

  it('writes a look once an hour', async () => {
    const courseId = newId();
    for (const minutes of [0, 30, 59, 61, 62]) await recordLook(store, entry(minutes, { courseId }));
    await recordLook(store, entry(62, { courseId, subjectId: 'carol' }));
    const looks = await listAudit(store, courseId, { most: 9, subjectId: 'bob' });
    expect(looks.map(({ createdAt }) => createdAt)).toEqual([minutesAfterNoon(61), noon]);
  });

  it('is undone with the transaction that it belongs to, and cannot be changed', async () => {
    const courseId = newId();
    const undone = store.prisma.$transaction(async (transaction) => {
      await recordAudit({ prisma: transaction }, entry(0, { courseId }));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await listAudit(store, courseId, { most: 1 })).toEqual([]);
    await recordAudit(store, entry(0, { courseId }));
    await expect(store.prisma.auditEntry.deleteMany({ where: { courseId } })).rejects.toThrow('append-only');
  });
});
