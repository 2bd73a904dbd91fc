/**
 * The two formula columns of the catalogue of mistakes, by hand: what ∂E/∂u_jk and ∂E/∂w_ij become. Nothing
 * here knows of formulas, stages or rewrites; letters are those of the catalogue, δ_k is d(k).
 *
 * Each list has one entry for each form of the mistake, in the order of the forms; void where the mistake
 * cannot be made on this net. Same: this layer's answer is right.
 */
import type { MistakeId } from '../../src/mistakes/catalogue.ts';
import { curveOf, type NetNumbers, netNumbers } from './net-numbers.ts';

export interface Columns {
  readonly u: (j: number, k: number) => readonly Entry[];
  readonly w: (i: number, j: number) => readonly Entry[];
}
/** undefined: void. */
export type Entry = number | undefined;

type Deltas = readonly [number, number];

export function columnsOf(net: NetNumbers): Readonly<Record<MistakeId, Columns>> {
  const { spec, eta, target } = net;
  const at = (list: readonly number[], n: number) => list[n - 1] ?? Number.NaN;
  const x = (i: number) => at(net.x, i);
  const a = (j: number) => at(net.a, j);
  const h = (j: number) => at(net.h, j);
  const z = (k: number) => at(net.z, k);
  const y = (k: number) => at(net.y, k);
  const t = (k: number) => at(net.t, k);
  const e = (k: number) => at(net.e, k);
  const s = (k: number) => at(net.s, k);
  const r = (j: number) => at(net.r, j);
  const w = (i: number, j: number) => at(net.w[i - 1] ?? [], j);
  const u = (j: number, k: number) => at(net.u[j - 1] ?? [], k);

  const softmax = spec.output === 'softmax';
  const crossEntropy = spec.loss === 'crossEntropy';
  const curvedOut = !softmax && spec.output !== 'linear';
  const curvedHid = spec.hidden !== 'linear';
  const relu = spec.hidden === 'relu';
  const total = target === 'E';
  /** A second path that carries something: with softmax each error feels both outputs. */
  const twoPaths = total || softmax;
  const feels = (k: number) => twoPaths || carries(target, k);

  const right = deltas(net);
  const d = (k: number) => at(right, k);
  const B = (j: number) => d(1) * u(j, 1) + d(2) * u(j, 2);
  const D = (j: number) => B(j) * r(j);
  const Gu = (j: number, k: number) => d(k) * h(j);
  const Gw = (i: number, j: number) => D(j) * x(i);
  /** 0 where rounding alone keeps it off: no share can be taken of that. */
  const columnSum = (k: number) => Math.round((u(1, k) + u(2, k) + u(3, k)) * 1e9) / 1e9;
  const others = (j: number) => [(j % 3) + 1, ((j + 1) % 3) + 1] as const;

  /** Only this layer. */
  const onlyU = (value: (j: number, k: number) => Entry): Columns => ({
    u: (j, k) => [value(j, k)],
    w: (i, j) => [Gw(i, j)],
  });
  const onlyW = (...values: ((i: number, j: number) => Entry)[]): Columns => ({
    u: (j, k) => [Gu(j, k)],
    w: (i, j) => values.map((value) => value(i, j)),
  });
  /** Something else for ∂E/∂h_j. */
  const back = (...values: ((j: number) => Entry)[]): Columns =>
    onlyW(...values.map((value) => (i: number, j: number) => times(value(j), r(j) * x(i))));
  /** Something else for f'(a_j). */
  const slope = (...values: ((j: number) => Entry)[]): Columns =>
    onlyW(...values.map((value) => (i: number, j: number) => times(value(j), B(j) * x(i))));
  /** Something else for δ_1 and δ_2, in both layers. */
  const propagated = (wrong: Deltas | undefined): Columns => ({
    u: (j, k) => [wrong && at(wrong, k) * h(j)],
    w: (i, j) => [wrong && (at(wrong, 1) * u(j, 1) + at(wrong, 2) * u(j, 2)) * r(j) * x(i)],
  });
  /** Something else for e_k. */
  const error = (value: (k: number) => number) => propagated(deltas({ ...net, e: [value(1), value(2)] }));
  /** Something else for g'(z_k), where each output has a slope of its own. */
  const outSlope = (value: (k: number) => Entry): Columns => {
    const [s1, s2] = [value(1), value(2)];
    return propagated(
      curvedOut && s1 !== undefined && s2 !== undefined ? deltas({ ...net, s: [s1, s2] }) : undefined,
    );
  };
  /** Something for δ_k outright. */
  const delta = (value: (k: number) => number): Columns => propagated([value(1), value(2)]);
  const nothing: Columns = { u: () => [undefined], w: () => [undefined] };
  const answered = (value: (right: number, weight: number) => number): Columns => ({
    u: (j, k) => [value(Gu(j, k), u(j, k))],
    w: (i, j) => [value(Gw(i, j), w(i, j))],
  });
  const paths = (columns: Columns): Columns => (twoPaths ? columns : nothing);
  const dLoss = (k: number) => lossSlope(net, k, e(k));
  const withoutHiddenActivation = curvedHid ? linearHidden(net) : undefined;

  return {
    SIGN: error((k) => t(k) - y(k)),
    X2: answered((g) => 2 * g),
    HALF: answered((g) => g / 2),
    LOSS_FOR_ERROR: propagated(deltas(net, (k) => loss(net, k))),
    TARGET_FORGOTTEN: error(y),
    ABS_ERROR: error((k) => Math.abs(e(k))),
    NO_ACT_OUT: error((k) => z(k) - t(k)),
    NO_ACT_HID: withoutHiddenActivation ?? nothing,

    NO_DOUT: softmax ? (crossEntropy ? nothing : delta(dLoss)) : outSlope(() => 1),
    VALUE_FOR_SLOPE: softmax ? (crossEntropy ? nothing : delta((k) => dLoss(k) * y(k))) : outSlope(y),
    SLOPE_AT_OUTPUT: outSlope((k) => slopeAt(spec.output, y(k))),
    SHORTCUT_AT_PRE: outSlope((k) => remembered(spec.output, z(k))),
    DROPPED_FACTOR: outSlope((k) => 1 - y(k)),
    SIGN_IN_SLOPE: outSlope((k) => (spec.output === 'tanh' ? 1 + y(k) ** 2 : y(k) * (1 + y(k)))),
    OTHER_SLOPE: outSlope((k) => (spec.output === 'tanh' ? y(k) * (1 - y(k)) : 1 - y(k) ** 2)),
    SAME_SLOPE: outSlope(() => s(1)),
    SOFTMAX_DIAGONAL: softmax
      ? delta((k) =>
          crossEntropy ? (carries(target, k) ? -t(k) * (1 - y(k)) : 0) : dLoss(k) * y(k) * (1 - y(k)),
        )
      : nothing,
    CE_EXTRA_SLOPE: crossEntropy ? delta((k) => d(k) * y(k) * (1 - y(k))) : nothing,

    DROP_E2: paths(back((j) => d(1) * u(j, 1))),
    DROP_E1: paths(back((j) => d(2) * u(j, 2))),
    AVERAGE_PATHS: paths(back((j) => B(j) / 2)),
    MULTIPLY_PATHS: paths(back((j) => d(1) * u(j, 1) * d(2) * u(j, 2))),
    SUBTRACT_PATHS: paths(back((j) => d(1) * u(j, 1) - d(2) * u(j, 2))),
    SUM_THEN_MULTIPLY: back((j) => (d(1) + d(2)) * (u(j, 1) + u(j, 2))),
    CROSSED: back((j) => d(2) * u(j, 1) + d(1) * u(j, 2)),
    ALL_HIDDEN: onlyW((i) => (D(1) + D(2) + D(3)) * x(i)),
    BOTH_ERRORS_FOR_U: onlyU((j, k) => (feels(k) ? (d(1) + d(2)) * h(j) : undefined)),
    OTHER_OUTPUT: twoPaths ? onlyU((j, k) => d(3 - k) * h(j)) : nothing,

    NO_U: back(() => d(1) + d(2)),
    U_TRANSPOSED: {
      u: (j, k) => [j <= 2 && j !== k && feels(k) ? d(j) * h(k) : undefined],
      w: (i, j) => [j <= 2 ? (d(1) * u(1, j) + d(2) * u(2, j)) * r(j) * x(i) : undefined],
    },
    OTHER_ROW: back(
      (j) => d(1) * u(others(j)[0], 1) + d(2) * u(others(j)[0], 2),
      (j) => d(1) * u(others(j)[1], 1) + d(2) * u(others(j)[1], 2),
    ),
    U_UPDATED: back((j) => sum2((k) => d(k) * (u(j, k) - eta * totalDelta(net, k) * h(j)))),
    ABS_U: back((j) => sum2((k) => d(k) * Math.abs(u(j, k)))),
    U_SHARE: back((j) => sum2((k) => (feels(k) ? (d(k) * u(j, k)) / columnSum(k) : 0))),
    W_FOR_U: back((j) => d(1) * w(1, j) + d(2) * w(2, j)),
    EXTRA_H: back(
      (j) => B(j) * h(j),
      (j) => (d(1) + d(2)) * h(j),
    ),

    NO_DHID: curvedHid ? slope(() => 1) : nothing,
    HIDDEN_SLOPE: curvedHid
      ? slope(
          h,
          (j) => slopeAt(spec.hidden, h(j)),
          (j) => remembered(spec.hidden, a(j)),
          (j) => byHeart(spec.hidden, 1 - h(j), 1 - h(j)),
          (j) => byHeart(spec.hidden, h(j) * (1 + h(j)), 1 + h(j) ** 2),
          (j) => byHeart(spec.hidden, 1 - h(j) ** 2, h(j) * (1 - h(j))),
        )
      : nothing,
    OTHER_UNIT_SLOPE: curvedHid
      ? slope(
          (j) => r(others(j)[0]),
          (j) => r(others(j)[1]),
          () => (curvedOut ? s(1) : undefined),
          () => (curvedOut ? s(2) : undefined),
        )
      : nothing,
    RELU_SLOPE_1: relu ? slope(() => 1) : nothing,
    RELU_MASKS_GRADIENT: relu ? onlyW((i, j) => Math.max(0, B(j)) * x(i)) : nothing,
    GATE_REPLACES: {
      u: (j, k) => [feels(k) ? s(k) * h(j) : undefined],
      w: (i, j) => [r(j) * x(i)],
    },

    X_FOR_H: onlyU((j, k) => (j <= 2 ? d(k) * x(j) : undefined)),
    PRE_FOR_H: onlyU((j, k) => d(k) * a(j)),
    H_FOR_X: onlyW((_, j) => D(j) * h(j)),
    OTHER_INPUT: {
      u: (j, k) => others(j).map((m) => d(k) * h(m)),
      w: (i, j) => [D(j) * x(3 - i)],
    },
    NO_INPUT: { u: (_, k) => [d(k)], w: (_, j) => [D(j)] },
    WEIGHT_FOR_INPUT: { u: (j, k) => [d(k) * u(j, k)], w: (i, j) => [D(j) * w(i, j)] },
    W_TRANSPOSED: onlyW((i, j) => (j <= 2 && i !== j ? D(i) * x(j) : undefined)),

    STEP: answered((g) => -eta * g),
    NEW_WEIGHT: answered((g, weight) => weight - eta * g),
    ASCENT: answered((g, weight) => weight + eta * g),
    NO_ETA: answered((g, weight) => weight - g),
    ONE_E_ONLY: total
      ? {
          u: () => [undefined],
          w: (i, j) => (['E1', 'E2'] as const).map((one) => gradientOfW({ ...net, target: one }, i, j)),
        }
      : nothing,
    ROUNDED_EARLY: { u: () => [], w: () => [] },
    DECIMAL_SLIP: {
      u: (j, k) => [10 * Gu(j, k), Gu(j, k) / 10],
      w: (i, j) => [10 * Gw(i, j), Gw(i, j) / 10],
    },
  };
}

