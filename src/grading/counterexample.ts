/**
 * Numbers of the net at which a typed formula and the right one differ, proven by disjoint enclosures: the
 * variant's own numbers where they do, else small ones drawn always alike.
 */
import { inputOf } from '../exercise/values.ts';
import type { Variant } from '../exercise/variant.ts';
import { evaluate } from '../formula/evaluate.ts';
import type { Formula } from '../formula/formula.ts';
import { namesIn } from '../formula/formula.ts';
import { intervalRoom } from '../formula/real.ts';
import { runTape, type System, type Tape, TapeWriter } from '../formula/tape.ts';
import { pi } from '../formula/words.ts';
import { piBelow } from '../number/enclosure.ts';
import { enclosureToDecimal, type Interval } from '../number/interval.ts';
import {
  type Rational,
  rational,
  showExactDecimal,
  showRational,
  showScientific,
} from '../number/rational.ts';
import type { Counterexample } from './result.ts';

export type Found =
  | { readonly kind: 'different'; readonly counterexample: Counterexample }
  /** No difference at any point, to 320 bits. */
  | { readonly kind: 'same' }
  /** Nowhere a value to compare. */
  | { readonly kind: 'undefined' };

type Point = (name: string) => Rational;

const pointsTried = 24;

export function findCounterexample(
  variant: Variant,
  system: System,
  quantity: string,
  typed: Formula,
): Found {
  const net = netTape(system, quantity);
  let compared = 0;
  for (let index = 0; index < pointsTried; index++) {
    const point = index === 0 ? inputOf(variant) : drawnPoint(index);
    const found = valuesApart(net, typed, point);
    if (found === 'undefined') continue;
    compared++;
    if (found !== 'equal') {
      const used = net.inputsOf([...namesIn(typed), quantity]).map((name) => [name, written(point(name))]);
      return { kind: 'different', counterexample: { numbers: Object.fromEntries(used), ...found } };
    }
  }
  return { kind: compared > 0 ? 'same' : 'undefined' };
}

interface NetTape {
  readonly tape: Tape;
  readonly quantity: number;
  readonly registerOf: (name: string) => number | undefined;
  /** The inputs of the net that these quantities rest on. */
  readonly inputsOf: (names: readonly string[]) => readonly string[];
}

const tapes = new WeakMap<System, Map<string, NetTape>>();

function netTape(system: System, quantity: string): NetTape {
  const ofSystem = tapes.get(system) ?? new Map<string, NetTape>();
  tapes.set(system, ofSystem);
  const made = ofSystem.get(quantity) ?? writeTape(system, quantity);
  ofSystem.set(quantity, made);
  return made;
}

function writeTape(system: System, quantity: string): NetTape {
  const writer = new TapeWriter();
  const compiled = writer.compile(system);
  const names = [...system.keys()].filter((name) => !/^(d|Δ|new|E)/.test(name));
  const inputs = [...new Set([...system.values()].flatMap((row) => [...namesIn(row)]))];
  const registers = new Map([...names, ...inputs].map((name) => [name, compiled(name)]));
  const right = compiled(quantity);
  return {
    tape: writer.tape(),
    quantity: right,
    registerOf: (name) => registers.get(name),
    inputsOf: (asked) => inputs.filter((name) => !system.has(name) && restsOn(system, asked, name)),
  };
}

function restsOn(system: System, names: readonly string[], input: string): boolean {
  const seen = new Set<string>();
  const visit = (name: string): boolean => {
    if (name === input) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    const row = system.get(name);
    return row !== undefined && [...namesIn(row)].some(visit);
  };
  return names.some(visit);
}

const precisions = [64, 320] as const;

function valuesApart(
  net: NetTape,
  typed: Formula,
  point: Point,
): 'equal' | 'undefined' | { readonly yours: string; readonly right: string } {
  let compared = false;
  for (const bits of precisions) {
    const room = intervalRoom(bits);
    const run = runTape(net.tape, room, (name) => room.fromRational(point(name)));
    const right = run[net.quantity];
    const yours = evaluate(typed, room, (name) => {
      if (name === pi) return { lo: piBelow(bits), hi: piBelow(bits) + 2n };
      const register = net.registerOf(name);
      return register === undefined ? undefined : run[register];
    });
    if (!right || yours.kind === 'undefined') continue;
    compared = true;
    if (yours.value.hi < right.lo || right.hi < yours.value.lo) return shown(yours.value, right, bits);
  }
  return compared ? 'equal' : 'undefined';
}

function shown(yours: Interval, right: Interval, bits: number): { yours: string; right: string } {
  const decimal = (value: Interval, digits: number): string =>
    enclosureToDecimal(value, bits, digits) ??
    showScientific(rational(value.lo + value.hi, 2n << BigInt(bits)), digits);
  const digits = [4, 8, 12].find((count) => decimal(yours, count) !== decimal(right, count)) ?? 18;
  return { yours: decimal(yours, digits), right: decimal(right, digits) };
}

const written = (value: Rational): string => showExactDecimal(value) ?? showRational(value);

/** Tenths from −1.9 to 1.9, never 0: other ones for each name and point, and always the same. */
const drawnPoint =
  (index: number): Point =>
  (name) => {
    let hash = 2166136261 ^ index;
    for (const each of `${name} ${index}`) hash = Math.imul(hash ^ (each.codePointAt(0) ?? 0), 16777619);
    const tenths = ((hash >>> 8) % 39) - 19;
    return rational(tenths === 0 ? 7 : tenths, 10);
  };
