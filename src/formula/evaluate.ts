/** The value of a formula in any room of numbers. */
import { type Arithmetic, Undefined } from '../number/arithmetic.ts';
import type { Rational } from '../number/rational.ts';
import { exactRationals } from './exact.ts';
import type { Formula, FunctionName } from './formula.ts';
import { operands } from './formula.ts';
import { functions } from './functions.ts';
import { pi } from './words.ts';

export type Evaluation<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'undefined'; readonly reason: UndefinedReason };

/** Why there is no value; 'unknown-name' where `valueOfName` knows no value of a name. */
export type UndefinedReason = Undefined['reason'] | 'unknown-name';

/** The value of a formula, its names given by `valueOfName`; undefined where the arithmetic has no such value. */
export function evaluate<T>(
  formula: Formula,
  arithmetic: Arithmetic<T>,
  valueOfName: (name: string) => T | undefined,
): Evaluation<T> {
  try {
    return { kind: 'value', value: valueIn(formula, arithmetic, valueOfName) };
  } catch (error) {
    if (error instanceof Undefined) return { kind: 'undefined', reason: error.reason };
    if (error instanceof UnknownName) return { kind: 'undefined', reason: 'unknown-name' };
    throw error;
  }
}

class UnknownName {}

function valueIn<T>(formula: Formula, n: Arithmetic<T>, valueOfName: (name: string) => T | undefined): T {
  switch (formula.kind) {
    case 'number':
      return n.fromRational(formula.value);
    case 'name': {
      const value = valueOfName(formula.name);
      if (value === undefined) throw new UnknownName();
      return value;
    }
    case 'negate':
      return n.negate(valueIn(formula.operand, n, valueOfName));
    case 'call':
      return functions[formula.function].value(n, valueIn(formula.argument, n, valueOfName));
    case 'power':
      return powerIn(formula.left, formula.right, n, valueOfName);
    default:
      return n[formula.kind](valueIn(formula.left, n, valueOfName), valueIn(formula.right, n, valueOfName));
  }
}

/** Whole exponents multiply, halves go through the root, all others through exp(y·ln x), for x > 0 only. */
function powerIn<T>(
  base: Formula,
  exponent: Formula,
  n: Arithmetic<T>,
  valueOfName: (name: string) => T | undefined,
): T {
  const left = valueIn(base, n, valueOfName);
  const constant = constantValue(exponent);
  if (!constant) return n.exp(n.multiply(valueIn(exponent, n, valueOfName), n.ln(left)));
  if (constant.d === 1n) return n.power(left, wholeExponent(constant.n));
  if (constant.d === 2n) return n.power(n.sqrt(left), wholeExponent(constant.n));
  return n.exp(n.multiply(n.fromRational(constant), n.ln(left)));
}

const largestExponent = 100_000n;

function wholeExponent(value: bigint): number {
  if (value > largestExponent || value < -largestExponent) throw new Undefined('too-large');
  return Number(value);
}

const exact = exactRationals();

/** The value of a formula of numbers, + − · / and whole powers; undefined for any other. Throws Undefined. */
export function constantValue(formula: Formula): Rational | undefined {
  if (formula.kind === 'number') return formula.value;
  if (formula.kind === 'name' || formula.kind === 'call') return undefined;
  if (formula.kind === 'negate') {
    const operand = constantValue(formula.operand);
    return operand && exact.negate(operand);
  }
  const left = constantValue(formula.left);
  const right = left && constantValue(formula.right);
  if (!right) return undefined;
  if (formula.kind !== 'power') return exact[formula.kind](left, right);
  return right.d === 1n ? exact.power(left, wholeExponent(right.n)) : undefined;
}

const algebraic: ReadonlySet<FunctionName> = new Set(['abs', 'gate', 'relu', 'leakyRelu', 'hardSigmoid']);

/** Whether rational values of the names always give a rational value: no root, no exponential, no π. */
export function isRational(formula: Formula): boolean {
  if (formula.kind === 'name') return formula.name !== pi;
  if (formula.kind === 'call' && !algebraic.has(formula.function)) return false;
  if (formula.kind === 'power' && !hasWholeExponent(formula.right)) return false;
  return operands(formula).every(isRational);
}

/** Whether a power with this exponent is a product, or the inverse of one. */
export function hasWholeExponent(exponent: Formula): boolean {
  try {
    return constantValue(exponent)?.d === 1n;
  } catch (error) {
    if (error instanceof Undefined) return false;
    throw error;
  }
}
