import { describe, expect, it } from 'vitest';
import { type Hint, hintsFor } from '../../src/exercise/hints.ts';
import { written } from '../../src/exercise/solution.ts';
import { systemOf, valuesOf } from '../../src/exercise/values.ts';
import { definitionOf, definitions, numberParts, variantOf } from './catalogue.ts';
import { nets, withNumbers } from './nets.ts';

const stepwise = variantOf(definitionOf('dw-sigmoid-given'), 'hints 1');
const [, , backError, hiddenError, gradient] = stepwise.parts.map(({ quantity }) => quantity);
const onFigure = /^([xhywuet])(\d{1,2})$/;

describe('the first hint', () => {
  it('lights the way from a w to both errors, and from a u to one', () => {
    const variant = variantOf(definitionOf('dw-linear'), 'hints');
    expect(hintsFor(variant, 'dE/dw12', 'en')[0]).toEqual({
      sentence:
        'Find $w_{12}$, the arrow from $x_{1}$ to $h_{2}$. It acts through $h_{2}$ alone; follow every way from there to $E$.',
      highlights: ['x1', 'w12', 'h2', 'u21', 'u22', 'y1', 'y2', 'e1', 'e2'],
    });
    expect(hintsFor(variant, 'dE/du31', 'en')[0].highlights).toEqual(['h3', 'u31', 'y1', 'e1']);
    expect(hintsFor(variant, 'dE2/dw12', 'en')[0].highlights).toEqual(['x1', 'w12', 'h2', 'u22', 'y2', 'e2']);
    expect(hintsFor(variant, 'a3', 'en')[0].highlights).toEqual(['h3', 'x1', 'w13', 'x2', 'w23']);
  });
});

describe('the second hint', () => {
  it('writes the principle out in symbols, down to what is had', () => {
    const linear = variantOf(definitionOf('dw-linear'), 'hints');
    expect(hintsFor(linear, 'dE/dw12', 'en')[1].latex).toBe(
      '\\frac{\\partial E}{\\partial w_{12}} = \\left(e_{1} \\, u_{21} + e_{2} \\, u_{22}\\right) \\, x_{1}',
    );
    const index = hiddenError?.at(-1);
    expect(hintsFor(stepwise, hiddenError ?? '', 'en')[1].latex).toBe(
      `\\frac{\\partial E}{\\partial a_{${index}}} = \\frac{\\partial E}{\\partial h_{${index}}} \\, f'(a_{${index}})`,
    );
  });
});

describe('the third hint', () => {
  it('works out the first step that is not given', () => {
    const variant = { ...stepwise, given: { ...stepwise.given, y1: '0.81', t1: '0.3' } };
    expect(hintsFor(variant, 'dE/dz1', 'en')[2]).toEqual({
      sentence:
        'The next step: The error is the output minus its target; above 0 it says that $y_{1}$ is too large.',
      latex: 'e_{1} = y_{1} - t_{1} = 0.81 - 0.3 = 0.51',
      highlights: ['e1', 'y1', 't1'],
    });
  });

  it('names the student’s own earlier values instead of giving them', () => {
    const { sentence, latex } = hintsFor(stepwise, gradient ?? '', 'en')[2];
    expect(sentence).toMatch(/^Only this is left to work out: .* Put in your own \$.*\$\.$/);
    expect(latex).toMatch(/\\partial a_\{\d\}\} \\cdot [^=]*\d\S*$/);
    expect(hintsFor(stepwise, backError ?? '', 'en')[2].latex).toMatch(
      /= \\frac\{\\partial E\}\{\\partial z_\{1\}\} \\cdot .* \\frac\{\\partial E\}\{\\partial z_\{2\}\} \\cdot \S+$/,
    );
  });
});

describe.each(definitions)('hints of $id', (definition) => {
  it('never end in a value that is asked for', () => {
    for (let i = 0; i < 20; i++) {
      const variant = variantOf(definition, `hints ${i}`);
      const valueAt = valuesOf(variant);
      const keys = numberParts(variant).map(({ quantity }) => written(valueAt(quantity)).value);
      for (const { quantity } of numberParts(variant)) {
        for (const { latex = '' } of hintsFor(variant, quantity, 'en')) {
          expect(keys).not.toContain(
            latex
              .split(/=|\\approx/)
              .at(-1)
              ?.trim(),
          );
        }
      }
    }
  });
});

describe.each(nets)('hints of a $hidden/$output net with the loss $loss', (net) => {
  it('exist for every quantity, in both languages, with places that the figure has', () => {
    const variant = { ...withNumbers(net), parts: [] };
    for (const quantity of systemOf(variant).keys()) {
      const hints: readonly Hint[] = [
        ...hintsFor(variant, quantity, 'en'),
        ...hintsFor(variant, quantity, 'fa'),
      ];
      for (const { sentence, latex = '', highlights } of hints) {
        expect(sentence + latex, quantity).not.toMatch(/undefined|NaN/);
        expect(highlights.filter((place) => !onFigure.test(place))).toEqual([]);
      }
      expect(hints[3]?.sentence).toMatch(/[\u0600-\u06ff]/);
    }
  });
});