/** ∂T/∂u_jk = δ_k·h_j */
export const gradientOfU = (net: NetNumbers, j: number, k: number): number =>
  (deltas(net)[k - 1] ?? 0) * (net.h[j - 1] ?? 0);

/** ∂T/∂w_ij = (Σ_k δ_k·u_jk)·f'(a_j)·x_i */
export function gradientOfW(net: NetNumbers, i: number, j: number): number {
  const [d1, d2] = deltas(net);
  const [u1 = 0, u2 = 0] = net.u[j - 1] ?? [];
  return (d1 * u1 + d2 * u2) * (net.r[j - 1] ?? 0) * (net.x[i - 1] ?? 0);
}

/** δ_1 and δ_2 of the target; `slope` is ∂T/∂e_k where it is not that of the loss. */
function deltas(net: NetNumbers, slope?: (k: number) => number): Deltas {
  const { spec, target, s, y, e, t } = net;
  const [e1 = 0, e2 = 0] = e;
  if (spec.loss === 'crossEntropy') {
    if (slope) return [slope(1), slope(2)];
    if (target === 'E') return [e1, e2];
    const [own, other] = target === 'E1' ? [0, 1] : [1, 0];
    const byOwn = -(t[own] ?? 0) * (1 - (y[own] ?? 0));
    const byOther = (t[own] ?? 0) * (y[other] ?? 0);
    return own === 0 ? [byOwn, byOther] : [byOther, byOwn];
  }
  const of = (k: number, error: number) =>
    carries(target, k) ? (slope?.(k) ?? lossSlope(net, k, error)) : 0;
  const [d1, d2] = [of(1, e1), of(2, e2)];
  const [s1 = 0, s2 = 0] = s;
  const crossed = spec.output === 'softmax' ? (y[0] ?? 0) * (y[1] ?? 0) : 0;
  return [d1 * s1 - d2 * crossed, d2 * s2 - d1 * crossed];
}

