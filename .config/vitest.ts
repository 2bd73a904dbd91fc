import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

/** The fast suite: everything in test/ but the browser and the benchmarks. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    // Threads of one process compile the embedded database once, and read and warm up our own code once for all files.
    pool: 'threads',
    isolate: false,
    // One worker for each core; Vitest's own number is one less.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    exclude: ['test/browser/**', 'test/bench/**', 'test/long/**', 'test/server/**', 'test/proxy/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine takes its time.
    expect: { poll: { timeout: 30_000 } },
    onConsoleLog: (log) => {
      throw new Error(`Unexpected console output: ${log}`);
    },
  },
});
