/**
 * Where a student stands with one part, attempt after attempt. Unreadable input costs no try, nor does the
 * same answer again (though it may earn more, once it follows from another answer), and a later try never lowers
 * what was earned.
 */
import {
  compareRationals,
  one,
  parseRational,
  type Rational,
  rational,
  rationals,
  showRational,
  zero,
} from '../number/rational.ts';
import type { PartResult, Verdict } from './result.ts';

export interface PartStanding {
  readonly part: string;
  /** Different valid answers so far. */
  readonly tries: number;
  /** Kind of the verdict of the first try; null before it. */
  readonly firstVerdict: Verdict['kind'] | null;
  /** Kind of the verdict of the latest answer. */
  readonly lastVerdict: Verdict['kind'];
  /** The fraction of the part's mark earned so far: '0', '1/2', '1'. */
  readonly mark: string;
  /** The same before what lateness cost. */
  readonly markOnTime: string;
  /** Right, or no try left. */
  readonly closed: boolean;
  /** The values tried, as exact fractions or 30 digits. */
  readonly tried: readonly string[];
  /** The highest level of hint that was taken: 0 to 3. */
  readonly hints: number;
}

export interface TryPolicy {
  /** How often a part may be tried; null for as often as one likes. */
  readonly tries: number | null;
  /** The fraction of a part's mark that each further try costs: '0', '1/4'. */
  readonly penalty: string;
}

/**
 * The standing after an answer; the same as before (undefined: none) where the answer changes nothing.
 * keeps: the fraction of a mark that is left at this time, '1' on time.
 */
export function standingAfter(
  before: PartStanding | undefined,
  result: PartResult,
  policy: TryPolicy,
  keeps = '1',
): PartStanding | undefined {
  const { kind } = result.verdict;
  if (kind === 'empty' || before?.closed) return before;
  const so = before ?? untouched(result.part);
  const counts = result.read !== undefined && !so.tried.includes(result.read);
  if (!counts) {
    const again = earned(result.mark, Math.max(0, so.tries - 1), policy);
    return { ...so, lastVerdict: kind, ...marksAfter(so, again, keeps) };
  }
  const tries = so.tries + 1;
  return {
    part: so.part,
    hints: so.hints,
    tries,
    firstVerdict: so.firstVerdict ?? kind,
    lastVerdict: kind,
    ...marksAfter(so, earned(result.mark, so.tries, policy), keeps),
    closed: kind === 'right' || (policy.tries !== null && tries >= policy.tries),
    tried: [...so.tried, result.read ?? ''],
  };
}

/** A part before its first answer. */
export const untouched = (part: string): PartStanding => ({
  part,
  tries: 0,
  firstVerdict: null,
  lastVerdict: 'empty',
  mark: '0',
  markOnTime: '0',
  closed: false,
  tried: [],
  hints: 0,
});

const marksAfter = (before: PartStanding, mark: Rational, keeps: string) => ({
  mark: greater(before.mark, rationals.multiply(mark, parseRational(keeps))),
  markOnTime: greater(before.markOnTime, mark),
});

/** mark · (1 − penalty · tries before), never below 0. */
function earned(mark: string, triesBefore: number, { penalty }: TryPolicy): Rational {
  const lost = rationals.multiply(parseRational(penalty), rational(triesBefore));
  const left = rationals.subtract(one, lost);
  return rationals.multiply(parseRational(mark), left.n < 0n ? zero : left);
}

const greater = (held: string, now: Rational): string =>
  compareRationals(now, parseRational(held)) > 0 ? showRational(now) : held;
