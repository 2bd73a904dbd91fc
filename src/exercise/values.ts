/** The value of any quantity of a variant: exact where it is rational, else enclosed as narrowly as asked. */

import { type Bounds, intervalRoom, precisions, type Real } from '../formula/real.ts';
import { runTape, type System, type Tape, TapeWriter } from '../formula/tape.ts';
import { realAt } from '../formula/tape-value.ts';
import { netKey } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import type { Interval } from '../number/interval.ts';
import { compareRationals, parseRational, type Rational, rationals } from '../number/rational.ts';
import { keptWithNumbers } from './same-numbers.ts';
import { cutNames } from './structure.ts';
import type { VariantForStudent } from './variant.ts';

/** What values are computed from; a Variant is one, and so is a variant with a student's own values in it. */
export type Numbered = Pick<VariantForStudent, 'net' | 'given'> & {
  readonly hidden?: Readonly<Record<string, string>>;
  /** Values put in the place of computed ones: a student's own earlier answers. */
  readonly replaced?: Readonly<Record<string, string>>;
};

const usualBits = 96;

/**
 * The value of a quantity: a rational where it is one, else enclosures to any number of bits. Throws for a
 * name that the net does not have.
 */
export const exactly = (quantity: string, variant: Numbered): Real => computed(variant, quantity);

const computed = keptWithNumbers((variant, quantity): Real => {
  const { tape, registers } = netTape(variant);
  const register = registers.get(quantity);
  if (register === undefined) throw new Error(`the net has no ${quantity}`);
  return realAt(tape, register, inputOf(variant));
});

/** An enclosure no wider than `width`, or undefined where 2048 bits do not suffice. */
export function enclosureWithin(value: Real, width: Rational): Bounds | undefined {
  if (value.kind === 'exact') return { lo: value.value, hi: value.value };
  for (const bits of precisions) {
    const found = value.at(bits);
    if (
      found.kind === 'value' &&
      compareRationals(rationals.subtract(found.value.hi, found.value.lo), width) <= 0
    ) {
      return found.value;
    }
  }
  return undefined;
}

/**
 * Every value of a variant, each run of the tape made once and only when needed: for solutions, figures and
 * hints, which show decimals. undefined for what the net does not have, or where there is no value.
 */
export const valuesOf = (variant: Numbered): ((name: string) => Rational | undefined) =>
  allValues(variant, '');

const allValues = keptWithNumbers((variant): ((name: string) => Rational | undefined) => {
  const { tape, registers } = netTape(variant);
  const input = inputOf(variant);
  let exact: readonly (Rational | undefined)[] | undefined;
  let enclosed: readonly (Interval | undefined)[] | undefined;
  const room = intervalRoom(usualBits);
  return (name) => {
    const register = registers.get(name);
    if (register === undefined) return undefined;
    exact ??= runTape(tape, rationals, input, { only: tape.rational });
    if (tape.rational[register]) return exact[register];
    enclosed ??= runTape(tape, room, (each) => room.fromRational(input(each)));
    const value = enclosed[register];
    return value && room.lowerBound({ lo: (value.lo + value.hi) / 2n, hi: value.hi });
  };
});

/** The named formulas of a variant: what it prints as exact decimals has no formula. */
export const systemOf = (variant: Numbered): System => netTape(variant).system;

export function inputOf({ given, hidden = {}, replaced = {} }: Numbered): (name: string) => Rational {
  return (name) => {
    const text = replaced[name] ?? given[name] ?? hidden[name];
    if (text === undefined) throw new Error(`the variant has no value for ${name}`);
    return parseRational(text);
  };
}

interface NetTape {
  readonly system: System;
  readonly tape: Tape;
  readonly registers: ReadonlyMap<string, number>;
}

const netTapes = new Map<string, NetTape>();
const mostTapes = 400;

/** All quantities of a net on one tape, made once for each kind of net and choice of given quantities. */
function netTape({ net, given, hidden = {}, replaced = {} }: Numbered): NetTape {
  const shown = Object.keys(given);
  const key = [netKey(net), ...shown, '', ...Object.keys(hidden), '', ...Object.keys(replaced)].join();
  const found = netTapes.get(key);
  if (found) return found;
  const writer = new TapeWriter();
  const system = netSystem(net, new Set([...cutNames(net, shown), ...Object.keys(replaced)]));
  const register = writer.compile(system);
  const names = new Set([...system.keys(), ...shown, ...Object.keys(hidden)]);
  const registers = new Map([...names].map((name) => [name, register(name)]));
  const made = { system, registers, tape: writer.tape() };
  if (netTapes.size >= mostTapes) netTapes.clear();
  netTapes.set(key, made);
  return made;
}
