/**
 * Wrong answers that are right for another student's variant, each with how likely that is by chance. The model: an
 * answer of d decimals that has nothing to do with the others is any multiple of 10^-d up to the size of the largest
 * right answer M, of either sign, each as likely as the next: G = 2·M·10^d + 1 numbers. Around a right answer k those
 * from k − a to k + a are accepted, where a is what its tolerance allows; what is accepted for several counts once.
 *
 *   chance = how many of the G numbers are accepted for somebody / G,  at most 1
 *
 * Real slips are not spread evenly: a mistake can lead to a neighbour's value more often than this says.
 */
import type { Tolerance } from '../exercise/variant.ts';
import type { Real } from '../formula/real.ts';
import { parseRational, toDouble } from '../number/rational.ts';
import { compareNumber, type TypedNumber } from './compare.ts';

/** The right answer to one part in one student's variant. */
export interface OwnKey {
  readonly student: string;
  readonly variant: string;
  readonly key: Real;
  /** A double near it. */
  readonly near: number;
  readonly tolerance: Tolerance;
}

export interface WrongAnswer {
  readonly student: string;
  readonly variant: string;
  readonly attempt: string;
  readonly typed: string;
  readonly number: TypedNumber;
  readonly near: number;
}

export interface Coincidence {
  readonly answer: WrongAnswer;
  /** Variants of other students for which it is right. */
  readonly fits: readonly OwnKey[];
  readonly chance: number;
  /** Distinct right answers of the others, and decimals typed: what the chance comes from. */
  readonly keys: number;
  readonly decimals: number;
}

export interface Coincidences {
  readonly found: readonly Coincidence[];
  /** How many of these answers would fit another's variant by chance. */
  readonly expected: number;
}

/** All keys and answers belong to the same part at the same place of an assignment. */
export function coincidences(answers: readonly WrongAnswer[], keys: readonly OwnKey[]): Coincidences {
  const found: Coincidence[] = [];
  let expected = 0;
  for (const answer of answers) {
    const others = keys.filter(({ student }) => student !== answer.student);
    const own = keys.filter(({ student }) => student === answer.student);
    const { chance, distinct, decimals } = chanceOf(answer, others);
    expected += chance;
    if (own.some((key) => isRightFor(answer, key))) continue;
    const fits = others.filter((key) => isRightFor(answer, key));
    if (fits.length > 0) found.push({ answer, fits, chance, keys: distinct, decimals });
  }
  return { found, expected };
}

/** Far off in doubles is far off. */
const isRightFor = ({ number, near }: WrongAnswer, { key, near: keyNear, tolerance }: OwnKey): boolean =>
  Math.abs(near - keyNear) <= 0.1 * Math.abs(keyNear) + 0.01 &&
  compareNumber(number, key, tolerance) === 'right';

/** Of an expression that is no decimal, such as 1/3: as if typed with so many. */
const decimalsOfExpressions = 6;

export function chanceOf(
  { number }: Pick<WrongAnswer, 'number'>,
  others: readonly Pick<OwnKey, 'near' | 'tolerance'>[],
): { readonly chance: number; readonly distinct: number; readonly decimals: number } {
  const decimals = number.precision?.decimals ?? decimalsOfExpressions;
  const unit = 10 ** -decimals;
  const distinct = [...new Map(others.map((key) => [key.near.toPrecision(12), key])).values()];
  const largest = Math.max(0, ...distinct.map(({ near }) => Math.abs(near)));
  const numbers = (2 * largest) / unit + 1;
  const taken = distinct.map(({ near, tolerance }): Span => {
    const half = allowed(near, tolerance, unit) + unit / 2;
    return [near - half, near + half];
  });
  return { chance: Math.min(1, lengthOf(taken) / unit / numbers), distinct: distinct.length, decimals };
}

type Span = readonly [from: number, to: number];

/** Of all spans together; where they overlap, once. */
function lengthOf(spans: readonly Span[]): number {
  let [length, end] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, to] of spans.toSorted((left, right) => left[0] - right[0])) {
    if (to > end) length += to - Math.max(from, end);
    end = Math.max(end, to);
  }
  return length;
}

/** How far from the right answer one of these decimals may lie; digits typed beyond those asked must be right. */
function allowed(key: number, tolerance: Tolerance, unit: number): number {
  switch (tolerance.kind) {
    case 'exact':
      return 0;
    case 'relative':
      return toDouble(parseRational(tolerance.n)) * Math.abs(key);
    case 'absolute':
      return toDouble(parseRational(tolerance.n));
    case 'decimals':
      return Math.min(10 ** -tolerance.n / 2, unit);
    case 'significant': {
      const exponent = key === 0 ? 0 : Math.floor(Math.log10(Math.abs(key)));
      return Math.min(10 ** (exponent - tolerance.n + 1) / 2, unit);
    }
  }
}
