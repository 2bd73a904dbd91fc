/** Formulas as real numbers: provable enclosures of their values, π included. */

import { piBelow } from '../number/enclosure.ts';
import { enclosureToDecimal, type Interval, type IntervalArithmetic, intervals } from '../number/interval.ts';
import { type Rational, rational, rationals, showSignificant } from '../number/rational.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { Formula } from './formula.ts';
import { pi } from './words.ts';

const rooms = new Map<number, IntervalArithmetic>();

/** The room of intervals of so many bits; made once for each number of bits. */
export function intervalRoom(bits: number): IntervalArithmetic {
  const room = rooms.get(bits) ?? intervals(bits);
  rooms.set(bits, room);
  return room;
}

/** An enclosure at `bits` of the value of a formula with rational values for its names. */
export function enclose(
  formula: Formula,
  point: ReadonlyMap<string, Rational>,
  bits: number,
): Evaluation<Interval> {
  const room = intervalRoom(bits);
  return evaluate(formula, room, (name) => {
    const value = point.get(name);
    if (value) return room.fromRational(value);
    return name === pi ? { lo: piBelow(bits), hi: piBelow(bits) + 2n } : undefined;
  });
}

/** A real number: exact, or enclosed to any number of bits. */
export type Real =
  | { readonly kind: 'exact'; readonly value: Rational }
  | { readonly kind: 'enclosed'; readonly at: (bits: number) => Evaluation<Bounds> };

export interface Bounds {
  readonly lo: Rational;
  readonly hi: Rational;
}

/** The value of a formula without names (but π). */
export const realOf = (formula: Formula): Real =>
  remembering((bits) => {
    const found = enclose(formula, noPoint, bits);
    if (found.kind === 'undefined') return found;
    const room = intervalRoom(bits);
    return { kind: 'value', value: { lo: room.lowerBound(found.value), hi: room.upperBound(found.value) } };
  });

/** A real number that computes each of its enclosures once, however often it is compared. */
export function remembering(at: (bits: number) => Evaluation<Bounds>): Real {
  const known = new Map<number, Evaluation<Bounds>>();
  return {
    kind: 'enclosed',
    at: (bits) => {
      const found = known.get(bits) ?? at(bits);
      known.set(bits, found);
      return found;
    },
  };
}

const noPoint: ReadonlyMap<string, Rational> = new Map();

/** Bits to compute with, one after the other, until enough is known. */
export const precisions: readonly number[] = [64, 128, 256, 512, 1024, 2048];

/** A value of a formula without names at the first of `precisions` that gives one; undefined where none does. */
export function encloseSomehow(formula: Formula): Evaluation<Interval> {
  let found = enclose(formula, noPoint, 64);
  for (const bits of precisions) {
    if (found.kind === 'value' || found.reason !== 'needs-more-bits') return found;
    found = enclose(formula, noPoint, bits);
  }
  return found;
}

/** The value of a formula that has one, rounded to so many significant digits; '0' where it is below 10^-600. */
export function decimalOf(formula: Formula, digits: number): string {
  let last: { readonly value: Interval; readonly bits: number } | undefined;
  for (const bits of precisions) {
    const found = enclose(formula, noPoint, bits);
    if (found.kind === 'undefined') continue;
    const decimal = enclosureToDecimal(found.value, bits, digits);
    if (decimal !== undefined) return decimal;
    last = { value: found.value, bits };
  }
  if (!last) throw new RangeError('a formula without a value has no decimal');
  return nearest(last.value, last.bits, digits);
}

/** An exact tie never gets a decimal from its enclosure, nor does 0. */
function nearest({ lo, hi }: Interval, bits: number, digits: number): string {
  if (lo <= 0n && hi >= 0n) return '0';
  return showSignificant(rational(lo + hi, 2n << BigInt(bits)), digits);
}

/** A real number times a positive rational. */
export function realTimes(value: Real, factor: Rational): Real {
  const times = (each: Rational): Rational => rationals.multiply(each, factor);
  if (value.kind === 'exact') return { kind: 'exact', value: times(value.value) };
  return {
    kind: 'enclosed',
    at: (bits) => {
      const found = value.at(bits);
      if (found.kind === 'undefined') return found;
      return { kind: 'value', value: { lo: times(found.value.lo), hi: times(found.value.hi) } };
    },
  };
}