const carries = (target: string, k: number): boolean => target === 'E' || target === `E${k}`;

/** ½e²: e. e²: 2e. E = (e_1² + e_2²)/2: e, and 2e for one of the two alone. */
function lossSlope({ spec, target }: NetNumbers, k: number, error: number): number {
  if (!carries(target, k)) return 0;
  return spec.loss === 'half' || (spec.loss === 'mean' && target === 'E') ? error : 2 * error;
}

function loss({ spec, e, y, t }: NetNumbers, k: number): number {
  const [error = 0, output = 0, aim = 0] = [e[k - 1], y[k - 1], t[k - 1]];
  if (spec.loss === 'crossEntropy') return -aim * Math.log(output);
  return spec.loss === 'half' ? error ** 2 / 2 : error ** 2;
}

/** The new u is that of the total error, whichever error is asked for. */
const totalDelta = (net: NetNumbers, k: number): number => deltas({ ...net, target: 'E' })[k - 1] ?? 0;

/** h := a from the hidden layer on, the slopes f'(a_j) as they were. */
function linearHidden(net: NetNumbers): Columns {
  const value = (name: string): number | undefined => {
    const [letter = '', first = '', second = ''] = name;
    if (letter === 'w') return net.w[Number(first) - 1]?.[Number(second) - 1];
    if (letter === 'u') return net.u[Number(first) - 1]?.[Number(second) - 1];
    if (letter === 'x') return net.x[Number(first) - 1];
    if (letter === 't') return net.t[Number(first) - 1];
    return name === 'eta' ? net.eta : undefined;
  };
  const changed = { ...netNumbers(net.spec, value, net.target, (a) => a), r: net.r };
  return {
    u: (j, k) => [gradientOfU(changed, j, k)],
    w: (i, j) => [gradientOfW(changed, i, j)],
  };
}

/** f'(h): the slope at the unit's own value. */
const slopeAt = (activation: string, value: number): number =>
  curveOf(activation).slope(value, curveOf(activation).value(value));

/** a(1 − a) or 1 − a²: the shortcut in the wrong place. */
const remembered = (activation: string, pre: number): Entry =>
  byHeart(activation, pre * (1 - pre), 1 - pre * pre);

/** Only sigmoid and tanh have a slope that is learnt by heart. */
const byHeart = (activation: string, ofSigmoid: number, ofTanh: number): Entry =>
  activation === 'sigmoid' ? ofSigmoid : activation === 'tanh' ? ofTanh : undefined;

const times = (value: Entry, factor: number): Entry => (value === undefined ? undefined : value * factor);
const sum2 = (term: (k: number) => number): number => term(1) + term(2);
