import { describe, expect, it } from 'vitest';
import { mathHtml } from '../../src/figure/math.ts';
import { drawNudge } from '../../src/figure/plot.ts';

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

describe('mathematics for the page', () => {
  it('is MathML alone, without styles', () => {
    const html = mathHtml('\\frac{\\partial E}{\\partial u_{21}}');
    expect(html).toMatch(/^<math[^>]*><semantics>.*<mfrac>.*<\/math>$/s);
    expect(html).not.toMatch(/ style=|annotation/);
  });

  it('refuses what KaTeX does not know', () => {
    expect(() => mathHtml('\\nonsense')).toThrow();
  });
});
