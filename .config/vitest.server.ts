import { defineConfig } from 'vitest/config';
import base from './vitest.ts';

/** Store and web on the server of TEST_DATABASE_URL as well, and whole processes on it. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [
      'test/store/**/*.test.ts',
      'test/web/**/*.test.ts',
      'test/start.test.ts',
      'test/server/**/*.test.ts',
    ],
    exclude: [],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
