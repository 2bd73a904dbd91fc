import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import {
  addJob,
  buryJob,
  findJob,
  finishJob,
  type Job,
  keepJob,
  leaseMs,
  returnJob,
  sweepJobs,
  takeJob,
} from '../../src/store/jobs.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const later = (ms: number): Date => new Date(noon.getTime() + ms);
const job = { kind: 'a', courseId: 'c', key: null, payload: { n: 1 } };
const kinds = ['a', 'b'];

describe.each(testDatabases)('the queue, %s', (database) => {
  let opened: Promise<Store> | undefined;
  let store: Store;
  beforeEach(async () => {
    opened ??= openTestStore(database);
    store = await opened;
    await store.prisma.job.deleteMany();
  });
  afterAll(async () => (await opened)?.close());

  const take = (taker: string, now = noon): Promise<Job | undefined> => takeJob(store, { kinds, now, taker });
  const find = (id: string) => findJob(store, { courseId: 'c', id });
  const taken = async (): Promise<Job> => {
    await addJob(store, job, noon);
    const found = await take('one');
    if (!found) throw new Error('there is a job');
    return found;
  };

  it('gives each job to one of many who ask at once, the oldest first', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, (_, n) => addJob(store, job, later(n))));
    const asked = await Promise.all(Array.from({ length: 8 }, (_, n) => take(`taker ${n}`, later(10))));
    expect(asked.flatMap((each) => each?.id ?? []).toSorted()).toEqual(ids.toSorted());
    await store.prisma.job.deleteMany();
    const [first] = [await addJob(store, job, noon), await addJob(store, job, later(1))];
    expect((await take('one', later(10)))?.id).toBe(first);
  });

  it('leads to the open job of a key, and to a new one once that has ended', async () => {
    const keyed = { ...job, key: 'k' };
    const [id, same] = [await addJob(store, keyed, noon), await addJob(store, keyed, later(1))];
    expect(same).toBe(id);
    const found = await take('one');
    if (found) await finishJob(store, found, { done: 1 }, later(2));
    expect(await find(id)).toMatchObject({ result: { done: 1 }, progress: 1, problem: null });
    expect(await addJob(store, keyed, later(3))).not.toBe(id);
  });

  it('leaves kinds that it does not know, and jobs of later, where they are', async () => {
    await addJob(store, { ...job, kind: 'of a newer version' }, noon);
    await addJob(store, job, later(1000));
    expect(await take('one', later(999))).toBeUndefined();
    expect(await take('one', later(1000))).toMatchObject({ kind: 'a', tries: 1 });
  });

  it('gives a job to another once the lease is over, and hears no more of the first', async () => {
    const first = await taken();
    expect(await take('two', later(leaseMs - 1))).toBeUndefined();
    expect(await keepJob(store, first, 0.5, later(1000))).toBe(true);
    expect(await take('two', later(leaseMs))).toBeUndefined();
    const second = await take('two', later(leaseMs + 1000));
    expect(second).toMatchObject({ id: first.id, tries: 2, payload: { n: 1 } });
    expect(await keepJob(store, first, 0.9, later(leaseMs + 1001))).toBe(false);
    await finishJob(store, first, 'of the first', later(leaseMs + 1002));
    expect(await find(first.id)).toMatchObject({ endedAt: null, result: null });
    if (second) await finishJob(store, second, 'of the second', later(leaseMs + 1003));
    expect(await find(first.id)).toMatchObject({ result: 'of the second' });
  });

  it('takes a job back, and keeps why it failed', async () => {
    const first = await taken();
    await returnJob(store, first, { runAt: later(500), tries: 1, problem: 'no' });
    expect(await take('two', later(499))).toBeUndefined();
    const again = await take('two', later(500));
    expect(again).toMatchObject({ tries: 2, problem: 'no' });
    if (again) await buryJob(store, again, 'never', later(501));
    expect(await find(first.id)).toMatchObject({ problem: 'never', endedAt: later(501) });
    expect(await take('three', later(leaseMs * 2))).toBeUndefined();
  });

  it('shows jobs to their course alone', async () => {
    const { id } = await taken();
    expect(await findJob(store, { courseId: 'another', id })).toBeUndefined();
  });

  it('forgets what ended a day ago', async () => {
    const first = await taken();
    await finishJob(store, first, 1, noon);
    await addJob(store, job, noon);
    const dayMs = 24 * 60 * 60 * 1000;
    expect(await sweepJobs(store, later(dayMs))).toBe(0);
    expect(await sweepJobs(store, later(dayMs + 1))).toBe(1);
    expect(await store.prisma.job.count()).toBe(1);
  });
});
