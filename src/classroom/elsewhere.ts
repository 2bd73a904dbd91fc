/**
 * What requests have done in threads: so much at once, so much that waits, so long for each, and no longer than
 * somebody waits for it. Who comes when all of that is taken is told so at once.
 */
import type { Classroom } from './classroom.ts';
import { isSmall, type LongWork } from './long-work.ts';
import type { Threads } from './threads.ts';

export interface Elsewhere {
  /** Rejects with ThreadsBusy, TookTooLong, the reason of `gone`, or whatever the work fails with. */
  run<A, M>(work: LongWork<A, M>, asked: A, gone?: AbortSignal): Promise<M>;
  /** What is being done, and what waits for its turn. */
  count(): Readonly<Record<'running' | 'waiting', number>>;
}

export interface Bounds {
  readonly atOnce: number;
  readonly mostWaiting: number;
  /** From being asked for to the end. */
  readonly mostMs: number;
}

export const usualBounds: Bounds = { atOnce: 2, mostWaiting: 30, mostMs: 30_000 };

export class ThreadsBusy extends Error {}
export class TookTooLong extends Error {}

export type Outcome = 'done' | 'failed' | 'refused' | 'too long' | 'unwanted';

export interface Means {
  readonly threads: Threads;
  readonly bounds?: Bounds;
  /** How long work took that was not small, its waiting too, and how it ended. */
  ended?(name: string, outcome: Outcome, seconds: number): void;
}

export function makeElsewhere(
  classroom: Classroom,
  { threads, bounds = usualBounds, ended }: Means,
): Elsewhere {
  const turns = makeTurns(bounds);
  const inTurn = async <A, M>(work: LongWork<A, M>, asked: A, signal: AbortSignal): Promise<M> => {
    await turns.take(signal);
    try {
      return await threads.run(work, asked, { signal });
    } finally {
      turns.giveBack();
    }
  };
  return {
    count: turns.count,
    run: async (work, asked, gone) => {
      if (await isSmall(classroom, work, asked)) return work.run(classroom, asked);
      const began = performance.now();
      const end = (outcome: Outcome): void => ended?.(work.name, outcome, (performance.now() - began) / 1000);
      const { signal, release } = signalOf(bounds.mostMs, gone);
      try {
        const made = await inTurn(work, asked, signal);
        end('done');
        return made;
      } catch (error) {
        end(outcomeOf(error, gone));
        throw error;
      } finally {
        release();
      }
    },
  };
}

function outcomeOf(error: unknown, gone: AbortSignal | undefined): Outcome {
  if (error instanceof ThreadsBusy) return 'refused';
  if (error instanceof TookTooLong) return 'too long';
  return gone?.aborted ? 'unwanted' : 'failed';
}

/** Aborted once the time is over, or nobody waits any more. */
function signalOf(mostMs: number, gone: AbortSignal | undefined) {
  const controller = new AbortController();
  const limit = setTimeout(() => controller.abort(new TookTooLong(`more than ${mostMs} ms`)), mostMs);
  const leave = (): void => controller.abort(gone?.reason);
  if (gone?.aborted) leave();
  gone?.addEventListener('abort', leave);
  const release = (): void => {
    clearTimeout(limit);
    gone?.removeEventListener('abort', leave);
  };
  return { signal: controller.signal, release };
}

function makeTurns({ atOnce, mostWaiting }: Bounds) {
  let running = 0;
  const waiting: (() => void)[] = [];
  const wait = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(goOn), 1);
        reject(signal.reason);
      };
      const goOn = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave);
      waiting.push(goOn);
    });
  return {
    count: () => ({ running, waiting: waiting.length }),
    take: async (signal: AbortSignal): Promise<void> => {
      signal.throwIfAborted();
      if (running < atOnce) running++;
      else if (waiting.length < mostWaiting) await wait(signal);
      else throw new ThreadsBusy('all threads are taken, and so are the places to wait for them');
    },
    giveBack: (): void => {
      const next = waiting.shift();
      if (next) next();
      else running--;
    },
  };
}
