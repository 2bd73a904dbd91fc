/**
 * The net once more in decimal.js at 60 digits, with the backward pass written by hand, as in a textbook:
 *
 *   δ_k = e_k·g'(z_k)     B_j = Σ_k δ_k·u_jk     D_j = B_j·f'(a_j)     ∂E/∂u_jk = δ_k·h_j     ∂E/∂w_ij = D_j·x_i
 */
import { Decimal } from 'decimal.js';
import type { HiddenActivation, Loss, OutputActivation } from '../../../src/net/spec.ts';
import type { Case } from './cases.ts';

const D = Decimal.clone({ precision: 60, minE: -9e15, maxE: 9e15 });
const d = (value: number | string): Decimal => new D(value);
const [zero, one] = [d(0), d(1)];

interface Curve {
  readonly value: (a: Decimal) => Decimal;
  readonly slope: (a: Decimal) => Decimal;
}

const sigmoid = (a: Decimal): Decimal => one.div(one.plus(a.neg().exp()));

const curves: Readonly<Record<HiddenActivation | Exclude<OutputActivation, 'softmax'>, Curve>> = {
  linear: { value: (a) => a, slope: () => one },
  relu: { value: (a) => (a.gt(0) ? a : zero), slope: (a) => (a.gt(0) ? one : zero) },
  leakyRelu: { value: (a) => (a.gt(0) ? a : a.div(10)), slope: (a) => (a.gt(0) ? one : d('0.1')) },
  sigmoid: { value: sigmoid, slope: (a) => one.div(a.neg().exp().plus(a.exp()).plus(2)) },
  tanh: { value: (a) => a.tanh(), slope: (a) => one.div(a.cosh().pow(2)) },
  hardSigmoid: {
    value: (a) => D.max(0, D.min(1, a.div(5).plus('0.5'))),
    slope: (a) => (a.abs().lt('2.5') ? d('0.2') : zero),
  },
  softplus: { value: (a) => one.plus(a.exp()).ln(), slope: sigmoid },
};

/** Every quantity of the net by its name: values, slopes, gradients of E, E1 and E2, steps, new weights. */
export function quantitiesInDecimals({ spec, hundredths }: Case): ReadonlyMap<string, Decimal> {
  const found = new Map<string, Decimal>();
  const at = (name: string): Decimal => {
    const value = found.get(name);
    if (!value) throw new Error(`the oracle has no ${name}`);
    return value;
  };
  for (const [name, value] of hundredths) found.set(name, d(value).div(100));
  for (const [name, value] of forward(spec.hidden, spec.output, spec.loss, at)) found.set(name, value);
  for (const target of ['E', 'E1', 'E2'])
    for (const [of, value] of backward(spec.output, lossSlopes(spec.loss, target, at), at))
      found.set(`d${target}/d${of}`, value);
  for (const weight of [...hundredths.keys()].filter((name) => /^[wu]/.test(name))) {
    const step = at('eta')
      .times(at(`dE/d${weight}`))
      .neg();
    found.set(`Δ${weight}`, step).set(`new ${weight}`, at(weight).plus(step));
  }
  return found;
}

type At = (name: string) => Decimal;

/** In the order of computation; `at` finds what has been yielded. */
function* forward(
  hidden: HiddenActivation,
  output: OutputActivation,
  loss: Loss,
  at: At,
): Generator<readonly [string, Decimal]> {
  for (const j of [1, 2, 3]) {
    yield [
      `a${j}`,
      at('x1')
        .times(at(`w1${j}`))
        .plus(at('x2').times(at(`w2${j}`))),
    ];
    yield [`h${j}`, curves[hidden].value(at(`a${j}`))];
    yield [`f'(a${j})`, curves[hidden].slope(at(`a${j}`))];
  }
  for (const k of [1, 2]) yield [`z${k}`, D.sum(...[1, 2, 3].map((j) => at(`h${j}`).times(at(`u${j}${k}`))))];
  for (const k of [1, 2]) {
    const z = at(`z${k}`);
    const share = one.div(
      one.plus(
        at(`z${3 - k}`)
          .minus(z)
          .exp(),
      ),
    );
    yield [`y${k}`, output === 'softmax' ? share : curves[output].value(z)];
    yield [`g'(z${k})`, output === 'softmax' ? share.times(one.minus(share)) : curves[output].slope(z)];
    const e = at(`y${k}`).minus(at(`t${k}`));
    yield [`e${k}`, e];
    const single = loss === 'half' ? e.pow(2).div(2) : e.pow(2);
    yield [
      `E${k}`,
      loss === 'crossEntropy'
        ? at(`t${k}`)
            .times(at(`y${k}`).ln())
            .neg()
        : single,
    ];
  }
  const both = at('E1').plus(at('E2'));
  yield ['E', loss === 'mean' ? both.div(2) : both];
}

/** ∂T/∂y_1 and ∂T/∂y_2 by the loss, and ∂T/∂e_k, which is the same unless the loss is cross-entropy. */
function lossSlopes(loss: Loss, target: string, at: At) {
  return [1, 2].map((k) => {
    if (target !== 'E' && target !== `E${k}`) return { byY: zero, byE: zero };
    if (loss === 'crossEntropy')
      return {
        byY: at(`t${k}`)
          .div(at(`y${k}`))
          .neg(),
        byE: zero,
      };
    const factor = loss === 'half' || (loss === 'mean' && target === 'E') ? 1 : 2;
    const slope = at(`e${k}`).times(factor);
    return { byY: slope, byE: slope };
  });
}

function* backward(
  output: OutputActivation,
  slopes: readonly { readonly byY: Decimal; readonly byE: Decimal }[],
  at: At,
): Generator<readonly [string, Decimal]> {
  const [dy1 = zero, dy2 = zero] = slopes.map(({ byY }) => byY);
  const crossed = at('y1').times(at('y2'));
  const deltas = [dy1, dy2].map((dy, k) => {
    const own = dy.times(at(`g'(z${k + 1})`));
    return output === 'softmax' ? own.minus((k === 0 ? dy2 : dy1).times(crossed)) : own;
  });
  for (const k of [1, 2]) {
    yield [`e${k}`, slopes[k - 1]?.byE ?? zero];
    yield [`y${k}`, slopes[k - 1]?.byY ?? zero];
    yield [`z${k}`, deltas[k - 1] ?? zero];
  }
  const hidden = [1, 2, 3].map((j) => {
    const back = D.sum(...[1, 2].map((k) => (deltas[k - 1] ?? zero).times(at(`u${j}${k}`))));
    return { j, back, delta: back.times(at(`f'(a${j})`)) };
  });
  for (const { j, back, delta } of hidden) {
    yield [`h${j}`, back];
    yield [`a${j}`, delta];
    for (const k of [1, 2]) yield [`u${j}${k}`, (deltas[k - 1] ?? zero).times(at(`h${j}`))];
    for (const i of [1, 2]) yield [`w${i}${j}`, delta.times(at(`x${i}`))];
  }
  for (const i of [1, 2])
    yield [`x${i}`, D.sum(...hidden.map(({ j, delta }) => delta.times(at(`w${i}${j}`))))];
}
