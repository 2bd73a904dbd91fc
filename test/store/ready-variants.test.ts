import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/database.ts';
import {
  addReadyVariants,
  countedTo,
  countReadyVariants,
  sweepReadyVariants,
  takeReadyVariant,
} from '../../src/store/ready-variants.ts';
import { noon, sampleVariant } from './sample.ts';
import { makeServerDatabase, opened, openTestStore, testDatabases } from './test-store.ts';

const seeds = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `seed ${n}`);
const variants = (count: number) => seeds(count).map((seed) => ({ ...sampleVariant, seed }));

describe.each(testDatabases)('the pool of variants, %s', (database) => {
  let store: Store;
  /** Another process's; the embedded database has one process. */
  let replica: Store;
  let drop = async (): Promise<void> => {};
  beforeAll(async () => {
    if (database === 'embedded') {
      store = await openTestStore(database);
      replica = store;
      return;
    }
    const made = await makeServerDatabase();
    drop = made.drop;
    const address = { kind: 'server', url: made.url, connections: 5 } as const;
    store = opened(await openStore(address));
    replica = opened(await openStore(address));
  });
  afterEach(() => store.prisma.readyVariant.deleteMany());
  afterAll(async () => {
    await store.close();
    if (replica !== store) await replica.close();
    await drop();
  });

  it('gives each entry once, to whichever of two processes asks, and then none', async () => {
    await addReadyVariants(store, 'v', variants(30), noon);
    const asked = await Promise.all(
      Array.from({ length: 40 }, (_, n) => takeReadyVariant(n % 2 === 0 ? store : replica, 'v')),
    );
    const given = asked.flatMap(({ variant }) => (variant ? [variant.seed] : []));
    expect(new Set(given).size).toBe(given.length);
    const rest: string[] = [];
    for (let taken = await takeReadyVariant(store, 'v'); taken.variant; ) {
      rest.push(taken.variant.seed);
      taken = await takeReadyVariant(replica, 'v');
    }
    expect([...given, ...rest].toSorted()).toEqual([...seeds(30)].toSorted());
    expect(await takeReadyVariant(replica, 'v')).toEqual({ variant: undefined, left: 0 });
  });

  it('gives the oldest first, as it was drawn, and says how many are left, as far as it counts', async () => {
    await addReadyVariants(store, 'v', variants(1), noon);
    await addReadyVariants(store, 'v', variants(countedTo + 2).slice(1), new Date(noon.getTime() + 1));
    expect(await takeReadyVariant(store, 'v')).toEqual({ variant: variants(1)[0], left: countedTo });
    expect((await takeReadyVariant(store, 'v')).left).toBe(countedTo);
    expect((await takeReadyVariant(store, 'v')).left).toBe(countedTo - 1);
  });

  it('gives nothing that was drawn for another version, and lets go of what is old', async () => {
    await addReadyVariants(store, 'older', variants(3), noon);
    expect((await takeReadyVariant(store, 'v')).variant).toBeUndefined();
    expect(await countReadyVariants(store, 'older')).toBe(3);
    expect(await sweepReadyVariants(store, noon)).toBe(0);
    expect(await sweepReadyVariants(store, new Date(noon.getTime() + 1))).toBe(3);
  });
});
