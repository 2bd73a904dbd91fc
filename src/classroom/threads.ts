/**
 * Threads for work that would hold up everybody else's requests. One is started when it is needed and ends when it
 * was not needed for a while; how many there are is decided by those who ask.
 */
import { MessageChannel, Worker } from 'node:worker_threads';
import { serveQueries } from '../store/remote-database.ts';
import type { Classroom } from './classroom.ts';
import type { LongWork } from './long-work.ts';
import type { Content, News, Sent } from './thread.ts';

export interface Threads {
  /** Rejects also where its thread dies, which ends nothing else, and once `signal` is aborted, which ends its thread. */
  run<A, M>(work: LongWork<A, M>, asked: A, how?: How): Promise<M>;
  /** Ends all threads; what they were doing fails. */
  close(): Promise<void>;
}

export interface How {
  /** Hears how far it is, from 0 to 1. */
  tell?(progress: number): void;
  readonly signal?: AbortSignal;
}

/** A thread takes about a second to start and 100 MB to keep. */
const idleMs = 5 * 60_000;

/** `report` hears of a thread that died while nobody waited for it. */
export function makeThreads(classroom: Classroom, report: (error: unknown) => void): Threads {
  const idle = new Map<Thread, NodeJS.Timeout>();
  const all = new Set<Thread>();
  const forget = (thread: Thread): void => {
    all.delete(thread);
    clearTimeout(idle.get(thread));
    idle.delete(thread);
  };
  const start = (): Thread => {
    const thread = startThread(classroom);
    all.add(thread);
    thread.worker.on('error', (error) => {
      if (idle.has(thread)) report(error);
      forget(thread);
    });
    thread.worker.once('exit', () => forget(thread));
    return thread;
  };
  const take = (): Thread => {
    const [thread = start()] = idle.keys();
    clearTimeout(idle.get(thread));
    idle.delete(thread);
    return thread;
  };
  return {
    run: async <A, M>({ at, name }: LongWork<A, M>, asked: A, how: How = {}) => {
      how.signal?.throwIfAborted();
      const thread = take();
      try {
        const sent = { at, name, asked, content: thread.unknownOf(classroom) };
        return (await performIn(thread, sent, how)) as M;
      } finally {
        if (all.has(thread)) idle.set(thread, setTimeout(thread.end, idleMs).unref());
      }
    },
    close: async () => {
      await Promise.all([...all].map(({ end }) => end()));
    },
  };
}

interface Thread {
  readonly worker: Worker;
  /** What it has not been told yet: sent again, an exercise would lose what was worked out for it. */
  unknownOf(content: Content): Content | undefined;
  end(): Promise<void>;
}

function startThread({ store }: Classroom): Thread {
  const { port1, port2 } = new MessageChannel();
  const release = serveQueries(store, port1);
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
    workerData: port2,
    transferList: [port2],
  });
  const released = new Promise<void>((resolve, reject) =>
    worker.once('exit', () => release().then(resolve, reject)),
  );
  let known: readonly unknown[] = [];
  return {
    worker,
    unknownOf: ({ exercises, collections }) => {
      const all = [...exercises.values(), ...collections];
      if (all.length === known.length && all.every((each, index) => each === known[index])) return undefined;
      known = all;
      return { exercises, collections };
    },
    end: async () => {
      await worker.terminate();
      await released;
    },
  };
}

function performIn({ worker, end }: Thread, sent: Sent, { tell, signal }: How): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = ({ progress, done, failed }: News): void => {
      if (progress !== undefined) tell?.(progress);
      else leave();
      if (done) resolve(done.made);
      if (failed) reject(Object.assign(new Error(failed.message), failed));
    };
    const onEnd = (error: Error | number): void => {
      leave();
      reject(error instanceof Error ? error : new Error('the thread has ended'));
    };
    const onAbort = (): void => {
      leave();
      end().then(() => reject(signal?.reason), reject);
    };
    const leave = (): void => {
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      signal?.removeEventListener('abort', onAbort);
    };
    worker.postMessage(sent);
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    signal?.addEventListener('abort', onAbort);
  });
}
