/**
 * Enclosures of exp, ln, sin and cos at one point, in fixed point: a whole number x stands for x/2^bits.
 * Each function computes at more bits than asked, counts its own rounding errors in units of the last
 * place there ("ulps"), and rounds the two ends outward. Every bound is stated where it is used.
 */
import { Undefined } from './arithmetic.ts';
import { bitLength, ceilingShift, floorQuotient } from './whole.ts';

/** All numbers from lo/2^bits to hi/2^bits, the ends included. */
export interface Interval {
  readonly lo: bigint;
  readonly hi: bigint;
}

/** Where exp (4096, about 10^1778) and sin (2^64) stop: above, Undefined('too-large'). */
const largestExponent = 4096n;
const largestAngleBits = 64;

/** Bits computed beyond those asked for (and lost to halvings): no error counted below reaches 2^16 ulps. */
const guard = 16;

/**
 * e^x. With x = k·ln 2 + r and 0 <= r < ln 2, e^x = 2^k·(e^(r/2^m))^(2^m): a Taylor sum, then m squarings.
 * All terms are positive and rounded down, so the sum is a lower bound of e^r.
 */
export function exponential(x: bigint, bits: number): Interval {
  if (x === 0n) return { lo: 1n << BigInt(bits), hi: 1n << BigInt(bits) };
  if (x > largestExponent << BigInt(bits)) throw new Undefined('too-large');
  const highestPower = Math.ceil((Number(x >> BigInt(bits)) + 1) * Math.LOG2E) + 1;
  if (bits + highestPower < 0) return { lo: 0n, hi: 1n };
  const halvings = Math.ceil(Math.sqrt(bits));
  const working = bits + highestPower + halvings + guard;
  const { k, r } = reducedByLn2(x << BigInt(guard + working - bits), working);
  const { value, error } = exponentialOfRemainder(r, working, halvings);
  const shift = BigInt(working - bits) - k;
  return { lo: value >> shift, hi: ceilingShift(value + error, shift) };
}

/** x at working + guard bits; r at working bits, at most 3 ulps below the true remainder (|k| < 2^15). */
function reducedByLn2(x: bigint, working: number): { k: bigint; r: bigint } {
  const below = ln2(working + guard);
  const divisor = x < 0n ? below : below + 2n;
  const k = floorQuotient(x, divisor);
  return { k, r: (x - k * divisor) >> BigInt(guard) };
}

/**
 * A lower bound of e^r and its error in ulps. A term rounded down twice, from a term and an r that were too
 * small, is at most 4 ulps short, and what follows the first term 0 at most 4 together; each squaring of a
 * value s < 2 takes the error e to at most 2·s·e + 1, and the product of all those s is e^r <= 2.
 */
function exponentialOfRemainder(r: bigint, working: number, halvings: number) {
  const places = BigInt(working);
  const small = r >> BigInt(halvings);
  let value = 1n << places;
  let count = 0n;
  for (let term = value; term > 0n; value += term) term = ((term * small) >> places) / ++count;
  for (let i = 0; i < halvings; i++) value = (value * value) >> places;
  return { value, error: (4n * count + 16n) << BigInt(halvings + 1) };
}

/**
 * ln(x) for x > 0. With x = 2^e·f, 1 <= f < 2 and g a double near ln f, ln x = e·ln 2 + g + ln(f·e^−g), whose
 * last term is tiny. Nothing rests on the accuracy of g: only the number of terms does.
 */
export function logarithm(x: bigint, bits: number): Interval {
  if (x === 1n << BigInt(bits)) return { lo: 0n, hi: 0n };
  const length = bitLength(x);
  const working = bits + guard;
  const places = BigInt(working);
  const f = x << BigInt(working + 1 - length);
  const near = Math.log(Number(f >> (places - 48n)) / 2 ** 48);
  const g = BigInt(Math.round(near * 2 ** 32)) << (places - 32n);
  const inverse = exponential(-g, working);
  const one = 1n << places;
  const lowest = ((f * inverse.lo) >> places) - one;
  const highest = (((f + 1n) * inverse.hi) >> places) + 1n - one;
  const rest = logarithmNearOne(lowest, working);
  const power = timesLn2(BigInt(length - 1 - bits), working);
  const lo = power.lo + g + rest.lo;
  const hi = power.hi + g + rest.hi + 2n * (highest - lowest);
  return { lo: lo >> BigInt(guard), hi: ceilingShift(hi, BigInt(guard)) };
}

