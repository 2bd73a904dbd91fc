/**
 * Double: the numbers of the machine, for previews, plots and nudges; never for a verdict. No operation
 * returns NaN or an infinity: what overflows is Undefined('too-large').
 */
import { type Arithmetic, Undefined } from './arithmetic.ts';
import { toDouble } from './rational.ts';

export const doubles: Arithmetic<number> = {
  fromRational: (value) => finite(toDouble(value)),
  add: (a, b) => finite(a + b),
  subtract: (a, b) => finite(a - b),
  multiply: (a, b) => finite(a * b),
  divide: (a, b) => finite(a / nonZero(b)),
  negate: (a) => 0 - a,
  power: (base, exponent) => finite((exponent < 0 ? nonZero(base) : base) ** exponent),
  abs: Math.abs,
  gate: (a) => (a > 0 ? 1 : 0),
  exp: (a) => finite(Math.exp(a)),
  ln: (a) => Math.log(inDomain(a, a > 0)),
  sqrt: (a) => Math.sqrt(inDomain(a, a >= 0)),
  sigmoid: (a) => (a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a))),
  tanh: Math.tanh,
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  sin: Math.sin,
  cos: Math.cos,
};

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Undefined('too-large');
  return value;
}

function nonZero(value: number): number {
  if (value === 0) throw new Undefined('division-by-zero');
  return value;
}

function inDomain(value: number, inside: boolean): number {
  if (!inside) throw new Undefined('outside-domain');
  return value;
}
