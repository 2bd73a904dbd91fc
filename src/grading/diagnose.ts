/**
 * Diagnosis: the beliefs that explain every wrong answer of an attempt, with the chance that they fit by
 * accident. Either one belief explains all wrong boxes, or nothing is claimed. Measured: from one rounded
 * number an arithmetic slip matches some single mistake in 7 to 21 % of cases and some pair in 35 to 76 %;
 * from steps or tables in under 1 %. So pairs need several boxes, or one that fits to the last digit.
 */
import { envelopeRoom, roundedRun } from '../exercise/envelope.ts';
import { relativeTolerance } from '../exercise/tolerance.ts';
import { inputOf } from '../exercise/values.ts';
import type { Tolerance, Variant } from '../exercise/variant.ts';
import { runTape } from '../formula/tape.ts';
import { compareRationals, one, rationals, toDouble } from '../number/rational.ts';
import { askNext } from './ask-next.ts';
import { type Belief, fits, pairedBeliefs, singleBeliefs, structureFor } from './beliefs.ts';
import type { TypedNumber } from './compare.ts';
import type { Candidate, Diagnosis } from './result.ts';

/** A part with a number in it. `right`: nothing is to be explained there. */
export interface Answered {
  readonly index: number;
  readonly number: TypedNumber;
  readonly right: boolean;
}

export function diagnose(variant: Variant, answered: readonly Answered[]): Diagnosis {
  const wrong = answered.filter(({ right }) => !right);
  if (wrong.length === 0) return { candidates: [] };
  const singles = singleBeliefs(variant);
  const found = explaining(singles, variant, answered);
  if (found.length > 0) return evidence(variant, found, singles.length, wrong);
  const pairs = pairsAllowed(variant, wrong) ? pairedBeliefs(variant) : [];
  const paired = explaining(pairs, variant, wrong);
  if (paired.length > 0) return evidence(variant, paired, pairs.length, wrong);
  return {
    candidates: wrong.every((each) => isRoundedEarly(variant, each)) ? [roundedEarly(variant, wrong)] : [],
  };
}

/** Those that fit every wrong box; among them, if any, only those that the right boxes do not speak against. */
function explaining(
  beliefs: readonly Belief[],
  variant: Variant,
  answered: readonly Answered[],
): readonly Belief[] {
  const fitting = (belief: Belief, { index, number }: Answered): boolean => {
    const [prediction, part] = [belief.predicts.get(index), variant.parts[index]];
    return prediction !== undefined && part !== undefined && fits(number, prediction, part.tolerance);
  };
  const wrong = answered.filter(({ right }) => !right);
  const right = answered.filter((each) => each.right);
  const all = beliefs.filter((belief) => wrong.every((each) => fitting(belief, each)));
  const consistent = all.filter(({ predicts }) => right.every(({ index }) => !predicts.has(index)));
  return consistent.length > 0 ? consistent : all;
}

/** A single box allows pairs only where the tolerance leaves none: exact nets, all digits typed. */
function pairsAllowed(variant: Variant, wrong: readonly Answered[]): boolean {
  const digits = (each: Answered): number => each.number.precision?.significant ?? 0;
  const exact = ({ kind }: Tolerance): boolean => kind === 'exact' || kind === 'significant';
  return wrong.length > 1 || wrong.every((each) => exact(toleranceOf(variant, each)) && digits(each) >= 4);
}

const toleranceOf = (variant: Variant, { index }: Answered): Tolerance =>
  variant.parts[index]?.tolerance ?? { kind: 'exact' };

function evidence(
  variant: Variant,
  beliefs: readonly Belief[],
  tried: number,
  wrong: readonly Answered[],
): Diagnosis {
  const explains = wrong.map(({ index }) => variant.parts[index]?.id ?? '');
  const candidates = beliefs.map(
    ({ first, second }): Candidate => ({
      ...first,
      ...(second && { with: second.mistake }),
      explains,
    }),
  );
  const ask =
    beliefs.length > 1 ? askNext(variant, beliefs, new Set(wrong.map(({ index }) => index))) : undefined;
  return { candidates, chance: chanceOf(variant, tried, wrong), ...(ask && { ask }) };
}

/**
 * The chance that a wrong answer drawn evenly over two powers of ten (in its logarithm) and both signs lies
 * within tolerance of one of `tried` values, in every wrong box at once.
 */
function chanceOf(variant: Variant, tried: number, wrong: readonly Answered[]): string {
  const window = wrong.reduce((product, each) => {
    const share = toDouble(relativeTolerance(toleranceOf(variant, each), one)) || 0.0005;
    return product * (share / Math.log(100));
  }, 1);
  return Math.min(1, tried * window).toPrecision(2);
}

/** Within what rounding every step to 2 decimals could do. */
function isRoundedEarly(variant: Variant, { index, number }: Answered): boolean {
  const structure = structureFor(variant);
  const input = inputOf(variant);
  const exact = runTape(structure.tape, rationals, input, { only: structure.tape.rational });
  const envelope = roundedRun(structure, input, exact, 2)[structure.answers[index]?.right ?? -1];
  if (!envelope || number.real.kind !== 'exact') return false;
  const { value } = number.real;
  const inside =
    compareRationals(value, envelopeRoom.lowerBound(envelope)) >= 0 &&
    compareRationals(value, envelopeRoom.upperBound(envelope)) <= 0;
  return inside && value.n !== 0n && (envelope.lo > 0n || envelope.hi < 0n);
}

const roundedEarly = (variant: Variant, wrong: readonly Answered[]): Candidate => ({
  mistake: 'ROUNDED_EARLY',
  form: 0,
  explains: wrong.map(({ index }) => variant.parts[index]?.id ?? ''),
});
