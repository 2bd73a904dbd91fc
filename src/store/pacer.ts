/**
 * Limits what comes too often for a statement each time: a process counts for itself, and adds its count to the one
 * that all share at every tenth of the limit. Whoever stays below a tenth costs nothing; `n` processes together let
 * through less than `n` tenths above the limit.
 */
import type { Store } from './database.ts';
import { addTries, type Limit } from './tries.ts';

export interface Pacer {
  /** Counts one; undefined where it is within the limit, else how long to wait. */
  waitMs(key: string, now: Date): Promise<number | undefined>;
}

interface Own {
  count: number;
  closedUntil: number;
}

const shareOfLimit = 10;

export function makePacer(store: Store, limit: Limit): Pacer {
  const share = Math.max(1, Math.floor(limit.most / shareOfLimit));
  const own = new Map<string, Own>();
  let began = Number.NEGATIVE_INFINITY;

  /** A clock that was set back begins anew as well. */
  const forget = (at: number): void => {
    if (at >= began && at < began + limit.perMs) return;
    began = at;
    for (const [key, { closedUntil }] of own)
      if (closedUntil <= at || closedUntil > at + limit.perMs) own.delete(key);
      else own.set(key, { count: 0, closedUntil });
  };
  return {
    waitMs: async (key, now) => {
      const at = now.getTime();
      forget(at);
      const mine = own.get(key) ?? { count: 0, closedUntil: at };
      own.set(key, mine);
      if (mine.closedUntil > at) return mine.closedUntil - at;
      mine.count++;
      if (mine.count % share !== 0) return undefined;
      const { count, since } = await addTries(store, limit, { key, tries: share, now });
      if (count < limit.most) return undefined;
      mine.closedUntil = since.getTime() + limit.perMs;
      return count === limit.most ? undefined : mine.closedUntil - at;
    },
  };
}
