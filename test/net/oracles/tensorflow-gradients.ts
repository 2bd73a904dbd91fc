/**
 * TensorFlow.js' own automatic differentiation, in single precision on its CPU backend, a batch of nets at
 * once. Gradients by intermediates come from adding a tensor of zeros there and differentiating by it.
 */
import type * as TensorFlow from '@tensorflow/tfjs';
import type { NetSpec } from '../../../src/net/spec.ts';
import type { Case } from './cases.ts';

type Tf = typeof TensorFlow;
type Tensor = TensorFlow.Tensor;

/** TensorFlow.js in production mode, in which it prints no advertisement at its first tensor. */
export async function loadTensorFlow(): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs');
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return tf;
}

/** One map for each case: 'dE/dw11' … in single precision. All cases must have the same spec. */
export function gradientsByTensorFlow(
  tf: Tf,
  cases: readonly Case[],
): readonly ReadonlyMap<string, number>[] {
  const spec = cases[0]?.spec;
  if (!spec) return [];
  const found = cases.map(() => new Map<string, number>());
  tf.tidy(() => {
    const places = tensors(tf, cases);
    const targets = matrix(tf, cases, [['t1', 't2']]);
    for (const target of ['E', 'E1', 'E2']) {
      const gradients = tf.grads((...values: Tensor[]) => tf.sum(lossOf(tf, spec, target, targets, values)))(
        places.map(({ tensor }) => tensor),
      );
      places.forEach(({ names }, place) => {
        const flat = gradients[place]?.dataSync() ?? [];
        names.forEach((name, n) => {
          cases.forEach((_, at) => {
            found[at]?.set(`d${target}/d${name}`, flat[at * names.length + n] ?? Number.NaN);
          });
        });
      });
    }
  });
  return found;
}

interface Place {
  readonly names: readonly string[];
  readonly tensor: Tensor;
}

/** x, w, u, and zeros to be added to a, h, z, y and e. */
function tensors(tf: Tf, cases: readonly Case[]): readonly Place[] {
  const given = [
    [['x1', 'x2']],
    [
      ['w11', 'w12', 'w13'],
      ['w21', 'w22', 'w23'],
    ],
    [
      ['u11', 'u12'],
      ['u21', 'u22'],
      ['u31', 'u32'],
    ],
  ];
  const added = [
    ['a1', 'a2', 'a3'],
    ['h1', 'h2', 'h3'],
    ['z1', 'z2'],
    ['y1', 'y2'],
    ['e1', 'e2'],
  ];
  return [
    ...given.map((rows) => ({ names: rows.flat(), tensor: matrix(tf, cases, rows) })),
    ...added.map((names) => ({ names, tensor: tf.zeros([cases.length, 1, names.length]) })),
  ];
}

function matrix(tf: Tf, cases: readonly Case[], rows: readonly (readonly string[])[]): Tensor {
  const values = cases.flatMap(({ hundredths }) =>
    rows.flat().map((name) => (hundredths.get(name) ?? 0) / 100),
  );
  return tf.tensor3d(values, [cases.length, rows.length, rows[0]?.length ?? 0]);
}

function lossOf(tf: Tf, spec: NetSpec, target: string, t: Tensor, values: readonly Tensor[]): Tensor {
  const [x, w, u, da, dh, dz, dy, de] = values as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const h = activated(tf, spec.hidden, x.matMul(w).add(da)).add(dh);
  const y = activated(tf, spec.output, h.matMul(u).add(dz)).add(dy);
  const e = y.sub(t).add(de);
  const single =
    spec.loss === 'crossEntropy'
      ? t.mul(tf.log(y)).neg().add(e.mul(0))
      : e.square().mul(spec.loss === 'half' ? 0.5 : 1);
  const shares = { E: spec.loss === 'mean' ? [0.5, 0.5] : [1, 1], E1: [1, 0], E2: [0, 1] }[target] ?? [];
  return single.mul(tf.tensor3d(shares, [1, 1, 2]));
}

function activated(tf: Tf, activation: string, pre: Tensor): Tensor {
  const rows: Readonly<Record<string, (a: Tensor) => Tensor>> = {
    linear: (a) => a,
    relu: (a) => tf.relu(a),
    leakyRelu: (a) => tf.leakyRelu(a, 0.1),
    sigmoid: (a) => tf.sigmoid(a),
    tanh: (a) => tf.tanh(a),
    hardSigmoid: (a) => tf.clipByValue(a.mul(0.2).add(0.5), 0, 1),
    softplus: (a) => tf.softplus(a),
    softmax: (a) => tf.softmax(a),
  };
  return rows[activation]?.(pre) ?? pre;
}
