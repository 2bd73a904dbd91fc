/**
 * Takes jobs and does them, a few at a time, for as long as the process lives. One that fails is tried again later,
 * and buried after the third time, with its reason; one whose worker died is taken by another.
 */
import { randomUUID } from 'node:crypto';
import { addJob, buryJob, finishJob, type Job, keepJob, leaseMs, returnJob, takeJob } from '../store/jobs.ts';
import type { Classroom } from './classroom.ts';
import { isJobKind, jobKinds, jobWork, ofEmbedded, oneAtATime, repeatsEveryMs } from './job-kinds.ts';

export interface JobRunner extends Classroom {
  readonly atOnce: number;
  /** What does a job, elsewhere perhaps; in this thread where it is left out. */
  perform?(job: Job, tell: (progress: number) => void): Promise<unknown>;
  report(error: unknown): void;
  /** How long a job was worked on, and whether it went well. */
  ended?(kind: string, outcome: 'done' | 'failed', seconds: number): void;
}

export interface RunningJobs {
  /** A job was added here: it need not wait for the next look. */
  nudge(): void;
  /** Gives back what is not finished, so that another process takes it. */
  stop(): Promise<void>;
}

const lookEveryMs = 500;
const mostTries = 3;
/** After the first failure, the second, … */
const backoffMs = (tries: number): number => 2_000 * 4 ** (tries - 1);

export function runJobs(runner: JobRunner): RunningJobs {
  const { report } = runner;
  const working = new Set<Promise<void>>();
  const alone = new Set<string>();
  let [looking, stopped, nudged] = [false, false, false];
  const look = async (): Promise<void> => {
    do {
      nudged = false;
      while (!stopped && working.size < runner.atOnce) {
        const job = await takeNext(runner, alone.size > 0);
        if (!job) break;
        if (oneAtATime.has(job.kind)) alone.add(job.id);
        const work = workOn(runner, job, () => stopped)
          .catch(report)
          .finally(() => {
            working.delete(work);
            alone.delete(job.id);
            nudge();
          });
        working.add(work);
      }
    } while (nudged);
  };
  const nudge = (): void => {
    nudged = true;
    if (looking || stopped) return;
    looking = true;
    look()
      .catch(report)
      .finally(() => {
        looking = false;
      });
  };
  const timer = setInterval(nudge, lookEveryMs);
  return {
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await Promise.all(working);
    },
  };
}

/** Of a kind that a newer version made, this one knows nothing: it is left to the newer. */
const takeNext = ({ store, now }: JobRunner, isStocking: boolean): Promise<Job | undefined> => {
  const kinds = Object.keys(jobKinds).filter((kind) => !(isStocking && oneAtATime.has(kind)));
  return takeJob(store, { kinds, now: now(), taker: randomUUID() });
};

/** What is never over, and what is done after a start; added by every process, there is one of each. */
export async function addRepeatingJobs({ store, now }: Classroom): Promise<void> {
  const kinds = Object.keys(repeatsEveryMs).filter((kind) => !(store.pool && ofEmbedded.has(kind)));
  for (const kind of [...kinds, 'recount-where-due'])
    await addJob(store, { kind, courseId: null, key: kind, payload: {} }, now());
}

async function workOn(runner: JobRunner, job: Job, isStopped: () => boolean): Promise<void> {
  const { store, now } = runner;
  if (job.tries > mostTries && repeats(job) === undefined)
    return buryJob(store, job, job.problem ?? 'whoever worked on it has died, each time', now());
  let progress = 0;
  const keeping = setInterval(
    () => void keepJob(store, job, progress, now()).catch(runner.report),
    Math.min(1_000, leaseMs / 4),
  );
  const tell = (share: number): void => {
    progress = share;
  };
  const began = performance.now();
  const perform = runner.perform ?? ((each) => jobWork.run({ ...runner, tell }, each));
  const outcome = await perform(job, tell)
    .then((result) => ({ result }) as const)
    .catch((error: unknown) => ({ error }) as const);
  clearInterval(keeping);
  runner.ended?.(job.kind, 'error' in outcome ? 'failed' : 'done', (performance.now() - began) / 1000);
  const every = repeats(job);
  if ('error' in outcome && !isStopped()) runner.report(outcome.error);
  if (every !== undefined) await returnJob(store, job, again(now(), every));
  else if (!('error' in outcome)) await finishJob(store, job, outcome.result, now());
  else if (isStopped()) await returnJob(store, job, { ...again(now(), 0), tries: job.tries - 1 });
  else await tryLater(runner, job, reasonOf(outcome.error));
}

async function tryLater({ store, now }: JobRunner, job: Job, problem: string): Promise<void> {
  if (job.tries >= mostTries) return buryJob(store, job, problem, now());
  await returnJob(store, job, { ...again(now(), backoffMs(job.tries)), tries: job.tries, problem });
}

const repeats = ({ kind }: Job): number | undefined => (isJobKind(kind) ? repeatsEveryMs[kind] : undefined);
const again = (now: Date, afterMs: number) => ({
  runAt: new Date(now.getTime() + afterMs),
  tries: 0,
  problem: null,
});
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
