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
  /** d/da in the names a (the argument) and y (the value); absent where the language has none. */
  readonly slope?: Formula;
}

const a = name('a');
const y = name('y');
const leak = rational(1, 10);
const fifth = rational(1, 5);
const half = rational(1, 2);

/** a where it lies in (0, 1), else the nearer end; written with gates, so that it works in every room. */
function clipped<T>(n: Arithmetic<T>, value: T): T {
  const one = n.fromRational(rational(1));
  const fromOne = n.subtract(value, one);
  return n.subtract(n.multiply(value, n.gate(value)), n.multiply(fromOne, n.gate(fromOne)));
}

export const functions: Readonly<Record<FunctionName, FunctionRow>> = {
  exp: { value: (n, v) => n.exp(v), slope: y },
  ln: { value: (n, v) => n.ln(v), slope: quotient(number(1), a) },
  sqrt: {
    value: (n, v) => n.sqrt(v),
    slope: quotient(number(1), product(number(2), y)),
  },
  abs: {
    value: (n, v) => n.abs(v),
    slope: difference(product(number(2), call('gate', a)), number(1)),
  },
  gate: { value: (n, v) => n.gate(v), slope: number(0) },
  relu: { value: (n, v) => n.multiply(v, n.gate(v)), slope: call('gate', a) },
  /** a above 0, a/10 below. */
  leakyRelu: {
    value: (n, v) => {
      const below = n.multiply(v, n.fromRational(leak));
      return n.add(below, n.multiply(n.subtract(v, below), n.gate(v)));
    },
    slope: sum(number(leak), product(number(rational(9, 10)), call('gate', a))),
  },
  sigmoid: {
    value: (n, v) => n.sigmoid(v),
    slope: product(y, difference(number(1), y)),
  },
  tanh: {
    value: (n, v) => n.tanh(v),
    slope: difference(number(1), power(y, 2)),
  },
  /** 0.2·a + 0.5, clipped to 0…1 (Courbariaux et al. 2015; Keras before version 3). */
  hardSigmoid: {
    value: (n, v) => clipped(n, n.add(n.multiply(v, n.fromRational(fifth)), n.fromRational(half))),
    slope: product(number(fifth), call('gate', difference(number(rational(25, 4)), power(a, 2)))),
  },
  softplus: { value: (n, v) => n.softplus(v), slope: call('sigmoid', a) },
  sin: { value: (n, v) => n.sin(v), slope: call('cos', a) },
  cos: { value: (n, v) => n.cos(v), slope: negated(call('sin', a)) },
  tan: {
    value: (n, v) => n.divide(n.sin(v), n.cos(v)),
    slope: sum(number(1), power(y, 2)),
  },
};
