/**
 * Interval: two ends in binary fixed point, between which the true value provably lies. Every operation rounds
 * outward, so whatever a formula's exact value is, its interval contains it. More bits, narrower interval.
 *
 * Where an interval is too wide to tell whether there is a value at all (1/x around 0), the room throws
 * Undefined('needs-more-bits'): ask again with twice the bits, and give up at some number of them.
 */
import { type Arithmetic, Undefined } from './arithmetic.ts';
import { clipped, cosine, exponential, type Interval, logarithm, sine } from './enclosure.ts';
import { compareRationals, type Rational, rational, showSignificant } from './rational.ts';
import {
  ceilingQuotient,
  ceilingShift,
  floorQuotient,
  floorShift,
  floorSquareRoot,
  greater,
  largestPowerBits,
  lesser,
} from './whole.ts';

export type { Interval };

export interface IntervalArithmetic extends Arithmetic<Interval> {
  readonly bits: number;
  /** The narrowest interval around all numbers from lo to hi. Throws RangeError for lo > hi. */
  fromBounds(lo: Rational, hi: Rational): Interval;
  lowerBound(value: Interval): Rational;
  upperBound(value: Interval): Rational;
  /** Upper bound − lower bound. */
  width(value: Interval): Rational;
}

/** The room of intervals whose ends are multiples of 2^−bits. Throws RangeError unless bits is whole, from 8 to 2^15. */
export function intervals(bits: number): IntervalArithmetic {
  if (!Number.isInteger(bits) || bits < 8 || bits > 2 ** 15) throw new RangeError(`${bits} bits`);
  const places = BigInt(bits);
  const one = 1n << places;
  const unit: Interval = { lo: one, hi: one };
  const floor = (value: Rational) => floorQuotient(value.n << places, value.d);
  const ceiling = (value: Rational) => ceilingQuotient(value.n << places, value.d);
  const exact = (end: bigint) => rational(end, one);
  const multiply = (a: Interval, b: Interval) => product(a, b, places);
  const divide = (a: Interval, b: Interval) => quotient(a, b, places);
  const increasing = (atPoint: (x: bigint, bits: number) => Interval) => (value: Interval) => {
    const least = atPoint(value.lo, bits);
    return value.lo === value.hi ? least : { lo: least.lo, hi: atPoint(value.hi, bits).hi };
  };

  return {
    bits,
    fromRational: (value) => ({ lo: floor(value), hi: ceiling(value) }),
    fromBounds: (lo, hi) => {
      if (compareRationals(lo, hi) > 0) throw new RangeError('lo above hi');
      return { lo: floor(lo), hi: ceiling(hi) };
    },
    lowerBound: (value) => exact(value.lo),
    upperBound: (value) => exact(value.hi),
    width: (value) => exact(value.hi - value.lo),
    add: (a, b) => ({ lo: a.lo + b.lo, hi: a.hi + b.hi }),
    subtract: (a, b) => ({ lo: a.lo - b.hi, hi: a.hi - b.lo }),
    multiply,
    divide,
    negate,
    power: (base, exponent) =>
      exponent < 0
        ? wholePower(divide(unit, base), BigInt(-exponent), places)
        : wholePower(base, BigInt(exponent), places),
    abs,
    gate: (a) => ({ lo: a.lo > 0n ? one : 0n, hi: a.hi > 0n ? one : 0n }),
    exp: increasing(exponential),
    ln: (a) => increasing(logarithm)(insideDomain(a, a.lo > 0n, a.hi <= 0n)),
    sqrt: (a) => increasing(squareRoot)(insideDomain(a, a.lo >= 0n, a.hi < 0n)),
    sigmoid: increasing(sigmoid),
    tanh: increasing(hyperbolicTangent),
    softplus: increasing(softplus),
    sin: (a) => aroundMiddle(sine, a, bits),
    cos: (a) => aroundMiddle(cosine, a, bits),
  };
}

/**
 * The decimal of `digits` significant digits to which every number in the enclosure rounds ('-0.01234'), or
 * undefined where there is none: ask again with more bits. An exact tie (0.125 to two digits) never gets one.
 */
export function enclosureToDecimal(value: Interval, bits: number, digits: number): string | undefined {
  const one = 1n << BigInt(bits);
  const lowest = showSignificant(rational(value.lo, one), digits);
  return lowest === showSignificant(rational(value.hi, one), digits) ? lowest : undefined;
}

function negate(a: Interval): Interval {
  return { lo: -a.hi, hi: -a.lo };
}

function abs(a: Interval): Interval {
  if (a.lo >= 0n) return a;
  if (a.hi <= 0n) return negate(a);
  return { lo: 0n, hi: greater(-a.lo, a.hi) };
}

/** The sign of each factor tells which ends to multiply; only two that both straddle 0 need all four products. */
function product(a: Interval, b: Interval, places: bigint): Interval {
  if (a.lo < 0n && a.hi <= 0n) return negate(product(negate(a), b, places));
  if (b.lo < 0n && b.hi <= 0n) return negate(product(a, negate(b), places));
  if (a.lo < 0n && b.lo < 0n) return productOfStraddling(a, b, places);
  const lo = a.lo < 0n ? a.lo * b.hi : b.lo < 0n ? a.hi * b.lo : a.lo * b.lo;
  return { lo: lo >> places, hi: ceilingShift(a.hi * b.hi, places) };
}

