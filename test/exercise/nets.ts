/** Nets with numbers of our own: one hidden unit off, errors of both signs. */
import { hiddenActivations, type NetSpec, outputActivations } from '../../src/net/spec.ts';

const losses = {
  linear: three(),
  sigmoid: three(),
  tanh: three(),
  softmax: ['half', 'crossEntropy'],
} as const;

/** Every pair of activations; the losses by turns, so that each output activation meets each of its losses. */
export const nets: readonly NetSpec[] = hiddenActivations.flatMap((hidden, turn) =>
  outputActivations.map((output) => ({
    hidden,
    output,
    loss: losses[output][turn % losses[output].length] ?? 'half',
  })),
);

function three() {
  return ['half', 'full', 'mean'] as const;
}

/** a = 0.9, −1.4, 0.5. */
export const withNumbers = (net: NetSpec) => ({
  net,
  given: {
    ...{ x1: '2', x2: '-0.5', w11: '0.6', w12: '-0.8', w13: '0.2', w21: '0.6', w22: '-0.4', w23: '-0.2' },
    ...{ u11: '0.7', u12: '-0.4', u21: '-0.3', u22: '0.6', u31: '0.5', u32: '-0.9', t1: '0.3', t2: '0.7' },
    eta: '0.4',
  },
});
