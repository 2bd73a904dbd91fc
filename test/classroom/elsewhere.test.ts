/** Long work of requests in threads: bounded in number, in what waits and in time, and never the end of the server. */
import { threadId } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Classroom } from '../../src/classroom/classroom.ts';
import {
  type Bounds,
  type Elsewhere,
  makeElsewhere,
  ThreadsBusy,
  TookTooLong,
  usualBounds,
} from '../../src/classroom/elsewhere.ts';
import { workElsewhere } from '../../src/classroom/long-work.ts';
import { makeThreads, type Threads } from '../../src/classroom/threads.ts';
import type { Store } from '../../src/store/database.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { makeClass, noon } from '../store/sample.ts';
import { openTestStore, testDatabases } from '../store/test-store.ts';
import { bytes, countPeople, crash, fail, spin, wait } from './long-works.ts';

describe.each(testDatabases)('work elsewhere, %s', (database) => {
  let store: Store;
  let classroom: Classroom;
  let threads: Threads;
  const reported: unknown[] = [];
  const ended: string[] = [];
  beforeAll(async () => {
    store = await openTestStore(database);
    const exercises = new Map([['dw-linear', definitionOf('dw-linear')]]);
    classroom = { store, exercises, collections: [], now: () => noon };
    threads = makeThreads(classroom, (error) => reported.push(error));
  });
  afterEach(() => {
    expect(reported.splice(0)).toEqual([]);
    ended.splice(0);
  });
  afterAll(async () => {
    await threads.close();
    await store.close();
  });

  const within = (bounds: Partial<Bounds> = {}): Elsewhere =>
    makeElsewhere(classroom, {
      threads,
      bounds: { atOnce: 1, mostWaiting: 1, mostMs: 60_000, ...bounds },
      ended: (name, outcome) => ended.push(`${name} ${outcome}`),
    });
  const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error) => error,
    );

  it('runs in another thread, one for what comes one after the other', async () => {
    const elsewhere = within();
    const first = await elsewhere.run(wait, { forMs: 0 });
    expect(first).not.toBe(threadId);
    expect(await elsewhere.run(wait, { forMs: 0 })).toBe(first);
    expect(ended).toEqual(['wait done', 'wait done']);
  });

  it('is done here where it is small, or where there are no threads', async () => {
    expect(await within().run(wait, { forMs: 0, sizeMs: 5 })).toBe(threadId);
    expect(await workElsewhere(classroom, wait, { forMs: 0 })).toBe(threadId);
    expect(ended).toEqual([]);
  });

  it('has the database, and the exercises as they are today', async () => {
    const { courseId } = await makeClass(store, 3);
    const exercises = new Map(classroom.exercises);
    const changing = { ...classroom, exercises };
    const own = makeThreads(changing, (error) => reported.push(error));
    const bounds = { ...usualBounds, mostMs: 120_000 };
    const elsewhere = makeElsewhere(changing, { threads: own, bounds });
    expect(await elsewhere.run(countPeople, courseId)).toEqual({ people: 4, exercises: ['dw-linear'] });
    exercises.set('dw-relu', definitionOf('dw-relu'));
    expect((await elsewhere.run(countPeople, courseId)).exercises).toEqual(['dw-linear', 'dw-relu']);
    await own.close();
  });

  it('gives bytes as they were made', async () => {
    expect(await within().run(bytes, 100_000)).toEqual(new Uint8Array(100_000).fill(7));
  });

  it('waits for its turn, and is refused where too many wait', async () => {
    const elsewhere = within();
    const slow = elsewhere.run(wait, { forMs: 300 });
    const next = elsewhere.run(wait, { forMs: 0 });
    await expect.poll(elsewhere.count).toEqual({ running: 1, waiting: 1 });
    expect(await reasonOf(elsewhere.run(wait, { forMs: 0 }))).toBeInstanceOf(ThreadsBusy);
    expect(await next).toBe(await slow);
    expect(elsewhere.count()).toEqual({ running: 0, waiting: 0 });
    expect(ended).toEqual(['wait refused', 'wait done', 'wait done']);
  });

  it('fails as it would here', async () => {
    expect(await reasonOf(within().run(fail, 'no ink'))).toMatchObject({ message: 'no ink' });
    expect(ended).toEqual(['fail failed']);
  });

  it('is cut off once its time is over, also where it gives nobody a turn', async () => {
    const elsewhere = within({ mostMs: 200 });
    expect(await reasonOf(elsewhere.run(spin, null))).toBeInstanceOf(TookTooLong);
    expect(elsewhere.count()).toEqual({ running: 0, waiting: 0 });
    expect(await within().run(wait, { forMs: 0 })).not.toBe(threadId);
  });

  it('ends once nobody waits for it, whether it has begun or not', async () => {
    const elsewhere = within();
    const [left, leftToo] = [new AbortController(), new AbortController()];
    const running = reasonOf(elsewhere.run(spin, null, left.signal));
    const waiting = reasonOf(elsewhere.run(spin, null, leftToo.signal));
    await expect.poll(elsewhere.count).toEqual({ running: 1, waiting: 1 });
    leftToo.abort(new Error('left too'));
    expect(await waiting).toMatchObject({ message: 'left too' });
    expect(elsewhere.count()).toEqual({ running: 1, waiting: 0 });
    left.abort(new Error('left'));
    expect(await running).toMatchObject({ message: 'left' });
    expect(await reasonOf(elsewhere.run(spin, null, left.signal))).toMatchObject({ message: 'left' });
    expect(elsewhere.count()).toEqual({ running: 0, waiting: 0 });
    expect(ended).toEqual(['spin unwanted', 'spin unwanted', 'spin unwanted']);
  });

  it('tells of a thread that dies, and goes on in another', async () => {
    const elsewhere = within();
    const before = await elsewhere.run(wait, { forMs: 0 });
    const died = elsewhere.run(crash, { afterMs: 0, answers: false });
    expect(await reasonOf(died)).toMatchObject({ message: 'out of paper' });
    const after = await elsewhere.run(wait, { forMs: 0 });
    expect(after).not.toBe(before);
    expect(await elsewhere.run(crash, { afterMs: 100, answers: true })).toBe('still here');
    await expect.poll(() => reported.length).toBe(1);
    expect(reported.splice(0)).toMatchObject([{ message: 'out of paper' }]);
    expect(await elsewhere.run(wait, { forMs: 0 })).not.toBe(after);
  });
});
