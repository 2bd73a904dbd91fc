/**
 * Wrong slopes, each written once for whatever unit it befalls. `fn` is the unit's activation, `pre` its
 * pre-activation, `value` its value; undefined where the belief makes no sense for that activation.
 */
import { slope } from '../formula/differentiate.ts';
import {
  call,
  difference,
  type Formula,
  type FunctionName,
  number,
  power,
  product,
  sum,
} from '../formula/formula.ts';
import { elementwise } from '../net/activations.ts';
import { a, type Belief, h, hiddenSlopes, outputSlopes, y, z } from './stages.ts';

interface Unit {
  readonly fn: FunctionName;
  readonly pre: Formula;
  readonly value: Formula;
}

type SlopeBelief = (unit: Unit) => Formula | undefined;

const one = number(1);
const ofSigmoid = (v: Formula): Formula => product(v, difference(one, v));
const ofTanh = (v: Formula): Formula => difference(one, power(v, 2));

/** A belief about activations whose slope is learnt by heart in the unit's own value: sigmoid and tanh. */
const remembered =
  (rows: { readonly sigmoid: (u: Unit) => Formula; readonly tanh: (u: Unit) => Formula }): SlopeBelief =>
  (unit) =>
    unit.fn === 'sigmoid' || unit.fn === 'tanh' ? rows[unit.fn](unit) : undefined;

export const slopeBeliefs = {
  VALUE_FOR_SLOPE: ({ value }) => value,
  SLOPE_AT_OUTPUT: ({ fn, value }) => slope(called(fn, value)),
  SHORTCUT_AT_PRE: remembered({ sigmoid: ({ pre }) => ofSigmoid(pre), tanh: ({ pre }) => ofTanh(pre) }),
  DROPPED_FACTOR: remembered({
    sigmoid: ({ value }) => difference(one, value),
    tanh: ({ value }) => difference(one, value),
  }),
  SIGN_IN_SLOPE: remembered({
    sigmoid: ({ value }) => product(value, sum(one, value)),
    tanh: ({ value }) => sum(one, power(value, 2)),
  }),
  OTHER_SLOPE: remembered({ sigmoid: ({ value }) => ofTanh(value), tanh: ({ value }) => ofSigmoid(value) }),
} as const satisfies Record<string, SlopeBelief>;

export type SlopeBeliefId = keyof typeof slopeBeliefs;
export const slopeBeliefIds = Object.keys(slopeBeliefs) as readonly SlopeBeliefId[];

/** The belief at the output units; softmax has no slope of one unit alone. */
export const atOutputs = (belief: SlopeBelief) =>
  outputSlopes(({ k, net }) => {
    const fn = net.output === 'softmax' ? undefined : elementwise[net.output];
    return fn && belief({ fn, pre: z(k), value: y(k) });
  });

/** The belief at the hidden units. */
export const atHidden = (belief: SlopeBelief) =>
  hiddenSlopes(({ j, net }) => {
    const fn = elementwise[net.hidden];
    return fn && belief({ fn, pre: a(j), value: h(j) });
  });

/** The belief `make`, only where the hidden activation has a slope of its own. */
export const curvedHidden =
  (make: Belief): Belief =>
  (row) =>
    elementwise[row.net.hidden] ? make(row) : undefined;

/** The belief `make`, only where each output unit has a slope of its own. */
export const curvedOutput =
  (make: Belief): Belief =>
  (row) =>
    row.net.output !== 'softmax' && elementwise[row.net.output] ? make(row) : undefined;

const called = (fn: FunctionName, argument: Formula): Formula & { kind: 'call' } => {
  const formula = call(fn, argument);
  if (formula.kind !== 'call') throw new Error('a call is a call');
  return formula;
};
