/**
 * Is an answer the right number? Exactly, for rationals; by enclosures with doubling bits where the key or the
 * answer is irrational. The value decides, not the way it is written; a boundary counts as inside.
 *
 *   relative     |answer − key| ≤ n·|key|
 *   absolute     |answer − key| ≤ n
 *   decimals     half a unit of the n-th decimal
 *   significant  half a unit of the n-th significant digit of the key
 *
 * In the last two, digits typed beyond the n asked for must be right as well, by less than one of the last, but for
 * what a computer's arithmetic leaves: 0.30000000000000004 is 0.3.
 */
import type { Tolerance } from '../exercise/variant.ts';
import type { NumberReading, Precision } from '../formula/read-number.ts';
import { type Bounds, precisions, type Real, realOf } from '../formula/real.ts';
import {
  compareRationals,
  parseRational,
  type Rational,
  rational,
  rationals,
  showExactDecimal,
  toDouble,
  zero,
} from '../number/rational.ts';

export type Comparison = 'right' | 'rounded' | 'wrong';

export interface TypedNumber {
  readonly real: Real;
  /** How precisely it was written, if it was written as one number. */
  readonly precision?: Precision;
}

/** A number that was read, ready to be compared. */
export function typedNumber(reading: Exclude<NumberReading, { kind: 'problem' }>): TypedNumber {
  if (reading.kind === 'irrational') return { real: realOf(reading.formula) };
  const real: Real = { kind: 'exact', value: reading.value };
  return reading.precision ? { real, precision: reading.precision } : { real };
}

/** A double near the number, for sorting out what is far off; NaN where there is none. */
export function approximate({ real }: TypedNumber): number {
  if (real.kind === 'exact') return toDouble(real.value);
  const found = precisions.map((bits) => real.at(bits)).find(({ kind }) => kind === 'value');
  return found?.kind === 'value' ? toDouble(found.value.lo) : Number.NaN;
}

/** 'rounded': right to the digits given, at least two of them significant, but fewer than asked. */
export function compareNumber(typed: TypedNumber, key: Real, tolerance: Tolerance): Comparison {
  const allowed = allowedBy(tolerance);
  if (isWithin(typed.real, key, allowed) && extraDigitsFit(typed, key, tolerance)) return 'right';
  const { precision } = typed;
  if (!precision || precision.significant < 2 || !isFewerThanAsked(precision, tolerance)) return 'wrong';
  return isWithin(typed.real, key, () => halfUnit(precision.decimals)) ? 'rounded' : 'wrong';
}

/** The greatest allowed distance, for a key of this magnitude; it never falls as the magnitude grows. */
type Allowed = (magnitude: Rational) => Rational;

function allowedBy(tolerance: Tolerance): Allowed {
  switch (tolerance.kind) {
    case 'exact':
      return () => zero;
    case 'relative': {
      const share = parseRational(tolerance.n);
      return (magnitude) => rationals.multiply(share, magnitude);
    }
    case 'absolute': {
      const distance = parseRational(tolerance.n);
      return () => distance;
    }
    case 'decimals':
      return () => halfUnit(tolerance.n);
    case 'significant':
      return (magnitude) =>
        magnitude.n === 0n ? zero : halfUnit(tolerance.n - 1 - decimalExponent(magnitude));
  }
}

function isFewerThanAsked(precision: Precision, tolerance: Tolerance): boolean {
  if (tolerance.kind === 'decimals') return precision.decimals < tolerance.n;
  return tolerance.kind !== 'significant' || precision.significant < tolerance.n;
}

/** 3.143 is within half a unit of the third digit of π, but its own last digit is wrong. */
function extraDigitsFit({ real, precision }: TypedNumber, key: Real, tolerance: Tolerance): boolean {
  if (!precision || real.kind !== 'exact') return true;
  const { decimals, significant } = shortestPrecision(real.value);
  const extra =
    (tolerance.kind === 'decimals' && decimals > tolerance.n) ||
    (tolerance.kind === 'significant' && significant > tolerance.n);
  const unit = powerOfTen(-decimals);
  return (
    !extra ||
    isWithin(real, key, (magnitude) => {
      const noise = rationals.multiply(magnitude, noiseOfComputers);
      return compareRationals(unit, noise) > 0 ? unit : noise;
    })
  );
}

const noiseOfComputers = powerOfTen(-12);

/** Of a decimal without the zeros at its end, which say nothing of its value. */
function shortestPrecision(value: Rational): Precision {
  const decimal = showExactDecimal(rationals.abs(value)) ?? '';
  const places = decimal.split('.')[1]?.length ?? 0;
  const digits = decimal.replace('.', '').replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  return { decimals: places - (digits.length - significant.length), significant: significant.length };
}

function isWithin(answer: Real, key: Real, allowed: Allowed): boolean {
  if (answer.kind === 'exact' && key.kind === 'exact') {
    const distance = rationals.abs(rationals.subtract(answer.value, key.value));
    return compareRationals(distance, allowed(rationals.abs(key.value))) <= 0;
  }
  for (const bits of precisions) {
    const [a, k] = [boundsAt(answer, bits), boundsAt(key, bits)];
    const decided = a && k && decide(a, k, allowed);
    if (decided !== undefined) return decided;
  }
  return precisions.some((bits) => boundsAt(answer, bits) && boundsAt(key, bits));
}

/** undefined while the enclosures reach over the boundary; where they always do, the answer lies on it. */
function decide(answer: Bounds, key: Bounds, allowed: Allowed): boolean | undefined {
  const distance = magnitudes(between(answer, key));
  const magnitude = magnitudes(key);
  if (compareRationals(distance.hi, allowed(magnitude.lo)) <= 0) return true;
  return compareRationals(distance.lo, allowed(magnitude.hi)) > 0 ? false : undefined;
}

function boundsAt(real: Real, bits: number): Bounds | undefined {
  if (real.kind === 'exact') return { lo: real.value, hi: real.value };
  const found = real.at(bits);
  return found.kind === 'value' ? found.value : undefined;
}

const between = (a: Bounds, b: Bounds): Bounds => ({
  lo: rationals.subtract(a.lo, b.hi),
  hi: rationals.subtract(a.hi, b.lo),
});

function magnitudes({ lo, hi }: Bounds): Bounds {
  if (lo.n >= 0n) return { lo, hi };
  const [negatedLo, negatedHi] = [rationals.negate(lo), rationals.negate(hi)];
  if (hi.n <= 0n) return { lo: negatedHi, hi: negatedLo };
  return { lo: zero, hi: compareRationals(negatedLo, hi) > 0 ? negatedLo : hi };
}

function powerOfTen(exponent: number): Rational {
  return exponent >= 0 ? rational(10n ** BigInt(exponent)) : rational(1n, 10n ** BigInt(-exponent));
}

/** Half of 10^−decimals. */
const halfUnit = (decimals: number): Rational => rationals.multiply(rational(1, 2), powerOfTen(-decimals));

/** The e of d.ddd·10^e, for a value above 0. */
function decimalExponent(value: Rational): number {
  const estimate = `${value.n}`.length - `${value.d}`.length;
  return compareRationals(value, powerOfTen(estimate)) >= 0 ? estimate : estimate - 1;
}
