import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

/** The fast suite: everything in test/ but the browser and the benchmarks. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    // One worker for each core; Vitest's own number is one less.
    maxWorkers: '100%',
    // The files that one worker runs share what they import, which halves the time: our modules keep no state.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    exclude: ['test/browser/**', 'test/bench/**', 'test/long/**', 'test/server/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    onConsoleLog: (log) => {
      throw new Error(`Unexpected console output: ${log}`);
    },
  },
});
