/**
 * The value of any quantity of a variant, exactly: a Rational where it is one, an enclosure as narrow as
 * asked where it is not.
 */
import { neededFor, runTape, type System, type Tape, TapeWriter } from '../formula/tape.ts';
import { netSystem } from '../net/system.ts';
import { Undefined } from '../number/arithmetic.ts';
import { type Interval, type IntervalArithmetic, intervals } from '../number/interval.ts';
import { compareRationals, parseRational, type Rational, rationals } from '../number/rational.ts';
import { cutNames } from './structure.ts';
import type { VariantForStudent } from './variant.ts';

export type Exact =
  | { readonly kind: 'rational'; readonly value: Rational }
  | { readonly kind: 'enclosure'; readonly lo: Rational; readonly hi: Rational };

/** What values are computed from; a Variant is one, and so is a variant with a student's own values in it. */
export type Numbered = Pick<VariantForStudent, 'net' | 'given'> & {
  readonly hidden?: Readonly<Record<string, string>>;
};

const usualBits = 96;
const mostBits = 1 << 12;

/** The value of a quantity: exact, or enclosed in an interval no wider than `width`. Throws for an unknown name. */
export function exactly(quantity: string, variant: Numbered, width?: Rational): Exact {
  const { tape, registers } = netTape(variant);
  const register = registers.get(quantity);
  if (register === undefined) throw new Error(`the net has no ${quantity}`);
  const input = inputOf(variant);
  const only = neededFor(tape, [register]);
  if (tape.rational[register]) {
    const value = runTape(tape, rationals, input, { only })[register];
    if (value === undefined) throw new Undefined('division-by-zero');
    return { kind: 'rational', value };
  }
  for (let bits = usualBits; bits <= mostBits; bits *= 2) {
    const room = intervals(bits);
    const value = runTape(tape, room, (name) => room.fromRational(input(name)), { only })[register];
    if (value && (!width || compareRationals(room.width(value), width) <= 0)) return enclosure(room, value);
  }
  throw new Undefined('needs-more-bits');
}

/**
 * Every value of a variant, each run of the tape made once and only when needed: for solutions, figures and
 * hints, which show decimals. undefined for what the net does not have, or where there is no value.
 */
export function valuesOf(variant: Numbered): (name: string) => Rational | undefined {
  const { tape, registers } = netTape(variant);
  const input = inputOf(variant);
  let exact: readonly (Rational | undefined)[] | undefined;
  let enclosed: readonly (Interval | undefined)[] | undefined;
  const room = intervals(usualBits);
  return (name) => {
    const register = registers.get(name);
    if (register === undefined) return undefined;
    exact ??= runTape(tape, rationals, input, { only: tape.rational });
    if (tape.rational[register]) return exact[register];
    enclosed ??= runTape(tape, room, (each) => room.fromRational(input(each)));
    const value = enclosed[register];
    return value && room.lowerBound({ lo: (value.lo + value.hi) / 2n, hi: value.hi });
  };
}

/** The named formulas of a variant: what it prints as exact decimals has no formula. */
export const systemOf = (variant: Numbered): System => netTape(variant).system;

export function inputOf({ given, hidden = {} }: Numbered): (name: string) => Rational {
  return (name) => {
    const text = given[name] ?? hidden[name];
    if (text === undefined) throw new Error(`the variant has no value for ${name}`);
    return parseRational(text);
  };
}

const enclosure = (room: IntervalArithmetic, value: Interval): Exact => ({
  kind: 'enclosure',
  lo: room.lowerBound(value),
  hi: room.upperBound(value),
});

interface NetTape {
  readonly system: System;
  readonly tape: Tape;
  readonly registers: ReadonlyMap<string, number>;
}

const netTapes = new Map<string, NetTape>();

/** All quantities of a net on one tape, made once for each kind of net and choice of given quantities. */
function netTape({ net, given, hidden = {} }: Numbered): NetTape {
  const shown = Object.keys(given);
  const key = [net.hidden, net.output, net.loss, ...shown, '', ...Object.keys(hidden)].join();
  const found = netTapes.get(key);
  if (found) return found;
  const writer = new TapeWriter();
  const system = netSystem(net, new Set(cutNames(net, shown)));
  const register = writer.compile(system);
  const names = new Set([...system.keys(), ...shown, ...Object.keys(hidden)]);
  const registers = new Map([...names].map((name) => [name, register(name)]));
  const made = { system, registers, tape: writer.tape() };
  netTapes.set(key, made);
  return made;
}
