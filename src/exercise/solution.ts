/**
 * The worked solution of any quantity, from the formulas alone: each step with names, then with numbers,
 * then its value. A value that the exercise gives is not worked out again; the last step is the key.
 */
import { type Formula, namesIn, number, substitute } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import { readQuantity } from '../net/quantity.ts';
import {
  parseRational,
  type Rational,
  rational,
  rationals,
  showExactDecimal,
  showScientific,
} from '../number/rational.ts';
import { keptWithNumbers } from './same-numbers.ts';
import { type Numbered, systemOf, valuesOf } from './values.ts';
import { wayIn } from './way.ts';

export interface SolutionStep {
  readonly quantity: string;
  /** In names: ∂E/∂h1 = ∂E/∂z1·u11 + ∂E/∂z2·u12 */
  readonly formula: Formula;
  /** The same with the numbers put in. */
  readonly numbers: Formula;
  /** '-0.126', or 6 significant digits of a value that does not end soon; `exact` says which. */
  readonly value: string;
  readonly exact: boolean;
  /** Some of the numbers put in are rounded. */
  readonly roundedInside: boolean;
}

/**
 * The steps, the asked quantity last; none for what the variant prints. `known`: quantities whose values are had
 * already, besides the given ones. Throws for a quantity that the net does not have.
 */
export function solve(
  variant: Numbered,
  quantity: string,
  known: readonly string[] = [],
): readonly SolutionStep[] {
  if (readQuantity(quantity) === undefined) throw new Error(`the net has no ${quantity}`);
  return solved(variant, [quantity, ...known].join());
}

const solved = keptWithNumbers((variant, question): readonly SolutionStep[] => {
  const [quantity = '', ...known] = question.split(',');
  const room = { system: systemOf(variant), valueAt: valuesOf(variant), given: Object.keys(variant.given) };
  return solveIn(room, quantity, known);
});

/** A net to be solved: with a mistake in it, it is somebody's solution. */
export interface Solvable {
  readonly system: System;
  readonly valueAt: (name: string) => Rational | undefined;
  readonly given: readonly string[];
}

export function solveIn(
  { system, valueAt, given }: Solvable,
  quantity: string,
  known: readonly string[] = [],
): readonly SolutionStep[] {
  const values = new Map<string, Written>();
  const writtenOf = (each: string): Written => {
    const value = values.get(each) ?? written(valueAt(each));
    values.set(each, value);
    return value;
  };
  return wayIn(system, { given, known }, quantity).map(({ quantity: each, formula }) => {
    const numbers = substitute(formula, (inner) => number(parseRational(writtenOf(inner).value)));
    const roundedInside = [...namesIn(formula)].some((inner) => !writtenOf(inner).exact);
    return { quantity: each, formula, numbers, roundedInside, ...writtenOf(each) };
  });
}

type Written = Pick<SolutionStep, 'value' | 'exact'>;

/** As many as a pocket calculator shows. */
const mostDigits = 12;

/** A value as a person would write it: the decimal where it ends soon, else 6 significant digits. */
export function written(value: Rational | undefined): Written {
  if (!value) return { value: '', exact: false };
  const decimal = showExactDecimal(value);
  const ends = decimal !== undefined && decimal.replace(/^[-0.]+|\./g, '').length <= mostDigits;
  return ends ? { value: decimal, exact: true } : { value: significant(value, 6), exact: false };
}

/** `digits` significant digits without an exponent: 0.0123457. */
export function significant(value: Rational, digits: number): string {
  const [mantissa = '0', exponent = '0'] = showScientific(value, digits).split('e');
  const power = Number(exponent);
  const scale = 10n ** BigInt(Math.abs(power));
  const exact = parseRational(mantissa);
  const scaled = rationals.multiply(exact, power < 0 ? rational(1n, scale) : rational(scale));
  return showExactDecimal(scaled) ?? mantissa;
}
