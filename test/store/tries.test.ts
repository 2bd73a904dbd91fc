import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import { countTry, forgetTries, isOver } from '../../src/store/tries.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const limit = { name: 'password', most: 3, perMs: 60_000 };
const later = (ms: number): Date => new Date(noon.getTime() + ms);

describe.each(testDatabases)('tries that are limited, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  it('are allowed so often within the time, also when they come at once, and then anew', async () => {
    const tries = await Promise.all([0, 1, 2, 3, 4].map(() => countTry(store, limit, 'ada', noon)));
    expect(tries.filter((allowed) => allowed)).toHaveLength(3);
    expect(await isOver(store, limit, 'ada', later(59_999))).toBe(true);
    expect(await countTry(store, limit, 'grace', noon)).toBe(true);
    expect(await isOver(store, limit, 'ada', later(60_000))).toBe(false);
    expect(await countTry(store, limit, 'ada', later(60_000))).toBe(true);
  });

  it('name nobody, and are forgotten', async () => {
    await countTry(store, limit, 'ada@example.org', noon);
    expect(JSON.stringify(await store.prisma.tries.findMany())).not.toContain('ada');
    await forgetTries(store, later(120_000));
    expect(await store.prisma.tries.count()).toBe(0);
  });
});