function productOfStraddling(a: Interval, b: Interval, places: bigint): Interval {
  const [p, q] = [a.lo * b.hi, a.hi * b.lo];
  const [r, s] = [a.lo * b.lo, a.hi * b.hi];
  return { lo: lesser(p, q) >> places, hi: ceilingShift(greater(r, s), places) };
}

function quotient(a: Interval, b: Interval, places: bigint): Interval {
  if (b.lo === 0n && b.hi === 0n) throw new Undefined('division-by-zero');
  if (b.lo <= 0n && b.hi >= 0n) throw new Undefined('needs-more-bits');
  if (b.lo < 0n) return quotient(negate(a), negate(b), places);
  return {
    lo: floorQuotient(a.lo << places, a.lo < 0n ? b.lo : b.hi),
    hi: ceilingQuotient(a.hi << places, a.hi < 0n ? b.hi : b.lo),
  };
}

/** An even power is that of |base|; an odd one keeps the sign of each end. */
function wholePower(base: Interval, exponent: bigint, places: bigint): Interval {
  if (base.lo < 0n && exponent % 2n === 0n) return wholePower(abs(base), exponent, places);
  if (base.hi < 0n) return negate(wholePower(negate(base), exponent, places));
  const lo =
    base.lo < 0n
      ? -positivePower(-base.lo, exponent, places, ceilingShift)
      : positivePower(base.lo, exponent, places, floorShift);
  return { lo, hi: positivePower(base.hi, exponent, places, ceilingShift) };
}

/** base^exponent by squaring, for base >= 0, each product rounded the same way. */
function positivePower(base: bigint, exponent: bigint, places: bigint, round: typeof floorShift): bigint {
  const longest = BigInt(largestPowerBits) + places;
  let [result, square] = [1n << places, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((square | result) >> longest > 0n) throw new Undefined('too-large');
    if (rest & 1n) result = round(result * square, places);
    if (rest > 1n) square = round(square * square, places);
  }
  return result;
}

function insideDomain(value: Interval, surelyInside: boolean, surelyOutside: boolean): Interval {
  if (surelyInside) return value;
  throw new Undefined(surelyOutside ? 'outside-domain' : 'needs-more-bits');
}

/** sin and cos change by no more than their argument does, so the middle and the radius enclose them. */
function aroundMiddle(atPoint: typeof sine, value: Interval, bits: number): Interval {
  const middle = (value.lo + value.hi) >> 1n;
  const radius = value.hi - middle;
  const { lo, hi } = atPoint(middle, bits);
  return clipped({ lo: lo - radius, hi: hi + radius }, bits);
}

function squareRoot(x: bigint, bits: number): Interval {
  const radicand = x << BigInt(bits);
  const lo = floorSquareRoot(radicand);
  return { lo, hi: lo * lo === radicand ? lo : lo + 1n };
}

/** Bits beyond those asked for, so that only the last rounding shows. */
const spare = 8;

/** 1/(1 + t) above 0 and t/(1 + t) below, with t = e^−|x|: nothing cancels. */
function sigmoid(x: bigint, bits: number): Interval {
  const one = 1n << BigInt(bits + spare);
  const places = BigInt(bits);
  const t = exponentialOfMinus(x, bits);
  return x < 0n
    ? { lo: (t.lo << places) / (one + t.lo), hi: ceilingQuotient(t.hi << places, one + t.hi) }
    : { lo: (one << places) / (one + t.hi), hi: ceilingQuotient(one << places, one + t.lo) };
}

/** (1 − t)/(1 + t) with t = e^−2|x|, and the sign of x. */
function hyperbolicTangent(x: bigint, bits: number): Interval {
  const one = 1n << BigInt(bits + spare);
  const places = BigInt(bits);
  const t = exponentialOfMinus(2n * x, bits);
  const magnitude = {
    lo: ((one - t.hi) << places) / (one + t.hi),
    hi: ceilingQuotient((one - t.lo) << places, one + t.lo),
  };
  return x < 0n ? negate(magnitude) : magnitude;
}

/** max(0, x) + ln(1 + t) with t = e^−|x|; ln(1 + t) changes by no more than t does. */
function softplus(x: bigint, bits: number): Interval {
  const one = 1n << BigInt(bits + spare);
  const t = exponentialOfMinus(x, bits);
  const rest = logarithm(one + t.lo, bits + spare);
  const linear = x > 0n ? x << BigInt(spare) : 0n;
  return {
    lo: (linear + rest.lo) >> BigInt(spare),
    hi: ceilingShift(linear + rest.hi + t.hi - t.lo, BigInt(spare)),
  };
}

/** e^−|x|, with spare bits. */
function exponentialOfMinus(x: bigint, bits: number): Interval {
  return exponential((x < 0n ? x : -x) << BigInt(spare), bits + spare);
}
