/** Jobs as they are done: in this thread or another, again after a failure, by one of several processes. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askJob } from '../../src/classroom/ask-job.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { performIn, resultOf } from '../../src/classroom/job-kinds.ts';
import { addRepeatingJobs, type JobRunner, type RunningJobs, runJobs } from '../../src/classroom/run-jobs.ts';
import { makeThreads } from '../../src/classroom/threads.ts';
import type { Store } from '../../src/store/database.ts';
import { addJob, findJob, type Job } from '../../src/store/jobs.ts';
import { newId } from '../../src/store/new-id.ts';
import { listSheets } from '../../src/store/worksheets.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { makeClass, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore, testDatabases } from '../store/test-store.ts';

describe.each(testDatabases)('jobs, %s', (database) => {
  let store: Store;
  let classroom: Classroom;
  let group: SampleClass;
  let minutes = 0;
  const running: RunningJobs[] = [];
  beforeAll(async () => {
    store = await openTestStore(database);
    const exercises = new Map([['dw-linear', definitionOf('dw-linear')]]);
    classroom = { store, exercises, collections: [], now: () => new Date(noon.getTime() + minutes * 60_000) };
    group = await makeClass(store, 0);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await store.prisma.job.deleteMany();
  });
  afterAll(() => store.close());

  const reported: unknown[] = [];
  function run(runner: Partial<JobRunner> = {}): RunningJobs {
    const report = (error: unknown): void => {
      reported.push(error);
    };
    const jobs = runJobs({ ...classroom, atOnce: 2, report, ...runner });
    running.push(jobs);
    return jobs;
  }
  const sheets = (copies: number) => ({
    courseId: group.courseId,
    ...{ id: newId(), title: 'Sheets', locale: 'en' as const, exercises: ['dw-linear'] },
    ...{ copies, online: true },
  });
  const find = async (id: string): Promise<Job> => {
    const job = await findJob(store, { courseId: group.courseId, id });
    if (!job) throw new Error('the job is there');
    return job;
  };
  const until = async (id: string, holds: (job: Job) => boolean): Promise<Job> => {
    for (;;) {
      const job = await find(id);
      if (holds(job)) return job;
      await setTimeout(20);
    }
  };
  const ended = (id: string) => until(id, ({ endedAt }) => endedAt !== null);
  const addWorksheet = async (payload: object): Promise<string> => {
    const job = { kind: 'make-worksheet', courseId: group.courseId, key: null, payload };
    const id = await addJob(store, job, classroom.now());
    for (const { nudge } of running) nudge();
    return id;
  };

  it('answer at once what is small', async () => {
    const { nudge } = run();
    const payload = sheets(3);
    const job = await askJob({ ...classroom, nudgeJobs: nudge }, { kind: 'make-worksheet', payload });
    expect(resultOf('make-worksheet', job)).toMatchObject({ id: payload.id, title: 'Sheets' });
    expect(await listSheets(store, group.courseId, payload.id)).toHaveLength(3);
  });

  it('leave a worker free while the pool of variants is filled', async () => {
    const add = (kind: string, payload: object) =>
      addJob(store, { kind, courseId: group.courseId, key: null, payload }, classroom.now());
    const place = { courseId: group.courseId, assignmentId: 'none' };
    const stocking = [await add('stock-variants', place), await add('stock-variants', place)];
    const other = await add('find-coincidences', place);
    const [began, ends]: [string[], (() => void)[]] = [[], []];
    const perform = ({ id }: Job) => {
      began.push(id);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    run({ perform }).nudge();
    await expect.poll(() => began.length).toBe(2);
    expect([began[0], began[1]]).toEqual([stocking[0], other]);
    for (const end of ends) end();
    await expect.poll(() => began.length).toBe(3);
    expect(began[2]).toBe(stocking[1]);
    ends.at(-1)?.();
    await ended(stocking[1] ?? '');
  });

  it('do what is large in a thread of its own, on the same database', async () => {
    const threads = makeThreads(classroom, (error) => reported.push(error));
    run({ perform: performIn(threads, classroom) });
    const payload = sheets(60);
    const shares = new Set<number>();
    const id = await addWorksheet(payload);
    const { problem } = await until(id, ({ endedAt, progress }) => {
      shares.add(progress);
      return endedAt !== null;
    });
    expect(problem).toBeNull();
    expect(await listSheets(store, group.courseId, payload.id)).toHaveLength(60);
    await threads.close();
  });

  it('are made once, also where a worker died after making them', async () => {
    run();
    const payload = sheets(2);
    await ended(await addWorksheet(payload));
    const [first] = await listSheets(store, group.courseId, payload.id);
    expect((await ended(await addWorksheet(payload))).problem).toBeNull();
    expect((await listSheets(store, group.courseId, payload.id))[0]).toEqual(first);
  });

  it('are tried three times, later each time, and then buried with the reason', async () => {
    run({ perform: async () => Promise.reject(new Error('the paper is out')) });
    const id = await addWorksheet(sheets(1));
    for (const tries of [1, 2]) {
      const job = await until(id, (each) => each.tries === tries && each.taker === null);
      expect(job).toMatchObject({ problem: 'the paper is out', endedAt: null });
      minutes += 1;
    }
    expect(await ended(id)).toMatchObject({ problem: 'the paper is out', tries: 3 });
    expect(reported.splice(0)).toHaveLength(3);
  });

  it('are buried where three workers died of them', async () => {
    const id = await addWorksheet(sheets(1));
    await store.prisma.job.update({ where: { id }, data: { tries: 3 } });
    run();
    expect((await ended(id)).problem).toContain('died');
  });

  it('go back to the others when their process is stopped', async () => {
    let begun = false;
    let cut = (): void => {};
    const stopping = run({
      perform: () =>
        new Promise((_, reject) => {
          begun = true;
          cut = () => reject(new Error('the thread has ended'));
        }),
    });
    const id = await addWorksheet(sheets(1));
    while (!begun) await setTimeout(10);
    const stopped = stopping.stop();
    cut();
    await stopped;
    expect(await find(id)).toMatchObject({ taker: null, tries: 0, problem: null });
    run();
    expect((await ended(id)).problem).toBeNull();
  });

  it('that are never over run in one process at a time', async () => {
    let [now, most, runs] = [0, 0, 0];
    const perform = async (): Promise<void> => {
      runs++;
      most = Math.max(most, ++now);
      await setTimeout(30);
      now--;
    };
    await Promise.all([1, 2, 3].map(() => addRepeatingJobs(classroom)));
    await store.prisma.job.deleteMany({ where: { kind: { not: 'hand-in-overdue' } } });
    const clock = Date.now();
    const fast = () => new Date(noon.getTime() + 10_000_000 + (Date.now() - clock) * 400);
    for (let process = 0; process < 3; process++) run({ perform, now: fast });
    while (runs < 4) await setTimeout(20);
    expect(most).toBe(1);
    expect(await store.prisma.job.count()).toBe(1);
  });
});
