import { describe, expect, it } from 'vitest';
import { printed } from '../../src/figure/label.ts';
import { drawNet, drawReturnPaths, givenBeside } from '../../src/figure/net.ts';
import { netInWords } from '../../src/figure/words.ts';
import { weightNames } from '../../src/net/quantity.ts';
import { fourDecimals, linear, samples, sigmoid, softmax } from './samples.ts';

const locale = 'en';
const place = (svg: string, name: string) =>
  new RegExp(`<g [^>]*data-quantity="${name}".*?</g>`, 's').exec(svg)?.[0] ?? '';
const textIn = (markup: string) =>
  [...markup.matchAll(/<text.*?<\/text>/gs)].map(([text]) => text.replace(/<.*?>/g, ''));

describe('the figure of the net', () => {
  it('labels all 12 weights and 11 nodes with name and number', () => {
    const svg = drawNet(linear, { locale });
    expect([...svg.matchAll(/data-quantity=/g)]).toHaveLength(23);
    expect(textIn(place(svg, 'w13'))).toEqual(['w13−0.2']);
    expect(textIn(place(svg, 't2'))).toEqual(['t2−1']);
    for (const name of weightNames)
      expect(textIn(place(svg, name))[0]).toContain(printed(linear.given[name] ?? '?'));
  });

  it('shows a node without its number where that is not given', () => {
    const svg = drawNet(linear, { locale });
    expect(textIn(place(svg, 'h2'))).toEqual(['h2']);
    expect(place(svg, 'h2')).not.toContain('data-value');
  });

  it('holds no number but those given', () => {
    for (const variant of Object.values(samples)) {
      const { w12: _, ...given } = variant.given;
      const svg = drawNet({ ...variant, given: { ...given, y1: '0.77' } }, { locale });
      const shown = [...svg.matchAll(/data-value="(.*?)"/g)].map(([, value]) => value);
      expect(new Set(shown)).toEqual(
        new Set(
          Object.entries({ ...given, y1: '0.77' }).flatMap(([name, value]) =>
            /^(eta|[az]\d)$/.test(name) ? [] : [value],
          ),
        ),
      );
      expect(textIn(place(svg, 'w12'))).toEqual(['w12']);
    }
  });

  it('writes pre-activations beside their units', () => {
    expect(textIn(place(drawNet(fourDecimals, { locale }), 'h1'))).toEqual(['h1', '−0.1228', 'a1−0.1234']);
  });

  it('says in data which places a weight reaches', () => {
    expect(place(drawNet(linear, { locale }), 'u21')).toContain('data-onward="y1 e1"');
    expect(place(drawNet(softmax, { locale }), 'u21')).toContain('data-onward="y1 y2 e1 e2"');
  });

  it('rings what is asked, and marks an asked value with a question mark', () => {
    const svg = drawNet(softmax, { locale, asked: ['dE/du31', 'y1'] });
    expect(place(svg, 'u31')).toContain('asked');
    expect(textIn(place(svg, 'y1'))).toEqual(['y1', '?']);
    expect(textIn(place(svg, 'u31'))).toEqual(['u31−0.5']);
  });

  it('names each place for those who do not see it, in both languages', () => {
    expect(drawNet(linear, { locale })).toContain(
      '<title>w12 = 0.5: from x1 to h2, reaches e1 and e2</title>',
    );
    expect(drawNet(linear, { locale: 'fa' })).toContain('از \u2066x1\u2069 به \u2066h2\u2069');
  });

  it('needs no style of its own', () => {
    expect(drawNet(linear, { locale })).not.toMatch(/style|<script|onclick/);
  });
});

describe('the figure of the return paths', () => {
  it('draws both paths and the numbers that travel', () => {
    const svg = drawReturnPaths(linear, 'dE/dw12', { locale }, { y1: '0.3', u21: '-0.06' });
    expect([...svg.matchAll(/class="return /g)]).toHaveLength(6);
    expect(textIn(place(svg, 'y1'))).toEqual(['y1', '← 0.3']);
    expect(textIn(place(svg, 'u21'))).toEqual(['u210.2', '← −0.06']);
  });

  it('is the plain figure for what has none', () => {
    expect(drawReturnPaths(linear, 'E', { locale })).toBe(drawNet(linear, { locale }));
  });
});

describe('what is given beside the figure', () => {
  it('is what has no place in it', () => {
    expect(givenBeside(sigmoid)).toEqual(['eta']);
    expect(givenBeside(fourDecimals)).toEqual([]);
  });
});

describe('the figure in words', () => {
  it.each(['en', 'fa'] as const)('mentions every given value and no other, in %s', (tongue) => {
    for (const variant of Object.values(samples)) {
      const words = netInWords(variant, tongue)
        .flatMap(({ lines }) => lines)
        .join('\n');
      for (const [name, value] of Object.entries(variant.given)) {
        expect(words).toContain(`${name === 'eta' ? 'η' : name} = ${printed(value)}`);
      }
      expect([...words.matchAll(/=/g)]).toHaveLength(Object.keys(variant.given).length);
    }
  });

  it('says what is not given', () => {
    expect(netInWords(linear, 'en').at(-1)).toEqual({
      heading: 'Not given',
      lines: ['h1, h2, h3, y1, y2, e1, e2'],
    });
  });
});
