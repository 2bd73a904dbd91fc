import { describe, expect, it } from 'vitest';
import { keyOf, writtenReal } from '../../src/exercise/key.ts';
import { rational } from '../../src/number/rational.ts';
import { withNumbers } from './nets.ts';

describe('a key', () => {
  it('is a fraction with its decimal where it is rational', () => {
    const variant = withNumbers({ hidden: 'linear', output: 'linear', loss: 'half' });
    expect(keyOf(variant, 'a1')).toEqual({ exact: true, value: '9/10', decimal: '0.9' });
    expect(writtenReal({ kind: 'exact', value: rational(-1, 3) })).toEqual({
      exact: true,
      value: '-1/3',
      decimal: '-0.33333333333333333333',
    });
  });

  it('is enclosed where it is not', () => {
    const variant = withNumbers({ hidden: 'sigmoid', output: 'linear', loss: 'half' });
    // 1/(1 + e^-0.9) = .7109495026250039634630982368003319135114 (bc, scale 40)
    expect(keyOf(variant, 'h1')).toEqual({
      exact: false,
      enclosure: ['0.7109495026250039634630982', '0.7109495026250039634630983'],
      decimal: '0.71094950262500396346',
    });
  });
});
