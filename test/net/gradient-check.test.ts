import { describe, expect, it } from 'vitest';
import { exactly } from '../../src/exercise/values.ts';
import { name, power } from '../../src/formula/formula.ts';
import { typeset } from '../../src/formula/typeset.ts';
import { weightNames } from '../../src/net/quantity.ts';
import { toDouble } from '../../src/number/rational.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';

const linear = variantOf(definitionOf('dw-linear'), 'check');
const sigmoid = variantOf(definitionOf('dw-sigmoid'), 'check');

/** (E⁺ − E⁻)/2d and ∂E/∂weight of a variant. */
function both(variant: typeof linear, weight: string, d: string) {
  const checked = { ...variant, net: { ...variant.net, nudged: weight }, given: { ...variant.given, d } };
  return [exactly('ΔE/2d', checked), exactly(`dE/d${weight}`, checked)] as const;
}

describe('the gradient check', () => {
  it.each(['1/10', '1/5', '3'])('equals every gradient exactly in a linear net, for d = %s', (d) => {
    for (const weight of weightNames) {
      const [quotient, gradient] = both(linear, weight, d);
      expect(quotient).toEqual(gradient);
    }
  });

  it('comes near the gradient in a sigmoid net, nearer for a smaller d', () => {
    const off = (d: string): number => {
      const [quotient, gradient] = both(sigmoid, 'w12', d).map((real) => {
        const found = real.kind === 'exact' ? undefined : real.at(128);
        if (found?.kind !== 'value') throw new Error('an irrational number with a value');
        return toDouble(found.value.lo);
      });
      return Math.abs((quotient ?? 0) - (gradient ?? 0)) / Math.abs(gradient ?? 1);
    };
    expect(off('1/10')).toBeLessThan(0.05);
    expect(off('1/100')).toBeLessThan(off('1/10') / 50);
    expect(off('1/100')).toBeGreaterThan(0);
  });
});

describe('the name of a nudged quantity', () => {
  it('is bracketed before a power: KaTeX takes no two superscripts', () => {
    expect(typeset(power(name('e1⁺'), 2))).toBe('\\left(e_{1}^{+}\\right)^{2}');
  });
});
