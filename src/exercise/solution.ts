/**
 * The worked solution of any quantity, from the formulas alone: each step with names, then with numbers,
 * then its value. A value that the exercise gives is not worked out again; the last step is the key.
 */
import { type Formula, name, namesIn, number, substitute } from '../formula/formula.ts';
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
  { system: rows, valueAt, given }: Solvable,
  quantity: string,
  known: readonly string[] = [],
): readonly SolutionStep[] {
  const system = withoutAliases(rows, new Set([quantity, ...known]));
  return order(system, quantity, new Set([...given, ...known])).map((each) => {
    const formula = system.get(each) ?? name(each);
    const inside = new Map([...namesIn(formula)].map((inner) => [inner, written(valueAt(inner))]));
    const numbers = substitute(formula, (inner) => number(parseRational(inside.get(inner)?.value ?? '')));
    const roundedInside = [...inside.values()].some(({ exact }) => !exact);
    return { quantity: each, formula, numbers, roundedInside, ...written(valueAt(each)) };
  });
}

/** As many as a pocket calculator shows. */
const mostDigits = 12;

/** A value as a person would write it: the decimal where it ends soon, else 6 significant digits. */
export function written(value: Rational | undefined): { readonly value: string; readonly exact: boolean } {
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

/** The system with each gradient that merely equals another (∂E/∂z1 = ∂E/∂y1 in a linear net) written by it. */
function withoutAliases(system: System, kept: ReadonlySet<string>): System {
  const target = (each: string): string => {
    const formula = system.get(each);
    const isAlias = formula?.kind === 'name' && !kept.has(each) && readQuantity(each)?.kind === 'gradient';
    return isAlias ? target(formula.name) : each;
  };
  const renamed = (formula: Formula): Formula => substitute(formula, (each) => name(target(each)));
  return new Map([...system].map(([each, formula]) => [each, renamed(formula)]));
}

/** The steps in the order in which they can be done, the asked one last. */
function order(system: System, asked: string, given: ReadonlySet<string>): readonly string[] {
  const done = new Set<string>();
  const visit = (each: string): void => {
    const formula = system.get(each);
    if (!formula || done.has(each) || (given.has(each) && each !== asked)) return;
    for (const inner of namesIn(formula)) visit(inner);
    done.add(each);
  };
  visit(asked);
  return [...done];
}
