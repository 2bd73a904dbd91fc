/** What tests have done in threads. */
import { setTimeout } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import type { LongWork } from '../../src/classroom/long-work.ts';
import { listEnrolments } from '../../src/store/enrolments.ts';

const at = import.meta.url;

/** Waits; says in which thread. */
export const wait: LongWork<{ readonly forMs: number; readonly sizeMs?: number }, number> = {
  at,
  name: 'wait',
  sizeMs: (_, { sizeMs = 1000 }) => sizeMs,
  run: async (_, { forMs }) => {
    await setTimeout(forMs);
    return threadId;
  },
};

export const fail: LongWork<string, never> = {
  at,
  name: 'fail',
  sizeMs: () => 1000,
  run: async (_, message) => {
    throw new Error(message);
  },
};

/** Dies of an error that nobody catches, a little later. */
export const crash: LongWork<{ readonly afterMs: number; readonly answers: boolean }, string> = {
  at,
  name: 'crash',
  sizeMs: () => 1000,
  run: async (_, { afterMs, answers }) => {
    globalThis.setTimeout(() => {
      throw new Error('out of paper');
    }, afterMs);
    if (!answers) await setTimeout(60_000);
    return 'still here';
  },
};

/** Never gives anybody a turn. */
export const spin: LongWork<null, never> = {
  at,
  name: 'spin',
  sizeMs: () => 1000,
  run: async () => {
    for (;;);
  },
};

export const countPeople: LongWork<
  string,
  { readonly people: number; readonly exercises: readonly string[] }
> = {
  at,
  name: 'countPeople',
  sizeMs: () => 1000,
  run: async ({ store, exercises }, courseId) => ({
    people: (await listEnrolments(store, courseId)).length,
    exercises: [...exercises.keys()],
  }),
};

export const bytes: LongWork<number, Uint8Array> = {
  at,
  name: 'bytes',
  sizeMs: () => 1000,
  run: async (_, length) => new Uint8Array(length).fill(7),
};
