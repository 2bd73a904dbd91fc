/**
 * Item statistics of classical test theory over first tries, one item a question of an assignment. They advise;
 * nothing is ever dropped by them.
 */
import { type Interval, shareInterval, z95 } from './learning-curve.ts';

/** First tries at one item; the columns are equally long, one place a student. */
export interface ItemTries {
  /** Names the item: '3 p2'. */
  readonly item: string;
  readonly students: readonly string[];
  readonly right: readonly boolean[];
  /** Time on task. */
  readonly seconds: readonly number[];
  readonly hinted: readonly boolean[];
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

/** Items that were tried, in their order; each student stands once in an item. */
export function itemStatistics(items: readonly ItemTries[]): readonly ItemStatistics[] {
  const scores = scoresIn(items);
  return items.flatMap((tries) => (tries.students.length === 0 ? [] : [statisticsOf(tries, scores)]));
}

interface Score {
  tried: number;
  right: number;
}

function scoresIn(items: readonly ItemTries[]): ReadonlyMap<string, Score> {
  const scores = new Map<string, Score>();
  for (const { students, right } of items) {
    for (const [at, student] of students.entries()) {
      const score = scores.get(student) ?? { tried: 0, right: 0 };
      score.tried += 1;
      score.right += Number(right[at]);
      scores.set(student, score);
    }
  }
  return scores;
}

function statisticsOf(tries: ItemTries, scores: ReadonlyMap<string, Score>): ItemStatistics {
  const { item, students, right, seconds, hinted } = tries;
  const tried = students.length;
  const facility = share(right);
  return {
    item,
    tried,
    facility,
    facilityInterval: shareInterval(facility, tried),
    discrimination: discriminationOf(tries, scores),
    medianSeconds: median(seconds),
    hintRate: share(hinted),
  };
}

const share = (column: readonly boolean[]): number => column.filter(Boolean).length / column.length;

/** Fewer students have no interval: its width is 1/√(n − 3). */
const leastStudents = 4;

/**
 * r of item and rest score, a student's share right of the other items; of those who tried another one. Its interval
 * by Fisher's z: tanh(artanh r ± z₉₅/√(n − 3)).
 */
function discriminationOf(
  { students, right }: ItemTries,
  scores: ReadonlyMap<string, Score>,
): Discrimination | undefined {
  const [own, rest]: [number[], number[]] = [[], []];
  for (const [at, student] of students.entries()) {
    const score = scores.get(student);
    if (!score || score.tried === 1) continue;
    const isRight = Number(right[at]);
    own.push(isRight);
    rest.push((score.right - isRight) / (score.tried - 1));
  }
  const value = own.length < leastStudents ? undefined : correlation(own, rest);
  if (value === undefined) return undefined;
  const half = z95 / Math.sqrt(own.length - 3);
  const middle = Math.atanh(value);
  return {
    value,
    interval: { low: Math.tanh(middle - half), high: Math.tanh(middle + half) },
    students: own.length,
  };
}

/** Pearson's r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²); undefined where one of them does not vary. */
function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [at, x] of xs.entries()) {
    const [dx, dy] = [x - mx, (ys[at] ?? 0) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  if (xx < tiny || yy < tiny) return undefined;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((left, right) => left + right, 0) / values.length;

/** Below it a spread is rounding. */
const tiny = 1e-12;

/** 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? 0;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}
