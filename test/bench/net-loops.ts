/** What the engine's gradients in doubles are measured against: one sigmoid/sigmoid net, written out in loops. */

/** What the loops read, in this order. */
export const names = [
  ...['x1', 'x2'],
  ...['w11', 'w12', 'w13', 'w21', 'w22', 'w23'],
  ...['u11', 'u12', 'u21', 'u22', 'u31', 'u32'],
  ...['t1', 't2'],
] as const;

const [w, u, t] = [2, 8, 14];
const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));
const h = new Float64Array(3);
const delta = new Float64Array(2);
const nudged = new Float64Array(names.length);

/** All twelve gradients, w11 … w23 and u11 … u32, by a backward pass. */
export function backward(v: Float64Array, into: Float64Array): void {
  forward(v);
  for (let j = 0; j < 3; j++) {
    const hj = h[j] ?? 0;
    let back = 0;
    for (let k = 0; k < 2; k++) {
      const d = delta[k] ?? 0;
      back += d * (v[u + 2 * j + k] ?? 0);
      into[6 + 2 * j + k] = d * hj;
    }
    const below = back * hj * (1 - hj);
    into[j] = below * (v[0] ?? 0);
    into[3 + j] = below * (v[1] ?? 0);
  }
}

/** The same by central differences, two forward passes for each weight. */
export function differences(v: Float64Array, into: Float64Array): void {
  const step = 1e-5;
  nudged.set(v);
  for (let n = 0; n < 12; n++) {
    const at = v[w + n] ?? 0;
    nudged[w + n] = at + step;
    const above = forward(nudged);
    nudged[w + n] = at - step;
    into[n] = (above - forward(nudged)) / (2 * step);
    nudged[w + n] = at;
  }
}

/** E; leaves h and δ behind. */
function forward(v: Float64Array): number {
  let loss = 0;
  for (let j = 0; j < 3; j++)
    h[j] = sigmoid((v[0] ?? 0) * (v[w + j] ?? 0) + (v[1] ?? 0) * (v[w + 3 + j] ?? 0));
  for (let k = 0; k < 2; k++) {
    let z = 0;
    for (let j = 0; j < 3; j++) z += (h[j] ?? 0) * (v[u + 2 * j + k] ?? 0);
    const y = sigmoid(z);
    const e = y - (v[t + k] ?? 0);
    loss += 0.5 * e * e;
    delta[k] = e * y * (1 - y);
  }
  return loss;
}
