import { describe, expect, it } from 'vitest';
import { exactly } from '../../src/exercise/values.ts';
import { isChoice, type Variant } from '../../src/exercise/variant.ts';
import { toDouble } from '../../src/number/rational.ts';
import { definitionOf, variantOf } from './catalogue.ts';

const seeds = Array.from({ length: 40 }, (_, i) => `planted ${i}`);

/** The lines of the shown solution, as quantity and value. */
function linesOf({
  parts: [first],
}: Variant): readonly { readonly id: string; quantity: string; value: number }[] {
  if (!first || !isChoice(first)) throw new Error('the first part is the line');
  return first.options.map((option) => {
    if (option.kind !== 'line') throw new Error('a line');
    const [quantity = '', , value] = option.text.split(' = ');
    return { id: option.id, quantity, value: Number(value ?? option.text.split(' = ').at(-1)) };
  });
}

const rightValue = (variant: Variant, quantity: string): number => {
  const real = exactly(quantity, variant);
  if (real.kind !== 'exact') throw new Error('exact in these nets');
  return toDouble(real.value);
};

describe.each(['find-the-mistake-linear', 'find-the-mistake-sigmoid'])('the solution in %s', (id) => {
  const variants = seeds.map((seed) => variantOf(definitionOf(id), seed));

  it('is right above the line in the key, and clearly wrong there and at its end', () => {
    for (const variant of variants) {
      const off = linesOf(variant).map((line) => {
        const right = rightValue(variant, line.quantity);
        return { id: line.id, off: Math.abs(line.value - right) / Math.abs(right) };
      });
      const wrong = off.filter((line) => line.off > 1e-9).map((line) => line.id);
      expect(wrong[0], variant.seed).toBe(variant.certificate.parts.p1?.key);
      expect(off.at(-1)?.off).toBeGreaterThan(0.0299);
    }
  });

  it('has had each of its mistakes planted by some seed, and offers them all as names', () => {
    const { planted } = definitionOf(id);
    expect(new Set(variants.map(({ certificate }) => certificate.parts.p2?.key))).toEqual(new Set(planted));
    const [, second] = variants[0]?.parts ?? [];
    if (second?.kind !== 'choice') throw new Error('the second part is the name');
    expect(new Set(second.options.map((option) => option.id))).toEqual(new Set(planted));
  });
});
