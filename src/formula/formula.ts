/**
 * Formula: the one language of this house. The forward pass, every gradient, every mistake and every
 * answer that a student types is a Formula; all else is a way of reading one.
 */
import { one, type Rational, rational, rationals } from '../number/rational.ts';

export type Formula =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: BinaryKind;
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: 'negate'; readonly operand: Formula }
  | {
      readonly kind: 'call';
      readonly function: FunctionName;
      readonly argument: Formula;
    };

/** The functions of the language; functions.ts says what each one is. */
export type FunctionName =
  | 'exp'
  | 'ln'
  | 'sqrt'
  | 'abs'
  | 'gate'
  | 'relu'
  | 'leakyRelu'
  | 'sigmoid'
  | 'tanh'
  | 'hardSigmoid'
  | 'softplus'
  | 'sin'
  | 'cos'
  | 'tan';

export type BinaryKind = 'add' | 'subtract' | 'multiply' | 'divide' | 'power';

export const name = (text: string): Formula => ({ kind: 'name', name: text });
export const number = (value: number | bigint | Rational): Formula => ({
  kind: 'number',
  value: typeof value === 'object' ? value : rational(value),
});
export const call = (fn: FunctionName, argument: Formula): Formula => ({
  kind: 'call',
  function: fn,
  argument,
});
export const power = (base: Formula, exponent: number): Formula => ({
  kind: 'power',
  left: base,
  right: number(exponent),
});
export const quotient = (left: Formula, right: Formula): Formula => ({
  kind: 'divide',
  left,
  right,
});

const isNumber = (formula: Formula, value: bigint): boolean =>
  formula.kind === 'number' && formula.value.d === 1n && formula.value.n === value;
export const isZero = (formula: Formula): boolean => isNumber(formula, 0n);
export const isOne = (formula: Formula): boolean => isNumber(formula, 1n);

/** The sum, with terms that are 0 left out. */
export function sum(...terms: readonly Formula[]): Formula {
  return terms
    .filter((term) => !isZero(term))
    .reduce<Formula>((left, right) => (isZero(left) ? right : { kind: 'add', left, right }), number(0));
}

/** The product, with its numbers multiplied into one factor in front: ½ · (2 · e1) is e1; 0 where a factor is 0. */
export function product(...factors: readonly Formula[]): Formula {
  const flat = factors.flatMap((factor) =>
    factor.kind === 'multiply' && factor.left.kind === 'number' ? [factor.left, factor.right] : [factor],
  );
  const coefficient = flat.reduce(
    (so, each) => (each.kind === 'number' ? rationals.multiply(so, each.value) : so),
    one,
  );
  if (coefficient.n === 0n) return number(0);
  return [number(coefficient), ...flat.filter((each) => each.kind !== 'number')].reduce((left, right) =>
    isOne(left) ? right : { kind: 'multiply', left, right },
  );
}

export function difference(left: Formula, right: Formula): Formula {
  if (isZero(right)) return left;
  return isZero(left) ? negated(right) : { kind: 'subtract', left, right };
}

export function negated(operand: Formula): Formula {
  if (isZero(operand)) return operand;
  return operand.kind === 'negate' ? operand.operand : { kind: 'negate', operand };
}

/** The formulas one level below, left to right. */
export function operands(formula: Formula): readonly Formula[] {
  if ('left' in formula) return [formula.left, formula.right];
  if (formula.kind === 'negate') return [formula.operand];
  return formula.kind === 'call' ? [formula.argument] : [];
}

/** Every name that occurs, once each, in order of first appearance. */
export function namesIn(formula: Formula, found: Set<string> = new Set()): ReadonlySet<string> {
  if (formula.kind === 'name') found.add(formula.name);
  for (const operand of operands(formula)) namesIn(operand, found);
  return found;
}

/** The same formula with each name for which `replace` gives a formula replaced by it. */
export function substitute(formula: Formula, replace: (name: string) => Formula | undefined): Formula {
  if (formula.kind === 'name') return replace(formula.name) ?? formula;
  if ('left' in formula) {
    return {
      kind: formula.kind,
      left: substitute(formula.left, replace),
      right: substitute(formula.right, replace),
    };
  }
  if (formula.kind === 'negate') return { kind: 'negate', operand: substitute(formula.operand, replace) };
  return formula.kind === 'call' ? { ...formula, argument: substitute(formula.argument, replace) } : formula;
}
