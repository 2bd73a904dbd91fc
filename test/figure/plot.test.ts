import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import { solutionLines } from '../../src/exercise/solution-lines.ts';
import { mathHtml } from '../../src/figure/math.ts';
import { drawNudge } from '../../src/figure/plot.ts';
import { definitions } from '../exercise/catalogue.ts';

const nudge = (predictedSlope: number) =>
  drawNudge(
    {
      weight: 'w12',
      loss: 'E',
      verdict: 'other-direction',
      samples: [0, 0.5, 1].map((weight) => ({ weight, E: weight })),
      at: { weight: 0.5, E: 0.5 },
      predictedSlope,
    },
    'en',
  );

const points = (svg: string, name: string) =>
  (new RegExp(`class="${name}" d="M(.*?)"`).exec(svg)?.[1] ?? '')
    .split('L')
    .map((point) => point.split(' ').map(Number) as [number, number]);

describe('the nudge plot', () => {
  it('lays the prediction on the curve where the slope is right', () => {
    const svg = nudge(1);
    expect(points(svg, 'prediction')).toEqual(points(svg, 'truth'));
  });

  it('shows a wrong sign as a line that falls where the curve rises', () => {
    const [[, left], , [, right]] = points(nudge(-1), 'prediction') as [
      [number, number],
      unknown,
      [number, number],
    ];
    expect(right).toBeGreaterThan(left);
  });

  it.each([1000, -1000, 0, 1e-9])('stays inside the picture for a slope of %d', (slope) => {
    for (const [x, y] of points(nudge(slope), 'prediction')) {
      expect(x).toBeGreaterThanOrEqual(30);
      expect(x).toBeLessThanOrEqual(304);
      expect(y).toBeGreaterThanOrEqual(16);
      expect(y).toBeLessThanOrEqual(150);
    }
  });

  it('draws a flat loss without dividing by nothing', () => {
    const flat = [0, 1].map((weight) => ({ weight, E: 0 }));
    const svg = drawNudge(
      {
        weight: 'u11',
        loss: 'E',
        verdict: 'less',
        samples: flat,
        at: { weight: 0, E: 0 },
        predictedSlope: 0,
      },
      'fa',
    );
    expect(svg).not.toContain('NaN');
  });
});

const byKatex = (latex: string): string | undefined =>
  /<math.*<\/math>/s
    .exec(katex.renderToString(latex, { output: 'mathml', strict: false }))?.[0]
    .replace(/<annotation.*?<\/annotation>/gs, '');

describe('mathematics for the page', () => {
  it('is MathML alone, without styles', () => {
    const html = mathHtml('\\frac{\\partial E}{\\partial u_{21}}');
    expect(html).toMatch(/^<math[^>]*><semantics>.*<mfrac>.*<\/math>$/s);
    expect(html).not.toMatch(/ style=|annotation/);
  });

  it('is what KaTeX makes of it, also where a line like it was typeset before', () => {
    const lines = definitions.flatMap((definition) =>
      ['1', '2'].flatMap((seed) => {
        const made = makeVariant(definition, seed);
        if (made.kind !== 'variant') return [];
        return made.variant.parts
          .filter(({ kind }) => kind === 'number')
          .flatMap(({ quantity }) => solutionLines(made.variant, quantity, 'en').map(({ latex }) => latex));
      }),
    );
    const others = [
      '\\frac12',
      'x^2',
      'x_12',
      '\\text{step 3} = 3',
      '1{,}5',
      '2\\hspace{1em}3',
      '10^{-3}',
      '1.5.2',
    ];
    const odd = others.flatMap((latex) => [latex, latex.replaceAll('2', '7.25').replaceAll('3', '8')]);
    for (const latex of [...lines, ...odd]) expect(mathHtml(latex), latex).toBe(byKatex(latex));
    expect(lines.length).toBeGreaterThan(500);
  });

  it('refuses what KaTeX does not know', () => {
    expect(() => mathHtml('\\nonsense')).toThrow();
  });
});
