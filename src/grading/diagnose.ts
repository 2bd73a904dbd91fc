/**
 * Diagnosis: the beliefs that explain every wrong answer of an attempt, with the chance that they fit by
 * accident. Either one belief explains all wrong boxes, or nothing is claimed. Measured: from one rounded
 * number an arithmetic slip matches some single mistake in 7 to 21 % of cases and some pair in 35 to 76 %;
 * from steps or tables in under 1 %. So pairs need several boxes, or one that fits to the last digit.
 */
import { relativeTolerance } from '../exercise/tolerance.ts';
import type { Tolerance, Variant } from '../exercise/variant.ts';
import { one, rationals, showExactDecimal, toDouble } from '../number/rational.ts';
import { askNext } from './ask-next.ts';
import { type Belief, fits, pairedBeliefs, singleBeliefs } from './beliefs.ts';
import { approximate, type TypedNumber } from './compare.ts';
import type { Candidate, Diagnosis } from './result.ts';
import { couldBeRoundedEarly } from './rounded-early.ts';

/** A part with something in it that was read. */
export interface Answered {
  readonly index: number;
  /** 'own': right for the student's own earlier values. Only what is wrong has to be explained. */
  readonly standing: 'right' | 'own' | 'wrong';
  readonly answer:
    | { readonly kind: 'number'; readonly number: TypedNumber }
    /** The beliefs that lead to this very formula, by form name. */
    | { readonly kind: 'formula'; readonly fits: (belief: Belief) => boolean };
}

export function diagnose(variant: Variant, answered: readonly Answered[]): Diagnosis {
  const wrong = answered.filter(({ standing }) => standing === 'wrong');
  if (wrong.length === 0) return { candidates: [] };
  const singles = singleBeliefs(variant);
  const found = explaining(singles, variant, answered, toleranceOf);
  if (found.length > 0) return evidence(variant, found, singles.length, answered);
  if (pairsAllowed(variant, wrong)) {
    const { all, near } = pairedBeliefs(variant, numbersIn(wrong));
    const paired = explaining(near, variant, answered, wrong.length > 1 ? toleranceOf : toTheLastDigit);
    if (paired.length > 0) return evidence(variant, paired, all, answered);
  }
  return {
    candidates: wrong.every((each) => isRoundedEarly(variant, each)) ? [roundedEarly(variant, wrong)] : [],
  };
}

const numbersIn = (answered: readonly Answered[]) =>
  answered.flatMap(({ index, answer }) =>
    answer.kind === 'number' ? [[index, approximate(answer.number)] as const] : [],
  );

type ToleranceOf = (variant: Variant, answered: Answered) => Tolerance;

/**
 * Those that fit every wrong box; among them, if any, only those that the other boxes do not speak against; among
 * them, if any, only those that fit to the last digit, where four digits and more were typed.
 */
function explaining(
  beliefs: readonly Belief[],
  variant: Variant,
  answered: readonly Answered[],
  tolerance: ToleranceOf,
): readonly Belief[] {
  const fitting = (belief: Belief, each: Answered, within: ToleranceOf = tolerance): boolean => {
    if (each.answer.kind === 'formula') return each.answer.fits(belief);
    const prediction = belief.predicts.get(each.index);
    return prediction !== undefined && fits(each.answer.number, prediction, within(variant, each));
  };
  const wrong = answered.filter(({ standing }) => standing === 'wrong');
  const others = answered.filter(({ standing }) => standing !== 'wrong');
  const all = beliefs.filter((belief) => wrong.every((each) => fitting(belief, each)));
  const consistent = all.filter((belief) =>
    others.every(
      (each) => !belief.predicts.has(each.index) || (each.standing === 'own' && fitting(belief, each)),
    ),
  );
  const left = consistent.length > 0 ? consistent : all;
  const sharp = wrong.every(
    ({ answer }) => answer.kind === 'formula' || digitsOf(answer.number) >= fewestDigits,
  )
    ? left.filter((belief) => wrong.every((each) => fitting(belief, each, toTheLastDigit)))
    : [];
  return sharp.length > 0 ? sharp : left;
}

/** What leaves little room for chance: several boxes, a formula, or one exact number of four digits and more. */
function pairsAllowed(variant: Variant, wrong: readonly Answered[]): boolean {
  const exact = ({ kind }: Tolerance): boolean => kind === 'exact' || kind === 'significant';
  const isExact = (each: Answered): boolean =>
    each.answer.kind === 'formula' ||
    (exact(toleranceOf(variant, each)) && digitsOf(each.answer.number) >= fewestDigits);
  return wrong.length > 1 || wrong.every(isExact);
}

const fewestDigits = 4;

/** Of a decimal those typed; a fraction or an expression counts by the decimal it ends in, or as exact. */
function digitsOf({ real, precision }: TypedNumber): number {
  if (real.kind !== 'exact') return 0;
  if (precision) return precision.significant;
  const decimal = showExactDecimal(rationals.abs(real.value));
  return decimal === undefined ? fewestDigits : decimal.replace(/[.]|^0[.]?0*/g, '').length;
}

const toleranceOf: ToleranceOf = (variant, { index }) => variant.parts[index]?.tolerance ?? { kind: 'exact' };

/** The last digit may be one off: some round, some cut. */
const toTheLastDigit: ToleranceOf = (_, { answer }) =>
  answer.kind === 'number' && answer.number.precision
    ? { kind: 'significant', n: Math.max(1, answer.number.precision.significant - 1) }
    : { kind: 'exact' };

function evidence(
  variant: Variant,
  beliefs: readonly Belief[],
  tried: number,
  answered: readonly Answered[],
): Diagnosis {
  const wrong = answered.filter(({ standing }) => standing === 'wrong');
  const explains = wrong.map(({ index }) => variant.parts[index]?.id ?? '');
  const candidates = beliefs.map(
    ({ first, second }): Candidate => ({
      ...first,
      ...(second && { with: second.mistake }),
      explains,
    }),
  );
  const quantities = (those: readonly Answered[]) =>
    those.map(({ index }) => variant.parts[index]?.quantity ?? '');
  const [asked = ''] = quantities(wrong);
  const ask =
    beliefs.length > 1
      ? askNext(variant, beliefs, { asked, answered: new Set(quantities(answered)) })
      : undefined;
  return { candidates, chance: chanceOf(variant, tried, wrong), ...(ask && { ask }) };
}

/**
 * The chance that a wrong answer drawn evenly over two powers of ten (in its logarithm) and both signs lies
 * within tolerance of one of `tried` values, in every wrong box at once.
 */
function chanceOf(variant: Variant, tried: number, wrong: readonly Answered[]): string {
  const window = wrong.reduce((product, each) => {
    if (each.answer.kind === 'formula') return product * 2 ** -61;
    const share = toDouble(relativeTolerance(toleranceOf(variant, each), one)) || 0.0005;
    return product * (share / Math.log(100));
  }, 1);
  return Math.min(1, tried * window).toPrecision(2);
}

const isRoundedEarly = (variant: Variant, { index, answer }: Answered): boolean =>
  answer.kind === 'number' &&
  answer.number.real.kind === 'exact' &&
  couldBeRoundedEarly(variant, index, answer.number.real.value);

const roundedEarly = (variant: Variant, wrong: readonly Answered[]): Candidate => ({
  mistake: 'ROUNDED_EARLY',
  form: 0,
  explains: wrong.map(({ index }) => variant.parts[index]?.id ?? ''),
});
