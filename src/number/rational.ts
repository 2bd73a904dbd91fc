/**
 * Rational: n/d on BigInt, d > 0, always in lowest terms. Exact, so a verdict may rest on it.
 */
import { type Arithmetic, Undefined } from './arithmetic.ts';
import { bitLength, greatestCommonDivisor, largestPowerBits, roundedQuotient } from './whole.ts';

export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** n/d in lowest terms. Throws Undefined('division-by-zero') for d = 0. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  return reduced(BigInt(n), BigInt(d));
}

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

/** Reads '-3', '-3/40' or '-0.075' (ASCII, as this project itself writes numbers). Throws on anything else. */
export function parseRational(text: string): Rational {
  const match = /^(-?)(\d+)(?:\/(\d+)|\.(\d+))?$/.exec(text);
  if (!match) throw new SyntaxError(`not a rational: ${text}`);
  const [, sign = '', whole = '', denominator, decimals = ''] = match;
  const n = BigInt(sign + whole + decimals);
  return reduced(n, denominator === undefined ? 10n ** BigInt(decimals.length) : BigInt(denominator));
}

/** '-3/40'; whole numbers without a denominator. parseRational reads it back. */
export function showRational(value: Rational): string {
  return value.d === 1n ? `${value.n}` : `${value.n}/${value.d}`;
}

/** The decimal with `decimals` places, rounded half away from zero: showDecimal(1/3, 4) = '0.3333'. */
export function showDecimal(value: Rational, decimals: number): string {
  const scaled = roundedQuotient(value.n * 10n ** BigInt(decimals), value.d);
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(decimals + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The shortest decimal that is exactly this value ('-0.075'), or undefined where none ends (1/3). */
export function showExactDecimal(value: Rational): string | undefined {
  let rest = value.d;
  let decimals = 0;
  for (; rest % 10n === 0n; rest /= 10n) decimals++;
  for (const prime of [2n, 5n]) {
    for (; rest % prime === 0n; rest /= prime) decimals++;
  }
  return rest === 1n ? showDecimal(value, decimals) : undefined;
}

/** Below 0, 0 or above 0, as left is less than, equal to or greater than right. */
export function compareRationals(left: Rational, right: Rational): number {
  const difference = left.n * right.d - right.n * left.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest double, ties to even, whatever the size of n and d; ±Infinity and 0 beyond the range of doubles. */
export function toDouble(value: Rational): number {
  const n = Number(value.n);
  const d = Number(value.d);
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return n / d;
  return value.n < 0n ? -nearestDouble(-value.n, value.d) : nearestDouble(value.n, value.d);
}

/** n/d is rounded once, to a whole number of the units that doubles of its size have. */
function nearestDouble(n: bigint, d: bigint): number {
  const size = bitLength(n) - bitLength(d);
  const [top, bottom] = size < 0 ? [n << BigInt(-size), d] : [n, d << BigInt(size)];
  const exponent = Math.max((top < bottom ? size - 1 : size) - 52, -1074);
  if (exponent > 971) return Number.POSITIVE_INFINITY;
  const [dividend, divisor] = exponent < 0 ? [n << BigInt(-exponent), d] : [n, d << BigInt(exponent)];
  const quotient = dividend / divisor;
  const twiceRest = 2n * (dividend - quotient * divisor);
  const roundsUp = twiceRest > divisor || (twiceRest === divisor && quotient % 2n === 1n);
  return Number(roundsUp ? quotient + 1n : quotient) * 2 ** exponent;
}

/** The decimal with `digits` significant digits, rounded half away from zero: showSignificant(1/60, 3) = '0.0167'. */
export function showSignificant(value: Rational, digits: number): string {
  if (value.n === 0n) return '0';
  const decimals = digits - 1 - scientific(value, digits).exponent;
  if (decimals >= 0) return showDecimal(value, decimals);
  return showDecimal({ n: value.n, d: value.d * 10n ** BigInt(-decimals) }, 0) + '0'.repeat(-decimals);
}

/** 'd.ddde±x' with `digits` significant digits, rounded half away from zero. */
export function showScientific(value: Rational, digits: number): string {
  if (value.n === 0n) return '0';
  const { mantissa, exponent } = scientific(value, digits);
  const sign = value.n < 0n ? '-' : '';
  return `${sign}${mantissa[0]}${digits > 1 ? `.${mantissa.slice(1)}` : ''}e${exponent}`;
}

/** The digits of |value| rounded to so many, and the power of ten of the first; value ≠ 0. */
function scientific(value: Rational, digits: number): { mantissa: string; exponent: number } {
  const n = value.n < 0n ? -value.n : value.n;
  const scaled = (by: number): Rational =>
    by < 0 ? { n, d: value.d * 10n ** BigInt(-by) } : { n: n * 10n ** BigInt(by), d: value.d };
  const guess = `${n}`.length - `${value.d}`.length;
  const exponent = compareRationals(scaled(-guess), one) < 0 ? guess - 1 : guess;
  const { n: top, d: bottom } = scaled(digits - 1 - exponent);
  const mantissa = `${roundedQuotient(top, bottom)}`;
  return mantissa.length > digits
    ? { mantissa: mantissa.slice(0, digits), exponent: exponent + 1 }
    : { mantissa, exponent };
}

const notHere = (): never => {
  throw new Undefined('not-in-this-room');
};

export const rationals: Arithmetic<Rational> = {
  fromRational: (value) => value,
  add: (a, b) => (a.d === b.d ? reduced(a.n + b.n, a.d) : reduced(a.n * b.d + b.n * a.d, a.d * b.d)),
  subtract: (a, b) => (a.d === b.d ? reduced(a.n - b.n, a.d) : reduced(a.n * b.d - b.n * a.d, a.d * b.d)),
  multiply: (a, b) => reduced(a.n * b.n, a.d * b.d),
  divide: (a, b) => reduced(a.n * b.d, a.d * b.n),
  negate: (a) => ({ n: -a.n, d: a.d }),
  power: (base, exponent) =>
    exponent < 0 ? wholePower(reciprocal(base), -exponent) : wholePower(base, exponent),
  abs: (a) => (a.n < 0n ? { n: -a.n, d: a.d } : a),
  gate: (a) => (a.n > 0n ? one : zero),
  exp: notHere,
  ln: notHere,
  sqrt: notHere,
  sigmoid: notHere,
  tanh: notHere,
  softplus: notHere,
  sin: notHere,
  cos: notHere,
};

function wholePower(base: Rational, exponent: number): Rational {
  const longer = Math.max(bitLength(base.n), bitLength(base.d));
  if (longer > 1 && longer * exponent > largestPowerBits) throw new Undefined('too-large');
  return { n: base.n ** BigInt(exponent), d: base.d ** BigInt(exponent) };
}

function reciprocal(value: Rational): Rational {
  if (value.n === 0n) throw new Undefined('division-by-zero');
  return value.n < 0n ? { n: -value.d, d: -value.n } : { n: value.d, d: value.n };
}

function reduced(n: bigint, d: bigint): Rational {
  if (d === 0n) throw new Undefined('division-by-zero');
  if (d < 0n) return reduced(-n, -d);
  if (d === 1n) return { n, d };
  const divisor = greatestCommonDivisor(n, d);
  return divisor === 1n ? { n, d } : { n: n / divisor, d: d / divisor };
}
