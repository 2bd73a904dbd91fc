/** Whole numbers: the few things that BigInt leaves out, and that every room of numbers needs. */

/** The most bits that a power may have: 10^19000 is refused, not computed. */
export const largestPowerBits = 2 ** 16;

/** How many binary digits |value| has; 0 for 0. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude <= 0xffff_ffffn) return 32 - Math.clz32(Number(magnitude));
  const hexadecimal = magnitude.toString(16);
  return 4 * (hexadecimal.length - 8) + 32 - Math.clz32(Number.parseInt(hexadecimal.slice(0, 8), 16));
}

/** n/d rounded down; d > 0. */
export function floorQuotient(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n < 0n && quotient * d !== n ? quotient - 1n : quotient;
}

/** n/d rounded up; d > 0. */
export function ceilingQuotient(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n > 0n && quotient * d !== n ? quotient + 1n : quotient;
}

/** n/d to the nearest whole number, halves away from zero; d > 0. */
export function roundedQuotient(n: bigint, d: bigint): bigint {
  const twice = n < 0n ? 2n * n - d : 2n * n + d;
  return twice / (2n * d);
}

/** n/2^bits rounded down. */
export function floorShift(n: bigint, bits: bigint): bigint {
  return n >> bits;
}

/** n/2^bits rounded up. */
export function ceilingShift(n: bigint, bits: bigint): bigint {
  return -(-n >> bits);
}

/** The largest whole number whose square is at most `value`; value >= 0. Newton from above. */
export function floorSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

export function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** Positive; 1 for two zeros, so that it may always be divided by. Euclid, in machine words as soon as they fit. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0x7fff_ffffn) [x, y] = [y, x % y];
  if (y === 0n) return x === 0n ? 1n : x;
  let [small, rest] = [Number(y) | 0, Number(x % y) | 0];
  while (rest !== 0) [small, rest] = [rest, (small % rest) | 0];
  return BigInt(small);
}
