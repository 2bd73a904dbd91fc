import { describe, expect, it } from 'vitest';
import { renderPrompt, renderTitle } from '../../src/exercise/prompt.ts';
import { splitMath } from '../../src/exercise/split-math.ts';
import { definitionOf, definitions, variantOf } from './catalogue.ts';

const definition = definitionOf('du-linear');
const drawn = { i: '2', j: '3', k: '1' };
const variant = {
  drawn,
  parts: [{ id: 'p1', kind: 'number', quantity: 'dE/du31', tolerance: { kind: 'exact' } }],
} as const;
const withText = (en: string) => ({ ...definition, prompt: { en, fa: en } });

describe('a prompt', () => {
  it('names the asked quantities and the drawn places as mathematics', () => {
    expect(renderPrompt(definition, variant, 'en')).toEqual({
      kind: 'text',
      text: 'The forward pass is done and its values stand in the figure. How does the total error change with $u_{31}$? Find $\\frac{\\partial E}{\\partial u_{31}}$.',
    });
    expect(renderPrompt(withText('{{w}} {{h}} {{i}} {{j}} {{k}}'), variant, 'en')).toEqual({
      kind: 'text',
      text: '$w_{23}$ $h_{3}$ 2 3 1',
    });
  });

  it('leaves what a page must escape to the page', () => {
    expect(renderPrompt(withText('a < b & {{{u}}} {{! a note }}'), variant, 'en')).toEqual({
      kind: 'text',
      text: 'a < b & $u_{31}$ ',
    });
  });

  it.each([
    ['One\n{{p2}}', 2, '“p2” (line 2) names nothing here. Expected one of: p1, w, u, h, i, j, k.'],
    ['{{constructor}}', 1, '“constructor” (line 1) names nothing here.'],
    ['{{__proto__}}', 1, '“__proto__” (line 1) names nothing here.'],
    ['{{u.constructor}}', 1, '“u.constructor” (line 1) names nothing here.'],
    ['{{../u}}', 1, '“../u” (line 1) cannot stand'],
    ['{{@root}}', 1, 'cannot stand'],
    ['{{lookup u "constructor"}}', 1, '“lookup” (line 1) cannot stand'],
    ['{{log u level="error"}}', 1, 'cannot stand'],
    ['{{#each u}}{{this}}{{/each}}', 1, 'cannot stand'],
    ['{{> page}}', 1, 'cannot stand'],
    ['{{"text"}}', 1, 'cannot stand'],
    ['a\nb {{u', 2, 'cannot be read (line 2)'],
    ['{{#if u}}', 1, 'cannot be read'],
    ['x'.repeat(4001), 1, 'longer than 4000 characters'],
  ])('with %j is a problem in line %i: %s', (text, line, sentence) => {
    const rendered = renderPrompt(withText(text), variant, 'en');
    expect(rendered).toMatchObject({ kind: 'problem', line, sentence: expect.stringContaining(sentence) });
    const persian = renderPrompt(withText(text), variant, 'fa');
    expect(persian).toMatchObject({ kind: 'problem', sentence: expect.stringMatching(/[\u0600-\u06ff]/) });
  });
});

describe.each(definitions)('the texts of $id', (each) => {
  it('render in both languages', () => {
    const made = variantOf(each, 'prompt');
    for (const locale of ['en', 'fa'] as const) {
      for (const rendered of [renderPrompt(each, made, locale), renderTitle(each, made, locale)]) {
        expect(rendered.kind).toBe('text');
        if (rendered.kind === 'text') expect(rendered.text).not.toMatch(/\{\{|undefined|\$\$/);
      }
    }
  });
});

describe('text with mathematics in it', () => {
  it('comes apart into pieces', () => {
    expect(splitMath('Find $w_{12}$ and $x$.')).toEqual([
      { kind: 'text', text: 'Find ' },
      { kind: 'math', latex: 'w_{12}' },
      { kind: 'text', text: ' and ' },
      { kind: 'math', latex: 'x' },
      { kind: 'text', text: '.' },
    ]);
    expect(splitMath('costs $5')).toEqual([{ kind: 'text', text: 'costs $5' }]);
    expect(splitMath('')).toEqual([]);
  });
});
