import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { solutionLines } from '../../src/exercise/solution-lines.ts';
import { exactly, type Numbered, systemOf } from '../../src/exercise/values.ts';
import { definitions, numberParts, variantOf } from './catalogue.ts';
import { nets, withNumbers } from './nets.ts';

/** What stands behind the last = or ≈ of a line, read as a double without any code of ours. */
function lastNumber(latex: string): { readonly text: string; readonly value: number } {
  const text =
    latex
      .split(/=|\\approx/)
      .at(-1)
      ?.trim() ?? '';
  return { text, value: Number(text) };
}

/** The right answer as a double: from its fraction, or an enclosure. */
function keyOf(variant: Numbered, quantity: string): number {
  const real = exactly(quantity, variant);
  if (real.kind === 'exact') return Number(real.value.n) / Number(real.value.d);
  const found = real.at(128);
  if (found.kind === 'undefined') throw new Error(`no value for ${quantity}`);
  return Number(found.value.lo.n) / Number(found.value.lo.d);
}

const seeds = Array.from({ length: 40 }, (_, i) => `solution ${i}`);
const noise = /\d{13}|e[+-]\d|NaN|undefined|Infinity/;

describe.each(definitions)('solutions of $id', (definition) => {
  it('end in the key, exactly where it is a decimal', () => {
    for (const seed of seeds) {
      const variant = variantOf(definition, seed);
      for (const { id, quantity } of numberParts(variant)) {
        const last = solutionLines(variant, quantity, 'en').at(-1);
        const certificate = variant.certificate.parts[id];
        const { text, value } = lastNumber(last?.latex ?? '');
        expect(last?.value).toBe(text);
        if (certificate?.exact && last?.exact) {
          const [n = '', d = '1'] = certificate.key.split('/');
          const [whole = '', decimals = ''] = text.split('.');
          expect(BigInt(n) * 10n ** BigInt(decimals.length), `${seed} ${quantity}`).toBe(
            BigInt(whole + decimals) * BigInt(d),
          );
        } else {
          const key = keyOf(variant, quantity);
          expect(Math.abs(value - key), `${seed} ${quantity}`).toBeLessThanOrEqual(5.1e-6 * Math.abs(key));
        }
      }
    }
  });
});

