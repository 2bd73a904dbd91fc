import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import { makePacer } from '../../src/store/pacer.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const limitOf = (name: string) => ({ name, most: 60, perMs: 60_000 });
const later = (ms: number): Date => new Date(noon.getTime() + ms);

describe.each(testDatabases)('a pace that processes share, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  /** How many of so many are let through. */
  async function letThrough(waitMs: ReturnType<typeof makePacer>['waitMs'], tries: number, at = noon) {
    let through = 0;
    for (let i = 0; i < tries; i++) if ((await waitMs('ada', at)) === undefined) through++;
    return through;
  }

  it('lets through what the limit says, tells how long to wait, and then begins anew', async () => {
    const { waitMs } = makePacer(store, limitOf('alone'));
    expect(await letThrough(waitMs, 200)).toBe(60);
    expect(await waitMs('ada', later(20_000))).toBe(40_000);
    expect(await waitMs('grace', noon)).toBeUndefined();
    expect(await letThrough(waitMs, 200, later(60_000))).toBe(60);
  });

  it('asks the database for nothing below a tenth of the limit', async () => {
    const { waitMs } = makePacer(store, limitOf('quiet'));
    const before = await store.prisma.tries.count();
    expect(await letThrough(waitMs, 5)).toBe(5);
    expect(await store.prisma.tries.count()).toBe(before);
    await letThrough(waitMs, 1);
    expect(await store.prisma.tries.count()).toBe(before + 1);
  });

  it('is the same in every process, but for less than a tenth in each', async () => {
    const [here, there, third] = [0, 1, 2].map(() => makePacer(store, limitOf('replicas')));
    if (!here || !there || !third) throw new Error('three');
    const through = [0, 0, 0];
    for (let i = 0; i < 100; i++)
      for (const [index, { waitMs }] of [here, there, third].entries())
        if ((await waitMs('ada', noon)) === undefined) through[index] = (through[index] ?? 0) + 1;
    const all = through.reduce((sum, each) => sum + each, 0);
    expect(all).toBeGreaterThanOrEqual(60);
    expect(all).toBeLessThan(60 + 3 * 6);
  });

  it('counts those that come at once', async () => {
    const { waitMs } = makePacer(store, limitOf('at once'));
    const waits = await Promise.all(Array.from({ length: 300 }, () => waitMs('ada', noon)));
    const through = waits.filter((wait) => wait === undefined).length;
    expect(through).toBeGreaterThanOrEqual(54);
    expect(through).toBeLessThan(300);
    expect(await waitMs('ada', noon)).toBe(60_000);
  });

  it('holds nobody up for longer where the clock is set back', async () => {
    const { waitMs } = makePacer(store, limitOf('clock'));
    await letThrough(waitMs, 5, later(3_600_000));
    expect(await letThrough(waitMs, 59, noon)).toBe(59);
  });

  it('without a limit lets everything through', async () => {
    const { waitMs } = makePacer(store, { ...limitOf('none'), most: Number.POSITIVE_INFINITY });
    expect(await letThrough(waitMs, 500)).toBe(500);
  });
});
