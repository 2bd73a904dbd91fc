/** Formulas as real numbers: provable enclosures of their values, π included. */

import { piBelow } from '../number/enclosure.ts';
import type { Interval } from '../number/interval.ts';
import { type IntervalArithmetic, intervals } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
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
