/** Variants made by hand, for tests and for the gallery of pages. */
import type { Part, VariantForStudent } from '../../src/exercise/variant.ts';

const asks = (...quantities: readonly string[]): readonly Part[] =>
  quantities.map((quantity, index) => ({
    id: `p${index + 1}`,
    kind: 'number',
    quantity,
    tolerance: { kind: 'relative', n: '1/100' },
  }));

/** Linear, everything but the hidden part given: single errors, then the total. */
export const linear: VariantForStudent = {
  exercise: 'w-gradient-linear',
  net: { hidden: 'linear', output: 'linear', loss: 'half' },
  given: {
    x1: '1',
    x2: '-2',
    w11: '0.3',
    w12: '0.5',
    w13: '-0.2',
    w21: '0.1',
    w22: '-0.4',
    w23: '0.6',
    u11: '0.7',
    u12: '-0.3',
    u21: '0.2',
    u22: '0.9',
    u31: '-0.5',
    u32: '0.4',
    t1: '0.5',
    t2: '-1',
  },
  drawn: { i: '1', j: '2' },
  parts: asks('dE/du21', 'dE1/dw12', 'dE2/dw12', 'dE/dw12'),
};

/** Sigmoid, with h and y given. */
export const sigmoid: VariantForStudent = {
  exercise: 'w-gradient-sigmoid',
  net: { hidden: 'sigmoid', output: 'sigmoid', loss: 'half' },
  given: {
    ...linear.given,
    h1: '0.52',
    h2: '0.79',
    h3: '0.2',
    y1: '0.61',
    y2: '0.66',
    t1: '1',
    t2: '0',
    eta: '0.3',
  },
  drawn: { i: '2', j: '1' },
  parts: asks('dE/dw21'),
};

/** Every value with four decimals, pre-activations too: the most that a figure has to hold. */
export const fourDecimals: VariantForStudent = {
  exercise: 'all-values',
  net: { hidden: 'tanh', output: 'linear', loss: 'half' },
  given: {
    ...Object.fromEntries(
      Object.keys(linear.given).map((name, index) => [
        name,
        `${index % 2 ? '-' : ''}0.${1234 + 517 * index}`,
      ]),
    ),
    a1: '-0.1234',
    a2: '1.5071',
    a3: '-2.2501',
    h1: '-0.1228',
    h2: '0.9064',
    h3: '-0.9781',
    z1: '-0.4711',
    z2: '0.8123',
    y1: '-0.4711',
    y2: '0.8123',
    e1: '-1.2345',
    e2: '0.3210',
  },
  drawn: {},
  parts: asks('dE/dw13'),
};

/** Softmax with cross-entropy: every u reaches both errors. */
export const softmax: VariantForStudent = {
  exercise: 'softmax',
  net: { hidden: 'relu', output: 'softmax', loss: 'crossEntropy' },
  given: { ...linear.given, t1: '1', t2: '0' },
  drawn: { j: '3', k: '1' },
  parts: asks('dE/du31', 'y1'),
};

export const samples = { linear, sigmoid, fourDecimals, softmax };
