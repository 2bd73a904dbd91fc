import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base from './vitest.ts';

const root = new URL('..', import.meta.url).pathname;

/** Those that ask for either kind of database, and whole processes on a server; `npm test` has the others. */
const tellDatabasesApart = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !/^(?:browser|bench|long)\//.test(path))
  .filter((path) => /testDatabases|makeServerDatabase/.test(readFileSync(`${root}test/${path}`, 'utf8')))
  .map((path) => `test/${path}`);

/** On the server of TEST_DATABASE_URL, where other processes may be at work. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: tellDatabasesApart,
    exclude: [],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
