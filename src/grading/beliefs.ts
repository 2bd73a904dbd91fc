/**
 * What each belief would have answered in this variant, and whether that is what was typed. Doubles sort out
 * what is far off; the enclosures of compare.ts decide.
 */
import { formName } from '../exercise/certify.ts';
import { type Structure, structureOf } from '../exercise/structure.ts';
import { inputOf } from '../exercise/values.ts';
import type { Tolerance, Variant } from '../exercise/variant.ts';
import { compileDoubles, type DoubleTape } from '../formula/double-tape.ts';
import type { Real } from '../formula/real.ts';
import { type Tape, TapeWriter } from '../formula/tape.ts';
import { realAt } from '../formula/tape-value.ts';
import { type FormOf, type Pair, pairs, systemUnderPair } from '../mistakes/pairs.ts';
import { netSystem } from '../net/system.ts';
import { toDouble, zero } from '../number/rational.ts';
import { approximate, compareNumber, type TypedNumber } from './compare.ts';
import { keyFor } from './grade-formula.ts';

/** A belief that this variant can show, and what it answers in each part, by the part's index. */
export interface Belief {
  readonly first: FormOf;
  readonly second?: FormOf;
  readonly predicts: ReadonlyMap<number, Prediction>;
}

export interface Prediction {
  readonly double: number;
  readonly real: () => Real;
}

/** Single beliefs; in each part only those forms that the certificate says can be told from the right answer. */
export function singleBeliefs(variant: Variant): readonly Belief[] {
  const beliefs = knownBeliefs.get(variant) ?? findSingles(variant);
  knownBeliefs.set(variant, beliefs);
  return beliefs;
}

/** They go with the variant that is in hand. */
const knownBeliefs = new WeakMap<Variant, readonly Belief[]>();

function findSingles(variant: Variant): readonly Belief[] {
  const structure = structureFor(variant);
  const predict = predictions(structure.tape, structure.doubles, variant);
  const byForm = new Map<string, { first: FormOf; predicts: Map<number, Prediction> }>();
  variant.parts.forEach((part, index) => {
    const shown = new Set(variant.certificate.parts[part.id]?.shows);
    const isFormula = part.kind === 'formula';
    const wrong = isFormula ? keyFor(variant, part.quantity).shows : structure.answers[index]?.wrong;
    for (const { mistake, form, register } of wrong ?? []) {
      const name = formName({ mistake, form });
      if (!shown.has(name)) continue;
      const belief = byForm.get(name) ?? { first: { mistake, form }, predicts: new Map() };
      belief.predicts.set(index, isFormula ? noNumber : predict.at(register));
      byForm.set(name, belief);
    }
  });
  return [...byForm.values()];
}

/** What a belief makes of a formula is compared as a formula. */
const noNumber: Prediction = { double: Number.NaN, real: () => ({ kind: 'exact', value: zero }) };

/**
 * Pairs of beliefs, for answers that leave little room for chance: how many there are, and those that come near every
 * number that was typed, by the part's index.
 */
export function pairedBeliefs(
  variant: Variant,
  typed: readonly (readonly [index: number, typed: number])[],
): { readonly all: number; readonly near: readonly Belief[] } {
  const { tape, doubles, found } = pairTape(variant);
  const predict = predictions(tape, doubles, variant);
  const near = found.filter(({ registers }) =>
    typed.every(([index, number]) => {
      const register = registers[index];
      return register !== undefined && isNear(number, predict.double(register));
    }),
  );
  return {
    all: found.length,
    near: near.map(({ pair, registers }) => ({
      ...pair,
      predicts: new Map(
        registers.flatMap((register, i) => (register === undefined ? [] : [[i, predict.at(register)]])),
      ),
    })),
  };
}

interface PairTape {
  readonly tape: Tape;
  readonly doubles: DoubleTape;
  /** The register of each part's answer under each pair; undefined where the pair is void. */
  readonly found: readonly { readonly pair: Pair; readonly registers: readonly (number | undefined)[] }[];
}

/** They go with the structure that is remembered, and are made when first needed. */
const pairTapes = new WeakMap<Structure, PairTape>();

function pairTape(variant: Variant): PairTape {
  const structure = structureFor(variant);
  const made = pairTapes.get(structure) ?? writePairs(variant, structure);
  pairTapes.set(structure, made);
  return made;
}

function writePairs({ net, given, parts }: Variant, { cut }: Structure): PairTape {
  const writer = new TapeWriter();
  const system = netSystem(net, new Set(cut));
  const shown = new Set(Object.keys(given));
  const found = pairs.map((pair) => ({
    pair,
    registers: parts.map(({ quantity }) => {
      const changed = systemUnderPair(pair, { net, system, asked: quantity, shown });
      return changed && writer.compile(changed)(quantity);
    }),
  }));
  const tape = writer.tape();
  return { tape, doubles: compileDoubles(tape), found };
}

/** Far above what doubles lose on numbers of the size that a net has: their 0 may be 10^-16. */
const roundingOfDoubles = 1e-9;

/** Is this what the belief would have written? Accepted as the right answer would be, by the part's tolerance. */
export function fits(typed: TypedNumber, prediction: Prediction, tolerance: Tolerance): boolean {
  return (
    isNear(approximate(typed), prediction.double) &&
    compareNumber(typed, prediction.real(), tolerance) === 'right'
  );
}

/** What has no value in doubles may be anywhere. */
const isNear = (typed: number, double: number): boolean =>
  !(Math.abs(typed - double) > 0.1 * Math.abs(double) + roundingOfDoubles);

export const structureFor = (variant: Variant): Structure =>
  structureOf(
    variant.net,
    Object.keys(variant.given),
    variant.parts.map(({ quantity }) => quantity),
  );

/** What stands in each register: near enough to look away from, and exactly. */
function predictions(tape: Tape, compiled: DoubleTape, variant: Variant) {
  const input = inputOf(variant);
  const doubles = compiled.run(compiled.inputs.map((name) => toDouble(input(name)))).slice();
  const double = (register: number): number => doubles[register] ?? Number.NaN;
  const at = (register: number): Prediction => {
    let real: Real | undefined;
    return {
      double: double(register),
      real: () => {
        real ??= realAt(tape, register, input);
        return real;
      },
    };
  };
  return { double, at };
}
