/** A formula as plain text with the fewest brackets; parseFormula reads it back to the same formula. */
import { type Rational, showExactDecimal, showRational } from '../number/rational.ts';
import type { BinaryKind, Formula } from './formula.ts';
import { pi } from './words.ts';

/** '(y1-t1)*u11*x1', 'exp(-2*x1)^2', '1/(a-b)'. */
export function show(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return showNumber(formula.value);
    case 'name':
      return formula.name === pi ? 'pi' : formula.name;
    case 'negate':
      return `-${bracketed(formula.operand, level.power)}`;
    case 'call':
      return `${formula.function}(${show(formula.argument)})`;
    default: {
      const { sign, left, right } = binary[formula.kind];
      const shownRight = bracketed(formula.right, right);
      const behind = shownRight.startsWith('-') ? `(${shownRight})` : shownRight;
      return bracketed(formula.left, left) + sign + behind;
    }
  }
}

/** Loosest to tightest. */
const level = { sum: 1, product: 2, signed: 3, power: 4, operand: 5 } as const;

/** How each operation is written, and how tightly each side must bind to stand without brackets. */
const binary: Readonly<Record<BinaryKind, { sign: string; own: number; left: number; right: number }>> = {
  add: { sign: '+', own: level.sum, left: level.sum, right: level.product },
  subtract: { sign: '-', own: level.sum, left: level.sum, right: level.product },
  multiply: { sign: '*', own: level.product, left: level.product, right: level.power },
  divide: { sign: '/', own: level.product, left: level.product, right: level.power },
  power: { sign: '^', own: level.power, left: level.operand, right: level.power },
};

function bracketed(formula: Formula, least: number): string {
  const text = show(formula);
  return levelOf(formula) < least ? `(${text})` : text;
}

function levelOf(formula: Formula): number {
  if (formula.kind === 'negate') return level.signed;
  if (formula.kind === 'number') return numberLevel(formula.value);
  if (formula.kind === 'name') return /[ /]/.test(formula.name) ? level.product : level.operand;
  return formula.kind === 'call' ? level.operand : binary[formula.kind].own;
}

function numberLevel(value: Rational): number {
  if (value.n < 0n) return level.signed;
  return showExactDecimal(value) === undefined ? level.product : level.operand;
}

const showNumber = (value: Rational): string => showExactDecimal(value) ?? showRational(value);
