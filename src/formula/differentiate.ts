/**
 * ∂/∂name of one formula, in which every other name is held fixed. The slope of a function comes from its
 * row in functions.ts; `slopeOf` may name it instead (f'(a1)), so that the step keeps its name.
 */

import { rationals } from '../number/rational.ts';
import {
  difference,
  type Formula,
  isOne,
  isZero,
  namesIn,
  negated,
  number,
  power,
  product,
  quotient,
  substitute,
  sum,
} from './formula.ts';
import { functions } from './functions.ts';

export type SlopeOf = (call: Formula & { kind: 'call' }) => Formula | undefined;

export function differentiate(formula: Formula, by: string, slopeOf: SlopeOf = () => undefined): Formula {
  if (!namesIn(formula).has(by)) return number(0);
  const d = (inner: Formula): Formula => differentiate(inner, by, slopeOf);
  switch (formula.kind) {
    case 'number':
      return number(0);
    case 'name':
      return number(1);
    case 'add':
      return sum(d(formula.left), d(formula.right));
    case 'subtract':
      return difference(d(formula.left), d(formula.right));
    case 'negate':
      return negated(d(formula.operand));
    case 'multiply':
      return sum(product(d(formula.left), formula.right), product(d(formula.right), formula.left));
    case 'divide':
      return quotientRule(formula.left, formula.right, d);
    case 'power':
      return powerRule(formula.left, formula.right, d);
    case 'call':
      return product(slopeOf(formula) ?? slope(formula), d(formula.argument));
  }
}

/** The slope of a call as a formula in its own argument and value. */
export function slope(formula: Formula & { kind: 'call' }): Formula {
  return substitute(functions[formula.function].slope, (name) =>
    name === 'a' ? formula.argument : name === 'y' ? formula : undefined,
  );
}

function quotientRule(left: Formula, right: Formula, d: (f: Formula) => Formula): Formula {
  const [dl, dr] = [d(left), d(right)];
  if (isZero(dr)) return quotient(dl, right);
  const over = quotient(product(left, dr), power(right, 2));
  return isZero(dl) ? negated(over) : difference(quotient(dl, right), over);
}

function powerRule(base: Formula, exponent: Formula, d: (f: Formula) => Formula): Formula {
  if (exponent.kind !== 'number') throw new Error('only constant exponents are differentiated');
  const less = rationals.subtract(exponent.value, { n: 1n, d: 1n });
  const lowered = isOne(number(less)) ? base : ({ kind: 'power', left: base, right: number(less) } as const);
  return product(exponent, lowered, d(base));
}
