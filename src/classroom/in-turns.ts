/** Long work in this thread, a few milliseconds at a time: in between, everybody else is answered. */
import { setImmediate } from 'node:timers/promises';

const turnMs = 10;

/** What `work` makes of each, in their order. */
export async function inTurns<T, U>(items: readonly T[], work: (item: T) => U): Promise<readonly U[]> {
  const made: U[] = [];
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > turnMs) {
      await setImmediate();
      began = performance.now();
    }
    made.push(work(item));
  }
  return made;
}
