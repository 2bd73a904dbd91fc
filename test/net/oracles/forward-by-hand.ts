/**
 * The lecture's forward pass written out once more, on any numbers, with a finger on one quantity: `touch`
 * sees every value as it is computed. With dual numbers it sets ε on one; with plain ones it nudges one.
 */
import type { Loss, NetSpec } from '../../../src/net/spec.ts';
import type { Numeric } from './numeric.ts';

export interface Means<T> {
  /** n hundredths. */
  readonly hundredths: (n: number) => T;
  /** f(a_j) or g(z_k) of the unit 'h1' … 'y2'; softmax gets both z, its own first. */
  readonly activate: (unit: string, pre: T, others: readonly T[]) => T;
  readonly ln: (value: T) => T;
}

export interface Losses<T> {
  readonly E1: T;
  readonly E2: T;
  readonly E: T;
}

export function forwardByHand<T extends Numeric<T>>(
  { loss }: NetSpec,
  hundredths: ReadonlyMap<string, number>,
  means: Means<T>,
  touch: (name: string, value: T) => T,
): Losses<T> {
  const input = (name: string) => touch(name, means.hundredths(hundredths.get(name) ?? 0));
  const [x1, x2] = [input('x1'), input('x2')];
  const h = [1, 2, 3].map((j) => {
    const a = touch(`a${j}`, x1.times(input(`w1${j}`)).plus(x2.times(input(`w2${j}`))));
    return touch(`h${j}`, means.activate(`h${j}`, a, []));
  });
  const [z1, z2] = [1, 2].map((k) => {
    const parts = h.map((value, j) => value.times(input(`u${j + 1}${k}`)));
    return touch(`z${k}`, total(parts));
  }) as [T, T];
  const y1 = touch('y1', means.activate('y1', z1, [z2]));
  const y2 = touch('y2', means.activate('y2', z2, [z1]));
  const [t1, t2] = ['t1', 't2'].map((name) => means.hundredths(hundredths.get(name) ?? 0)) as [T, T];
  const E1 = singleLoss(loss, y1, t1, touch('e1', y1.minus(t1)), means);
  const E2 = singleLoss(loss, y2, t2, touch('e2', y2.minus(t2)), means);
  const both = E1.plus(E2);
  return { E1, E2, E: loss === 'mean' ? both.times(means.hundredths(50)) : both };
}

function singleLoss<T extends Numeric<T>>(loss: Loss, y: T, t: T, e: T, means: Means<T>): T {
  if (loss === 'crossEntropy') return means.hundredths(0).minus(t.times(means.ln(y)));
  return loss === 'half' ? e.times(e).times(means.hundredths(50)) : e.times(e);
}

function total<T extends Numeric<T>>(parts: readonly T[]): T {
  return parts.reduce((so, each) => so.plus(each));
}
