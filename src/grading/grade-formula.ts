/**
 * Is a typed formula the right one? Modulo a prime for each pattern of gates (exercise/formula-key.ts); what is
 * not the same there, or cannot be told there, is decided by a counterexample in enclosures.
 */
import { type FormulaKey, formulaKeyOf, half } from '../exercise/formula-key.ts';
import type { Variant } from '../exercise/variant.ts';
import type { Formula } from '../formula/formula.ts';
import { namesIn, operands } from '../formula/formula.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Problem } from '../formula/problem.ts';
import { findCounterexample } from './counterexample.ts';
import type { Counterexample } from './result.ts';

export type FormulaVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly counterexample: Counterexample }
  | { readonly kind: 'convention'; readonly factor: '2' | '1/2'; readonly counterexample: Counterexample }
  /** It has no value anywhere. */
  | { readonly kind: 'undefined' };

export type FormulaReading =
  | { readonly kind: 'formula'; readonly formula: Formula }
  | { readonly kind: 'problem'; readonly problem: Problem };

export const keyFor = (variant: Pick<Variant, 'net' | 'given'>, quantity: string): FormulaKey =>
  formulaKeyOf(variant.net, Object.keys(variant.given), quantity);

/** Reads a formula in the names of the net: x, w, u, h, y, t, also a, z, e and the slopes. */
export const readFormula = (typed: string, key: FormulaKey, locale: string): FormulaReading =>
  parseFormula(typed, { locale, names: key.names, repeatedSigns: false });

export function gradeFormula(variant: Variant, quantity: string, typed: Formula): FormulaVerdict {
  const key = keyFor(variant, quantity);
  if (key.isRight(typed)) return { kind: 'right' };
  const found = findCounterexample(variant, key.system, quantity, typed);
  if (found.kind === 'undefined') return found;
  if (found.kind === 'same') return { kind: 'right' };
  const factor = /^(d?E|Δ)/.test(quantity) ? factorOf(key, typed) : undefined;
  return factor ? { ...found, kind: 'convention', factor } : { ...found, kind: 'wrong' };
}

const factorOf = (key: FormulaKey, typed: Formula): '2' | '1/2' | undefined =>
  key.isRight(typed, 2n) ? '2' : key.isRight(typed, half) ? '1/2' : undefined;

/**
 * Whether the expression in a numeric box is the right formula. undefined where that is no question: it names
 * nothing, or numbers in it may stand for values of the figure.
 */
export function methodOf(variant: Variant, quantity: string, typed: Formula): 'right' | 'wrong' | undefined {
  if (namesIn(typed).size === 0) return undefined;
  const { kind } = gradeFormula(variant, quantity, typed);
  if (kind === 'right') return 'right';
  return kind === 'undefined' || hasOtherNumbers(typed) ? undefined : 'wrong';
}

/** Numbers besides 1, 2 and ½, which formulas of the net have themselves. */
function hasOtherNumbers(formula: Formula): boolean {
  if (formula.kind === 'number') return formula.value.d > 2n || formula.value.n > 2n;
  return operands(formula).some(hasOtherNumbers);
}
