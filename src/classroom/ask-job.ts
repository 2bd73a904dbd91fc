/** Asks for a job, and waits a moment for it: what is small is there at once. */
import { setTimeout } from 'node:timers/promises';
import { addJob, findJob, type Job } from '../store/jobs.ts';
import type { Classroom } from './classroom.ts';
import { type JobKind, type PayloadOf, type ResultOf, resultOf } from './job-kinds.ts';

export interface AskedJob<K extends JobKind> {
  readonly kind: K;
  /** While one with this key is open, asking again leads to it. */
  readonly key?: string;
  readonly payload: PayloadOf<K> & { readonly courseId: string };
}

/** How long a request waits before it shows how far the job is. */
const patienceMs = 1_000;

export async function askJob<K extends JobKind>(
  classroom: Classroom & { nudgeJobs(): void },
  { kind, key, payload }: AskedJob<K>,
): Promise<Job> {
  const { courseId } = payload;
  const id = await addJob(classroom.store, { kind, courseId, key: key ?? null, payload }, classroom.now());
  classroom.nudgeJobs();
  const job = await awaitJob(classroom, { courseId, id });
  if (!job) throw new Error(`there is no job ${id}`);
  return job;
}

/** Its result, however long it takes; throws its reason where it failed. */
export async function workOut<K extends JobKind>(
  classroom: Classroom & { nudgeJobs(): void },
  asked: AskedJob<K>,
): Promise<ResultOf<K>> {
  const { courseId } = asked.payload;
  for (let job = await askJob(classroom, asked); ; ) {
    if (job.endedAt && job.problem !== null) throw new Error(job.problem);
    if (job.endedAt) return resultOf(asked.kind, job);
    job = (await awaitJob(classroom, { courseId, id: job.id })) ?? job;
  }
}

/** As it is once it has ended, or once patience has. */
export async function awaitJob(
  { store }: Classroom,
  place: { readonly courseId: string; readonly id: string },
): Promise<Job | undefined> {
  let waitMs = 10;
  for (let waited = 0; ; waited += waitMs, waitMs *= 1.5) {
    const job = await findJob(store, place);
    if (!job || job.endedAt || waited >= patienceMs) return job;
    await setTimeout(waitMs);
  }
}