describe('the lines of a solution', () => {
  it('name each step, put in the numbers, and say why', () => {
    const net = { hidden: 'sigmoid', output: 'sigmoid', loss: 'half' } as const;
    const printed = { ...{ h1: '0.5', h2: '0.8', h3: '0.6', y1: '0.81', y2: '0.35' }, t2: '0.8', x1: '-2' };
    const given = { ...withNumbers(net).given, ...printed, u21: '0.9', u22: '-0.3' };
    const variant = { net, given };
    const lines = solutionLines(variant, 'dE/dw12', 'en');
    expect(lines.map(({ quantity, value }) => [quantity, value])).toEqual([
      ['e1', '0.51'],
      ["g'(z1)", '0.1539'],
      ['dE/dz1', '0.078489'],
      ['e2', '-0.45'],
      ["g'(z2)", '0.2275'],
      ['dE/dz2', '-0.102375'],
      ['dE/dh2', '0.1013526'],
      ["f'(a2)", '0.16'],
      ['dE/da2', '0.016216416'],
      ['dE/dw12', '-0.032432832'],
    ]);
    expect(lines[6]).toEqual({
      quantity: 'dE/dh2',
      sentence:
        '$h_{2}$ feeds both outputs: come back along each arrow, times its weight, and add the two paths.',
      latex:
        '\\frac{\\partial E}{\\partial h_{2}} = \\frac{\\partial E}{\\partial z_{1}} \\, u_{21} + \\frac{\\partial E}{\\partial z_{2}} \\, u_{22} = 0.078489 \\cdot 0.9 + \\left(-0.102375\\right) \\cdot \\left(-0.3\\right) = 0.1013526',
      words:
        'the derivative of E with respect to h two, equals the derivative of E with respect to z one times u two one, plus the derivative of E with respect to z two times u two two, equals 0.078489 times 0.9, plus minus 0.102375 times minus 0.3, equals 0.1013526',
      value: '0.1013526',
      exact: true,
    });
  });

  it('say ≈ as soon as something is rounded', () => {
    const variant = withNumbers({ hidden: 'sigmoid', output: 'linear', loss: 'half' });
    const lines = solutionLines(variant, 'dE/dw12', 'en');
    expect(lines.filter(({ exact }) => exact).map(({ quantity }) => quantity)).toEqual(['a1', 'a2', 'a3']);
    for (const { latex, exact, words } of lines) {
      expect(latex.includes('\\approx')).toBe(!exact);
      expect(words.includes('is about')).toBe(!exact);
    }
  });

  it('explain which side of its corner a ReLU is on', () => {
    const variant = withNumbers({ hidden: 'relu', output: 'linear', loss: 'half' });
    const [on, off] = ["f'(a1)", "f'(a2)"].map((slope) => solutionLines(variant, slope, 'en').at(-1));
    expect(on?.latex).toBe("f'(a_{1}) = 1");
    expect(on?.sentence).toMatch(/^\$a_\{1\}\$ is above 0, so ReLU is on/);
    expect(off?.latex).toBe("f'(a_{2}) = 0");
    expect(off?.sentence).toMatch(/^\$a_\{2\}\$ is below 0, so ReLU is off/);
  });

  it('say that a weight does not reach an error', () => {
    const variant = withNumbers({ hidden: 'linear', output: 'linear', loss: 'half' });
    expect(solutionLines(variant, 'dE1/du12', 'en', (name) => name)).toMatchObject([
      {
        latex: '\\frac{\\partial E_{1}}{\\partial u_{12}} = 0',
        sentence: 'No path leads from u12 to E1: however u12 changes, E1 stays as it is.',
      },
    ]);
  });

  it('know that softmax ties the outputs together', () => {
    const variant = withNumbers({ hidden: 'linear', output: 'softmax', loss: 'half' });
    const sentence = (quantity: string, loss: 'half' | 'crossEntropy' = 'half') =>
      solutionLines({ ...variant, net: { ...variant.net, loss } }, quantity, 'en').at(-1)?.sentence;
    expect(sentence('dE/dz1')).toContain('both ways back count');
    expect(sentence('dE1/dz2')).toContain('only one of them enters $E_{1}$');
    expect(sentence('dE/dz1', 'crossEntropy')).toContain('cancel');
    expect(sentence('dE1/dh3')).toContain('add the two paths');
  });

  it('refuse a quantity that the net does not have', () => {
    const variant = withNumbers({ hidden: 'linear', output: 'linear', loss: 'half' });
    expect(() => solutionLines(variant, 'dE/dw99', 'en')).toThrow('the net has no dE/dw99');
  });
});

describe.each(nets)('every solution of a $hidden/$output net with the loss $loss', (net) => {
  const variant = withNumbers(net);
  const quantities = [...systemOf(variant).keys()];

  it('is without noise, in both languages, and KaTeX sets it', () => {
    expect(quantities.length).toBeGreaterThan(70);
    for (const quantity of quantities) {
      const [line, persian] = (['en', 'fa'] as const).map((locale) =>
        solutionLines(variant, quantity, locale).at(-1),
      );
      const key = keyOf(variant, quantity);
      const { value } = lastNumber(line?.latex ?? '');
      expect(Math.abs(value - key), quantity).toBeLessThanOrEqual(5.1e-6 * Math.abs(key));
      expect(persian?.latex).toBe(line?.latex);
      expect(persian?.sentence).toMatch(/[\u0600-\u06ff]/);
      const texts = [line?.sentence, line?.latex, line?.words, persian?.sentence, persian?.words];
      for (const text of texts) expect(text).not.toMatch(noise);
    }
    const sample = solutionLines(variant, 'new w12', 'en');
    for (const { latex } of sample) katex.renderToString(latex, { throwOnError: true, strict: 'error' });
  });
});
