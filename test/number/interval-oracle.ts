/** decimal.js at 90 digits beside the intervals: random points of every size, and whether a value escapes. */
import { Decimal } from 'decimal.js';
import { Undefined } from '../../src/number/arithmetic.ts';
import { type Interval, intervals } from '../../src/number/interval.ts';
import { parseRational, type Rational, rationals } from '../../src/number/rational.ts';

const Exact = Decimal.clone({ precision: 90, toExpNeg: -1e9, toExpPos: 1e9 });

export const oracles = {
  exp: (a: Decimal) => a.exp(),
  ln: (a: Decimal) => a.ln(),
  sqrt: (a: Decimal) => a.sqrt(),
  sigmoid: (a: Decimal) => a.neg().exp().add(1).pow(-1),
  tanh: (a: Decimal) => a.tanh(),
  softplus: (a: Decimal) => a.exp().add(1).ln(),
  sin: (a: Decimal) => a.sin(),
  cos: (a: Decimal) => a.cos(),
} as const;

export type OracleFunction = keyof typeof oracles;
export const oracleFunctions = Object.keys(oracles) as readonly OracleFunction[];

export interface Point {
  readonly text: string;
  readonly exact: Rational;
  readonly decimal: Decimal;
  readonly bits: number;
  /** Half the width of the interval around the point. */
  readonly radius: Rational;
}

/** The i-th point for a function: ordinary, huge, tiny and near-zero arguments by turns; 40 digits at most, so all are exact. */
export function drawPoint(fn: OracleFunction, i: number, random: () => number): Point {
  const digit = () => Math.floor(random() * 10);
  const digits = (count: number) => Array.from({ length: count }, digit).join('');
  const zeros = () => '0'.repeat(Math.floor(random() * 30));
  const wholes = [
    () => `${digit()}.${digits(4)}`,
    () => `${Math.floor(random() * 4096)}.${digits(12)}`,
    () => `0.${zeros()}${digits(5)}`,
    () => `${Math.floor(random() * 3)}.${zeros()}${digit()}`,
  ];
  const magnitude = wholes[i % wholes.length]?.() ?? '0';
  const isPositiveOnly = fn === 'ln' || fn === 'sqrt';
  const text = isPositiveOnly ? `${magnitude}1` : `${random() < 0.5 ? '-' : ''}${magnitude}`;
  const bits = [64, 96, 128, 192][Math.floor(random() * 4)] ?? 64;
  const radius = parseRational(i % 5 === 0 && !isPositiveOnly ? '0.001' : '0');
  return { text, exact: parseRational(text), decimal: new Exact(text), bits, radius };
}

/** The interval of the function around the point, at the point's bits or as many times twice as it takes. */
export function enclose(
  fn: OracleFunction,
  point: Point,
): { readonly enclosure: Interval; readonly bits: number } {
  const { exact, radius, bits } = point;
  const room = intervals(bits);
  const argument = room.fromBounds(rationals.subtract(exact, radius), rationals.add(exact, radius));
  try {
    return { enclosure: room[fn](argument), bits };
  } catch (problem) {
    if (!(problem instanceof Undefined && problem.reason === 'needs-more-bits')) throw problem;
    return enclose(fn, { ...point, bits: 2 * bits });
  }
}

/** Whether the oracle's value lies in the enclosure; decimal.js may be off in its own last 10 of 90 digits. */
export function contains(enclosure: Interval, bits: number, value: Decimal): boolean {
  const scaled = value.mul(new Exact(2).pow(bits));
  const slack = scaled.abs().add(new Exact(2).pow(bits)).mul('1e-80');
  const end = (of: bigint) => new Exact(`${of}`);
  return end(enclosure.lo).lte(scaled.add(slack)) && end(enclosure.hi).gte(scaled.sub(slack));
}

/** Uniform in [0, 1), the same for the same seed (mulberry32, Tommy Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
