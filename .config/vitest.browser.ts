import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

/** The browser tests, in real Chromium, one file after the other. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/browser/**/*.test.ts'],
    fileParallelism: false,
    pool: 'threads',
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
