/**
 * Item statistics of classical test theory over first tries, one item a question of an assignment. They advise;
 * nothing is ever dropped by them.
 */
import { type Interval, shareInterval, z95 } from './learning-curve.ts';

/** What one student did at some items. */
export interface ItemTry {
  /** Names the item: '3 p2'. */
  readonly item: string;
  readonly right: boolean;
  /** Time on task. */
  readonly seconds: number;
  readonly hinted: boolean;
}

export interface ItemStatistics {
  readonly item: string;
  /** Students who tried it. */
  readonly tried: number;
  /** Share of them who were right at the first try. */
  readonly facility: number;
  readonly facilityInterval: Interval;
  /** Undefined where it has no value: too few students, or all alike. */
  readonly discrimination: Discrimination | undefined;
  readonly medianSeconds: number;
  readonly hintRate: number;
}

export interface Discrimination {
  /** Corrected point-biserial: −1 to 1. */
  readonly value: number;
  readonly interval: Interval;
  /** Students in it: those who tried another item, too. */
  readonly students: number;
}

/** students: each with what they tried. In the order in which items first appear in `items`. */
export function itemStatistics(
  items: readonly string[],
  students: readonly (readonly ItemTry[])[],
): readonly ItemStatistics[] {
  const byItem = new Map<string, Scored[]>();
  for (const tries of students) {
    const right = tries.filter((each) => each.right).length;
    for (const own of tries) {
      const others = tries.length - 1;
      const rest = others === 0 ? undefined : (right - Number(own.right)) / others;
      const scored = byItem.get(own.item) ?? [];
      scored.push({ ...own, rest });
      byItem.set(own.item, scored);
    }
  }
  return items.flatMap((item) => {
    const tries = byItem.get(item) ?? [];
    return tries.length === 0 ? [] : [statisticsOf(item, tries)];
  });
}

/** rest: the student's share right of the other items; undefined where there is no other. */
interface Scored extends ItemTry {
  readonly rest: number | undefined;
}

function statisticsOf(item: string, tries: readonly Scored[]): ItemStatistics {
  const tried = tries.length;
  const facility = tries.filter(({ right }) => right).length / tried;
  return {
    item,
    tried,
    facility,
    facilityInterval: shareInterval(facility, tried),
    discrimination: discriminationOf(tries),
    medianSeconds: median(tries.map(({ seconds }) => seconds)),
    hintRate: tries.filter(({ hinted }) => hinted).length / tried,
  };
}

/** Fewer students have no interval: its width is 1/√(n − 3). */
const leastStudents = 4;

/** r of item and rest score; its interval by Fisher's z: tanh(artanh r ± z₉₅/√(n − 3)). */
function discriminationOf(tries: readonly Scored[]): Discrimination | undefined {
  const pairs = tries.flatMap(({ right, rest }) =>
    rest === undefined ? [] : [[Number(right), rest] as const],
  );
  const value = pairs.length < leastStudents ? undefined : correlation(pairs);
  if (value === undefined) return undefined;
  const half = z95 / Math.sqrt(pairs.length - 3);
  const middle = Math.atanh(value);
  return {
    value,
    interval: { low: Math.tanh(middle - half), high: Math.tanh(middle + half) },
    students: pairs.length,
  };
}

/** Pearson's r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²); undefined where one of them does not vary. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const meanOf = (values: readonly number[]) =>
    values.reduce((left, right) => left + right, 0) / values.length;
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  if (xx < tiny || yy < tiny) return undefined;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Below it a spread is rounding. */
const tiny = 1e-12;

/** 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? 0;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}
