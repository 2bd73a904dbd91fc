/**
 * The functions of the language: how each is written, its value in any room of numbers, and its slope
 * as a formula in the argument a and the value y. A new function is a row here.
 */
import type { Arithmetic } from '../number/arithmetic.ts';
import { rational } from '../number/rational.ts';
import {
  call,
  difference,
  type Formula,
  type FunctionName,
  name,
  negated,
  number,
  power,
  product,
  quotient,
  sum,
} from './formula.ts';

interface FunctionRow {
  readonly value: <T>(arithmetic: Arithmetic<T>, argument: T) => T;
  /** d/da in the names a (the argument) and y (the value). */
  readonly slope: Formula;
  /** For what is defined by simpler functions: its formula in a. */
  readonly means?: Formula;
}

const a = name('a');
const y = name('y');
const gate = (argument: Formula): Formula => call('gate', argument);
const fraction = (n: number, d: number): Formula => number(rational(n, d));

const inHardSigmoid = sum(product(fraction(1, 5), a), fraction(1, 2));

export const functions: Readonly<Record<FunctionName, FunctionRow>> = {
  exp: { value: (n, v) => n.exp(v), slope: y },
  ln: { value: (n, v) => n.ln(v), slope: quotient(number(1), a) },
  sqrt: { value: (n, v) => n.sqrt(v), slope: quotient(number(1), product(number(2), y)) },
  gate: { value: (n, v) => n.gate(v), slope: number(0) },
  abs: defined(
    product(a, difference(product(number(2), gate(a)), number(1))),
    difference(product(number(2), gate(a)), number(1)),
  ),
  relu: defined(product(a, gate(a)), gate(a)),
  /** a above 0, a/10 below. */
  leakyRelu: defined(
    product(a, sum(fraction(1, 10), product(fraction(9, 10), gate(a)))),
    sum(fraction(1, 10), product(fraction(9, 10), gate(a))),
  ),
  sigmoid: { value: (n, v) => n.sigmoid(v), slope: product(y, difference(number(1), y)) },
  tanh: { value: (n, v) => n.tanh(v), slope: difference(number(1), power(y, 2)) },
  /** 0.2·a + 0.5, clipped to 0…1 (Courbariaux et al. 2015; Keras before version 3). */
  hardSigmoid: defined(
    difference(
      product(inHardSigmoid, gate(inHardSigmoid)),
      product(difference(inHardSigmoid, number(1)), gate(difference(inHardSigmoid, number(1)))),
    ),
    product(fraction(1, 5), difference(gate(inHardSigmoid), gate(difference(inHardSigmoid, number(1))))),
  ),
  softplus: { value: (n, v) => n.softplus(v), slope: call('sigmoid', a) },
  sin: { value: (n, v) => n.sin(v), slope: call('cos', a) },
  cos: { value: (n, v) => n.cos(v), slope: negated(call('sin', a)) },
  tan: { value: (n, v) => n.divide(n.sin(v), n.cos(v)), slope: sum(number(1), power(y, 2)) },
};

function defined(means: Formula, slope: Formula): FunctionRow {
  return { means, slope, value: (arithmetic, argument) => valueIn(means, arithmetic, argument) };
}

/** The value of a formula in the one name a. */
function valueIn<T>(formula: Formula, arithmetic: Arithmetic<T>, argument: T): T {
  const at = (inner: Formula): T => valueIn(inner, arithmetic, argument);
  switch (formula.kind) {
    case 'number':
      return arithmetic.fromRational(formula.value);
    case 'name':
      return argument;
    case 'negate':
      return arithmetic.negate(at(formula.operand));
    case 'call':
      return functions[formula.function].value(arithmetic, at(formula.argument));
    case 'power':
      throw new Error('no definition needs a power');
    default:
      return arithmetic[formula.kind](at(formula.left), at(formula.right));
  }
}
