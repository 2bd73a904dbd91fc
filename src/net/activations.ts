/**
 * What each activation is as a function, and the losses, as formulas. A new activation or loss is a row
 * here (and in spec.ts, its name).
 */
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
} from '../formula/formula.ts';
import { rational } from '../number/rational.ts';
import type { HiddenActivation, Loss, OutputActivation } from './spec.ts';

/** The function of an activation that works on one unit alone; undefined for linear. Softmax is not such a one. */
export const elementwise: Readonly<
  Record<HiddenActivation | Exclude<OutputActivation, 'softmax'>, FunctionName | undefined>
> = {
  linear: undefined,
  relu: 'relu',
  leakyRelu: 'leakyRelu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  hardSigmoid: 'hardSigmoid',
  softplus: 'softplus',
};

/** y_k = e^{z_k} / (e^{z_1} + e^{z_2}) */
export const softmax = (k: number): Formula =>
  quotient(call('exp', name(`z${k}`)), sum(call('exp', name('z1')), call('exp', name('z2'))));

interface LossRow {
  readonly single: (k: number) => Formula;
  readonly total: Formula;
}

const both = sum(name('E1'), name('E2'));
const squaredError = (k: number): Formula => power(name(`e${k}`), 2);
const half = number(rational(1, 2));

export const lossFormulas: Readonly<Record<Loss, LossRow>> = {
  half: { single: (k) => product(half, squaredError(k)), total: both },
  full: { single: squaredError, total: both },
  mean: { single: squaredError, total: product(half, both) },
  crossEntropy: { single: (k) => negated(product(name(`t${k}`), call('ln', name(`y${k}`)))), total: both },
};

/** With softmax the targets are shares: t2 = 1 − t1. */
export const targetsSumToOne = (output: OutputActivation): boolean => output === 'softmax';
export const secondTarget = difference(number(1), name('t1'));
