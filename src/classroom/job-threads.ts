/**
 * Threads for jobs that would hold up everybody else's requests. One is started when it is needed and ends when it
 * was not needed for a while; what is small is done where we are, before a thread would have begun.
 */
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Job } from '../store/jobs.ts';
import { serveQueries } from '../store/remote-database.ts';
import type { Classroom } from './classroom.ts';
import { performJob, sizeOf } from './job-kinds.ts';
import type { JobNews, SentJob } from './job-thread.ts';

export interface JobThreads {
  perform(job: Job, tell: (progress: number) => void): Promise<unknown>;
  /** Ends all threads; what they were doing fails. */
  close(): Promise<void>;
}

/** In units of job-kinds.ts. */
const smallSize = 40;
const idleMs = 60_000;

export function makeJobThreads(classroom: Classroom): JobThreads {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const start = (): Thread => {
    const thread = startThread(classroom);
    all.add(thread);
    thread.worker.once('exit', () => {
      all.delete(thread);
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    });
    return thread;
  };
  return {
    perform: async (job, tell) => {
      if ((await sizeOf(classroom, job)) <= smallSize) return performJob({ ...classroom, tell }, job);
      const thread = idle.pop() ?? start();
      try {
        return await performIn(thread, { job, ...contentOf(classroom) }, tell);
      } finally {
        if (all.has(thread)) rest(thread, idle);
      }
    },
    close: async () => {
      await Promise.all([...all].map(({ end }) => end()));
    },
  };
}

interface Thread {
  readonly worker: Worker;
  end(): Promise<void>;
}

function startThread({ store }: Classroom): Thread {
  const { port1, port2 } = new MessageChannel();
  const release = serveQueries(store, port1);
  const worker = new Worker(new URL('./job-thread.mjs', import.meta.url), {
    workerData: port2,
    transferList: [port2],
  });
  // Whoever waits for a job hears of it (performIn); without a listener it would end the process.
  worker.on('error', () => {});
  const released = new Promise<void>((resolve, reject) =>
    worker.once('exit', () => release().then(resolve, reject)),
  );
  return {
    worker,
    end: async () => {
      await worker.terminate();
      await released;
    },
  };
}

const contentOf = ({ exercises, collections }: Classroom): Omit<SentJob, 'job'> => ({
  exercises,
  collections,
});

function performIn({ worker }: Thread, sent: SentJob, tell: (progress: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = ({ progress, done, failed }: JobNews): void => {
      if (progress !== undefined) tell(progress);
      else leave();
      if (done) resolve(done.result);
      if (failed) reject(Object.assign(new Error(failed.message), failed));
    };
    const onEnd = (error: Error | number): void => {
      leave();
      reject(error instanceof Error ? error : new Error('the thread has ended'));
    };
    const leave = (): void => {
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
    };
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    worker.postMessage(sent);
  });
}

function rest(thread: Thread, idle: Thread[]): void {
  idle.push(thread);
  setTimeout(() => {
    if (idle.includes(thread)) void thread.end();
  }, idleMs).unref();
}
