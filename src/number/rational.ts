/**
 * Rational: n/d on BigInt, d > 0, always in lowest terms. Exact, so a verdict may rest on it.
 */
import { type Arithmetic, Undefined } from './arithmetic.ts';

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

/** The nearest double, correctly rounded also where n or d exceed the range of doubles. */
export function toDouble(value: Rational): number {
  const n = Number(value.n);
  const d = Number(value.d);
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return n / d;
  return Number(showScientific(value, 25));
}

/** 'd.ddde±x' with `digits` significant digits, rounded half away from zero. */
export function showScientific(value: Rational, digits: number): string {
  if (value.n === 0n) return '0';
  const magnitude = value.n < 0n ? -value.n : value.n;
  let exponent = `${magnitude}`.length - `${value.d}`.length;
  const scaledBy = (by: number) =>
    by >= 0
      ? roundedQuotient(magnitude * 10n ** BigInt(by), value.d)
      : roundedQuotient(magnitude, value.d * 10n ** BigInt(-by));
  let mantissa = `${scaledBy(digits - 1 - exponent)}`;
  if (mantissa.length < digits) mantissa = `${scaledBy(digits - 1 - --exponent)}`;
  if (mantissa.length > digits) exponent++;
  mantissa = mantissa.slice(0, digits);
  const sign = value.n < 0n ? '-' : '';
  return `${sign}${mantissa[0]}${digits > 1 ? `.${mantissa.slice(1)}` : ''}e${exponent}`;
}

const notHere = (): never => {
  throw new Undefined('not-in-this-room');
};

export const rationals: Arithmetic<Rational> = {
  fromRational: (value) => value,
  add: (a, b) => reduced(a.n * b.d + b.n * a.d, a.d * b.d),
  subtract: (a, b) => reduced(a.n * b.d - b.n * a.d, a.d * b.d),
  multiply: (a, b) => reduced(a.n * b.n, a.d * b.d),
  divide: (a, b) => reduced(a.n * b.d, a.d * b.n),
  negate: (a) => ({ n: -a.n, d: a.d }),
  power: (base, exponent) =>
    exponent >= 0
      ? { n: base.n ** BigInt(exponent), d: base.d ** BigInt(exponent) }
      : reduced(base.d ** BigInt(-exponent), base.n ** BigInt(-exponent)),
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

function reduced(n: bigint, d: bigint): Rational {
  if (d === 0n) throw new Undefined('division-by-zero');
  if (d === 1n) return { n, d };
  const divisor = greatestCommonDivisor(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

/** n/d to the nearest whole number, halves away from zero; d > 0. */
function roundedQuotient(n: bigint, d: bigint): bigint {
  const twice = n < 0n ? 2n * n - d : 2n * n + d;
  return twice / (2n * d);
}
