/**
 * One net in plain doubles, written apart from src/: what the two formula columns of the catalogue of
 * mistakes are in. Values that an exercise prints (h, y to two decimals) stand in place of computed ones.
 */
import type { NetSpec } from '../../src/net/spec.ts';

export type Target = 'E' | 'E1' | 'E2';
type Units = readonly number[];

/** Lists are by index − 1: u[j − 1][k − 1] is u_jk. */
export interface NetNumbers {
  readonly spec: NetSpec;
  readonly target: Target;
  readonly x: Units;
  readonly w: readonly Units[];
  readonly u: readonly Units[];
  readonly t: Units;
  readonly eta: number;
  readonly a: Units;
  readonly h: Units;
  readonly z: Units;
  readonly y: Units;
  readonly e: Units;
  /** g'(z_k), for softmax y_k(1 − y_k). */
  readonly s: Units;
  /** f'(a_j) */
  readonly r: Units;
}

interface Curve {
  readonly value: (a: number) => number;
  readonly slope: (a: number, value: number) => number;
}

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

export const curves: Readonly<Record<string, Curve>> = {
  linear: { value: (a) => a, slope: () => 1 },
  relu: { value: (a) => (a > 0 ? a : 0), slope: (a) => (a > 0 ? 1 : 0) },
  leakyRelu: { value: (a) => (a > 0 ? a : a / 10), slope: (a) => (a > 0 ? 1 : 0.1) },
  sigmoid: { value: sigmoid, slope: (_, h) => h * (1 - h) },
  tanh: { value: Math.tanh, slope: (_, h) => 1 - h * h },
  hardSigmoid: {
    value: (a) => Math.min(1, Math.max(0, a / 5 + 0.5)),
    slope: (a) => (Math.abs(a) < 2.5 ? 0.2 : 0),
  },
  softplus: { value: (a) => Math.log(1 + Math.exp(a)), slope: sigmoid },
  softmax: { value: () => Number.NaN, slope: (_, y) => y * (1 - y) },
};

export const curveOf = (activation: string): Curve => curves[activation] ?? fail(`no curve ${activation}`);

/** `value` gives x1 … t2 and eta, and a printed h or y where the exercise prints it. */
export function netNumbers(
  spec: NetSpec,
  value: (name: string) => number | undefined,
  target: Target = 'E',
  hiddenValue: (a: number, j: number) => number = (a, j) => value(`h${j}`) ?? curveOf(spec.hidden).value(a),
): NetNumbers {
  const given = (name: string) => value(name) ?? fail(`no value for ${name}`);
  const x = [given('x1'), given('x2')];
  const w = [1, 2].map((i) => [1, 2, 3].map((j) => given(`w${i}${j}`)));
  const u = [1, 2, 3].map((j) => [1, 2].map((k) => given(`u${j}${k}`)));
  const t = [given('t1'), given('t2')];
  const a = [0, 1, 2].map((j) => dot(x, column(w, j)));
  const h = a.map((each, j) => hiddenValue(each, j + 1));
  const z = [0, 1].map((k) => dot(h, column(u, k)));
  const y = outputs(spec.output, z).map((each, k) => value(`y${k + 1}`) ?? each);
  const e = y.map((each, k) => each - (t[k] ?? 0));
  const s = z.map((each, k) => curveOf(spec.output).slope(each, y[k] ?? 0));
  const r = a.map((each, j) => curveOf(spec.hidden).slope(each, h[j] ?? 0));
  return { spec, target, x, w, u, t, eta: given('eta'), a, h, z, y, e, s, r };
}

function outputs(activation: string, z: Units): Units {
  if (activation !== 'softmax') return z.map(curveOf(activation).value);
  const powers = z.map(Math.exp);
  return powers.map((each) => each / powers.reduce((so, power) => so + power));
}

const dot = (left: Units, right: Units): number =>
  left.reduce((so, each, n) => so + each * (right[n] ?? 0), 0);
const column = (rows: readonly Units[], n: number): Units => rows.map((row) => row[n] ?? 0);

function fail(problem: string): never {
  throw new Error(problem);
}
