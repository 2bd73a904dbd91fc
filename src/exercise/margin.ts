/**
 * How far every mistake must be from the right answer: the larger of 3 % and twice the tolerance plus what
 * rounding each step can do. Both numbers are enclosures, so that what is far enough is provably so.
 */
import type { Interval } from '../number/interval.ts';
import { compareRationals, type Rational, rational, rationals, zero } from '../number/rational.ts';
import { envelopeRoom as room } from './envelope.ts';
import { relativeTolerance } from './tolerance.ts';
import type { Tolerance } from './variant.ts';

/** Relative to the right answer. */
export const leastMargin: Rational = rational(3, 100);
/** Beside a right answer of 0, to which nothing is relative. */
export const leastBesideZero: Rational = rational(1, 50);

export interface Refused {
  readonly kind: 'refused';
  readonly constraint: string;
}

export const refused = (constraint: string): Refused => ({ kind: 'refused', constraint });

export const reasons = {
  zero: 'a right answer that is not 0',
  near: 'every mistake far enough from the right answer',
  rounding: 'a right answer that survives rounding to 4 decimals',
} as const;

export type Margin = { readonly kind: 'margin'; readonly least: Rational } | Refused;

/** How far a mistake must be from the right answer: relative to that, or absolutely where it is exactly 0. */
export function marginOf(
  tolerance: Tolerance,
  right: Interval,
  rounded: Interval | undefined,
  zeros: boolean,
): Margin {
  if (isExactlyZero(right))
    return zeros ? { kind: 'margin', least: leastBesideZeroOf(tolerance) } : refused(reasons.zero);
  if (right.lo <= 0n && right.hi >= 0n) return refused(reasons.zero);
  const least = leastSize(right);
  const accepted = relativeTolerance(tolerance, least);
  const carriesAll = tolerance.kind === 'exact' || tolerance.kind === 'significant';
  const envelope = carriesAll ? zero : relativeEnvelope(rounded, right, least);
  if (compareRationals(envelope, accepted) > 0) return refused(reasons.rounding);
  return { kind: 'margin', least: larger(leastMargin, plus(plus(accepted, accepted), envelope)) };
}

const isExactlyZero = ({ lo, hi }: Interval): boolean => lo === 0n && hi === 0n;

/** Nothing is relative to 0: beside it a mistake must be at least 0.02, and twice what is accepted. */
function leastBesideZeroOf(tolerance: Tolerance): Rational {
  const isAbsolute = tolerance.kind === 'absolute' || tolerance.kind === 'decimals';
  const accepted = isAbsolute ? relativeTolerance(tolerance, rational(1)) : zero;
  return larger(leastBesideZero, plus(accepted, accepted));
}

/** A lower bound of |value|. */
function leastSize(value: Interval): Rational {
  return value.lo > 0n ? room.lowerBound(value) : rationals.negate(room.upperBound(value));
}

/** Upper bound of |rounded − right| / |right|. */
function relativeEnvelope(rounded: Interval | undefined, right: Interval, least: Rational): Rational {
  if (!rounded) return rational(1);
  const off = larger(
    rationals.abs(rationals.subtract(room.upperBound(rounded), room.lowerBound(right))),
    rationals.abs(rationals.subtract(room.lowerBound(rounded), room.upperBound(right))),
  );
  return rationals.divide(off, least);
}

/** A lower bound of |wrong − right| / |right|, or of |wrong| where right is 0; undefined where the mistake has no value. */
export function distanceOf(wrong: Interval | undefined, right: Interval): Rational | undefined {
  if (!wrong) return undefined;
  const gap = wrong.lo > right.hi ? wrong.lo - right.hi : wrong.hi < right.lo ? right.lo - wrong.hi : 0n;
  const [above, below] = [right.hi, -right.lo];
  const greatest = above > below ? above : below;
  return greatest === 0n ? room.lowerBound({ lo: gap, hi: gap }) : rational(gap, greatest);
}

const plus = rationals.add;
const larger = (left: Rational, right: Rational): Rational =>
  compareRationals(left, right) >= 0 ? left : right;
