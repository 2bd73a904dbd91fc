import { defineConfig } from 'vitest/config';

/** What stands before the replicas: needs Debian's caddy. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { include: ['test/proxy/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
