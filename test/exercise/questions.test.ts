import { describe, expect, it } from 'vitest';
import { questions } from '../../src/exercise/questions.ts';
import { forStudent, isChoice, type Variant } from '../../src/exercise/variant.ts';
import { wNames } from '../../src/net/quantity.ts';
import type { NetSpec } from '../../src/net/spec.ts';
import { definitions, variantOf } from './catalogue.ts';

const linear: NetSpec = { hidden: 'linear', output: 'linear', loss: 'half' };
const softmax: NetSpec = { hidden: 'linear', output: 'softmax', loss: 'crossEntropy' };

const about = (quantity: string, net = linear) => ({ quantity, net, among: wNames, at: () => 0 });
const among = (gradients: readonly number[], net = linear) => ({
  ...about('E', net),
  at: (name: string) => gradients[wNames.indexOf(name.replace('dE/d', ''))] ?? Number.NaN,
});

describe('a question about the arrows', () => {
  it('knows that a u reaches one error, a w both, and a u before softmax both', () => {
    expect(questions.errorsReached.answer(about('u21')).right).toEqual(['e1']);
    expect(questions.errorsReached.answer(about('w12')).right).toEqual(['e1', 'e2']);
    expect(questions.errorsReached.answer(about('u21', softmax)).right).toEqual(['e1', 'e2']);
  });

  it.each([
    ['u21', 1],
    ['w12', 2],
    ['h3', 2],
    ['x1', 6],
  ])('counts the paths from %s: %i', (quantity, count) => {
    expect(questions.pathCount.answer(about(quantity)).right).toEqual([`${count}`]);
  });

  it('finds the weights on the paths', () => {
    expect(questions.weightsOnPaths.answer(about('w13')).right).toEqual(['u31', 'u32']);
  });
});

describe('a question about sizes', () => {
  it('is answered where the sizes are clearly apart, whatever their signs', () => {
    const asking = among([0.1, -0.6, 0.3, -0.2, 0.45, 0.05]);
    expect(questions.bySize.answer(asking)?.right).toEqual(['w12', 'w22', 'w13', 'w21', 'w11', 'w23']);
    expect(questions.largestStep.answer(asking)?.right).toEqual(['w12']);
    expect(questions.growingWeights.answer(asking)?.right).toEqual(['w12', 'w21']);
  });

  it('is refused where two sizes are nearly the same', () => {
    expect(questions.bySize.answer(among([0.1, -0.6, 0.3, -0.2, 0.45, 0.097]))).toBeUndefined();
    expect(questions.largestStep.answer(among([0.58, -0.6, 0.3, -0.2, 0.45, 0.05]))).toBeUndefined();
    expect(questions.growingWeights.answer(among([0.001, -0.6, 0.3, -0.2, 0.45, 0.05]))).toBeUndefined();
  });

  it('tells zero and nearly zero from the rest, or says: none', () => {
    expect(questions.zeroGradients.answer(among([0, 0.2, -0.3, 0, 0.4, 0.5]))?.right).toEqual(['w11', 'w21']);
    expect(questions.zeroGradients.answer(among([0.1, 0.2, -0.3, 0.1, 0.4, 0.5]))?.right).toEqual(['none']);
    expect(questions.smallGradients.answer(among([0.001, 0.2, -0.3, 0.1, 0.4, 0.5]))?.right).toEqual(['w11']);
    expect(questions.smallGradients.answer(among([0.02, 0.2, -0.3, 0.1, 0.4, 0.5]))).toBeUndefined();
  });
});

const chosen = (variant: Variant) => variant.parts.filter(isChoice);

describe('a variant with questions', () => {
  const variants = definitions
    .filter(({ parts }) => parts.some((part) => 'question' in part))
    .map((definition) => variantOf(definition, 'options'));

  it('offers every right option, and some that are not right', () => {
    expect(variants.length).toBeGreaterThanOrEqual(8);
    for (const variant of variants) {
      for (const part of chosen(variant)) {
        const right = variant.certificate.parts[part.id]?.key.split(',') ?? [];
        const options = !isChoice(part) ? [] : part.options.map(({ id }) => id);
        expect(right.length, part.id).toBeGreaterThan(0);
        expect(options).toEqual(expect.arrayContaining(right));
        expect(options.length).toBeGreaterThan(1);
      }
    }
  });

  it('does not tell the student which are right', () => {
    for (const variant of variants) {
      const seen = JSON.stringify(forStudent(variant));
      expect(seen).not.toMatch(/certificate|"key"|"right"|seed/);
    }
  });
});