/** ln(1 + d) = 2·(z + z³/3 + z⁵/5 + …) with z = d/(2 + d), |d| < 1/2; each of the terms is at most 4 ulps off. */
function logarithmNearOne(d: bigint, working: number): Interval {
  const places = BigInt(working);
  const z = (d << places) / ((2n << places) + d);
  const square = (z * z) >> places;
  let sum = 0n;
  let odd = 1n;
  for (let power = z; power !== 0n && power !== -1n; odd += 2n) {
    sum += power / odd;
    power = (power * square) >> places;
  }
  const error = 4n * odd + 8n;
  return { lo: 2n * sum - error, hi: 2n * sum + error };
}

function timesLn2(factor: bigint, working: number): Interval {
  const extra = 24n;
  const below = ln2(working + Number(extra));
  const [least, most] = factor < 0n ? [below + 2n, below] : [below, below + 2n];
  return { lo: (factor * least) >> extra, hi: ceilingShift(factor * most, extra) };
}

export function sine(x: bigint, bits: number): Interval {
  return x === 0n ? { lo: 0n, hi: 0n } : sineAfterQuarters(x, 0n, bits);
}

export function cosine(x: bigint, bits: number): Interval {
  const one = 1n << BigInt(bits);
  return x === 0n ? { lo: one, hi: one } : sineAfterQuarters(x, 1n, bits);
}

/** sin(x + quarters·π/2). With x = q·π/2 + r and |r| <= π/4, it is ±sin r or ±cos r; r is at most 4 ulps off. */
function sineAfterQuarters(x: bigint, quarters: bigint, bits: number): Interval {
  const length = bitLength(x >> BigInt(bits));
  if (length > largestAngleBits) throw new Undefined('too-large');
  const working = bits + guard;
  const extra = BigInt(length + guard);
  const fine = x << (extra + BigInt(guard));
  const quarter = piBelow(working + Number(extra)) >> 1n;
  const q = floorQuotient(2n * fine + quarter, 2n * quarter);
  const r = (fine - q * quarter) >> extra;
  const turned = (q + quarters) & 3n;
  const { sum, error } = alternatingSum(r, turned & 1n, working);
  const value = turned < 2n ? sum : -sum;
  return clipped(
    { lo: (value - error) >> BigInt(guard), hi: ceilingShift(value + error, BigInt(guard)) },
    bits,
  );
}

/** r − r³/3! + … for `first` 0, 1 − r²/2! + … for 1; each term is at most 4 ulps off. */
function alternatingSum(r: bigint, first: bigint, working: number): { sum: bigint; error: bigint } {
  const places = BigInt(working);
  const square = (r * r) >> places;
  let term = first === 0n ? r : 1n << places;
  let sum = 0n;
  let n = first === 0n ? 1n : 0n;
  for (; term !== 0n; n += 2n) {
    sum += term;
    term = -(((term * square) >> places) / ((n + 1n) * (n + 2n)));
  }
  return { sum, error: 4n * n + 16n };
}

/** What an interval of values of sin or cos may be cut to. */
export function clipped(value: Interval, bits: number): Interval {
  const one = 1n << BigInt(bits);
  return { lo: value.lo < -one ? -one : value.lo, hi: value.hi > one ? one : value.hi };
}

/** ln 2 = 2·(1/3 + 1/(3·3³) + 1/(5·3⁵) + …): at most the true value, and less than 2 ulps below. */
const ln2 = remembered((bits) => 2n * inverseTangents(3n, bits, 1n));

/** π = 16·atan(1/5) − 4·atan(1/239) (Machin 1706): at most the true value, and less than 2 ulps below. */
export const piBelow = remembered(
  (bits) => 16n * inverseTangents(5n, bits, -1n) - 4n * inverseTangents(239n, bits, -1n),
);

/** 1/n + s/(3n³) + s²/(5n⁵) + …: atanh(1/n) for s = 1, atan(1/n) for s = −1; off by at most 3 ulps a term. */
function inverseTangents(n: bigint, bits: number, s: bigint): bigint {
  let sum = 0n;
  let odd = 1n;
  for (let power = (1n << BigInt(bits)) / n; power !== 0n; odd += 2n) {
    sum += power / odd;
    power = (s * power) / (n * n);
  }
  return sum;
}

/** The constant at any number of bits, cut from the longest that was ever asked for; `compute` is off by less than 2^24. */
function remembered(compute: (bits: number) => bigint): (bits: number) => bigint {
  const spare = 32;
  const most = 1n << 24n;
  let known = { bits: 0, value: 0n };
  return (bits) => {
    if (bits > known.bits) known = { bits, value: (compute(bits + spare) - most) >> BigInt(spare) };
    return known.value >> BigInt(known.bits - bits);
  };
}
