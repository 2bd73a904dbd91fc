import { describe, expect, it } from 'vitest';
import { nudge } from '../../src/exercise/nudge.ts';
import { exactly } from '../../src/exercise/values.ts';
import { toDouble } from '../../src/number/rational.ts';
import { definitionOf, variantOf } from './catalogue.ts';

const variant = variantOf(definitionOf('errors-then-total-linear'), 'nudge');
const total = variant.parts[2]?.quantity ?? '';
const weight = total.split('/d')[1] ?? '';

function right(quantity: string): number {
  const value = exactly(quantity, variant);
  if (value.kind !== 'exact') throw new Error('a linear net is exact');
  return toDouble(value.value);
}

describe('the nudge experiment', () => {
  it('refutes a wrong sign, a gradient that is too large, and one that is too small', () => {
    const key = right(total);
    expect(nudge(variant, total, -key)?.verdict).toBe('other-direction');
    expect(nudge(variant, total, 2 * key)?.verdict).toBe('less');
    expect(nudge(variant, total, key / 2)?.verdict).toBe('more');
  });

  it('is left out where nothing could be seen, and for what is no gradient of a weight', () => {
    expect(nudge(variant, total, 1.05 * right(total))).toBeUndefined();
    expect(nudge(variant, 'e1', 3)).toBeUndefined();
    expect(nudge(variant, 'dE/dh1', 3)).toBeUndefined();
  });

  it('samples the loss that is asked about, around the weight as it stands', () => {
    const single = nudge(variant, `dE1/d${weight}`, 100);
    const at = Number(variant.given[weight]);
    expect(single?.samples).toHaveLength(13);
    expect(single?.samples[6]).toEqual({ weight: at, E: single?.at.E });
    expect(single?.at.E).toBeCloseTo(right('E1'), 12);
    expect(single?.samples.map((sample) => sample.weight - at)).toEqual(
      expect.arrayContaining([expect.closeTo(-0.3, 12), expect.closeTo(0.3, 12)]),
    );
  });
});
