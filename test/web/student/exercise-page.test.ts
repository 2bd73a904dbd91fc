import { describe, expect, it } from 'vitest';
import { locales, say } from '../../../src/language/language.ts';
import { conventionsOf } from '../../../src/web/student/conventions.ts';
import { exercisePage } from '../../../src/web/student/exercise-page.ts';
import type { ExerciseModel, PartModel } from '../../../src/web/student/model.ts';
import { renderSample } from '../../browser/page-server.ts';
import { samplePages } from '../../browser/sample-pages.ts';
import { linear, softmax } from '../../figure/samples.ts';

const [asked] = linear.parts;
if (!asked) throw new Error('the sample asks nothing');

const part: PartModel = {
  part: asked,
  typed: '',
  sentences: [],
  hints: [],
  moreHints: false,
  closed: false,
};

const model = (change: Partial<ExerciseModel>): ExerciseModel => ({
  locale: 'en',
  title: 'A u of a linear net',
  place: { text: 'Exercises', href: '/exercises' },
  promptHtml: '<p>?</p>',
  variant: linear,
  variantId: 'v1',
  submissionKey: 'k1',
  hintLevel: 0,
  sitting: undefined,
  notices: [],
  paths: { submit: '/s', another: '/a' },
  parts: [part],
  ...change,
});

const answered = (verdict: 'right' | 'wrong', change: Partial<PartModel> = {}): PartModel => ({
  ...part,
  typed: '0.5',
  result: { part: 'p1', typed: '0.5', verdict: { kind: verdict }, mark: '0' },
  ...change,
});

const values = { e1: '0.987', 'dE/dz1': '0.987', 'dE/du21': '0.4567' };
const wayBack = { quantity: 'dE/du21', values: () => values };

describe('the exercise page', () => {
  it('prints no number of the way back before the part is closed', () => {
    const before = JSON.stringify(exercisePage(model({ wayBack, parts: [answered('wrong')] })).view.figure);
    expect(before).not.toMatch(/0\.987|0\.457/);
    const after = JSON.stringify(
      exercisePage(model({ wayBack, parts: [answered('wrong', { closed: true })] })).view.figure,
    );
    expect(after).toContain('← 0.457');
  });

  it('offers to check until every part is right or closed', () => {
    const open = (parts: readonly PartModel[]) => exercisePage(model({ parts })).view.open;
    expect(open([part])).toBe(true);
    expect(open([answered('wrong')])).toBe(true);
    expect(open([answered('right')])).toBe(false);
    expect(open([answered('wrong', { closed: true })])).toBe(false);
  });

  it('announces nothing before the first answer, and then how many are right', () => {
    const status = (parts: readonly PartModel[]) => exercisePage(model({ parts })).view.status;
    expect(status([part])).toBe('');
    expect(status([answered('right'), answered('wrong')])).toBe('1 of 2 right.');
    expect(status([answered('right')])).toBe('All right. Well done.');
  });

  it('needs no style of its own, and prints back what was typed', () => {
    const page = renderSample('en', 'light', 'marked') ?? '';
    expect(page).toContain('value="0.1.6"');
    expect(page).not.toMatch(/ style=/);
  });
});

describe('the conventions on the page', () => {
  it('have a row for everything that the lecture fixes', () => {
    expect(conventionsOf(linear.net, 'en').map(({ name }) => name)).toEqual([
      'Indices',
      'Hidden units',
      'Outputs',
      'Errors',
      'Loss',
      'Gradient',
      'Step',
      'New weight',
    ]);
  });

  it('are those of the net: cross-entropy with softmax, and the corner of ReLU', () => {
    const rows = conventionsOf(softmax.net, 'en');
    expect(rows.at(-1)?.name).toBe('Slope of ReLU');
    expect(rows.find(({ name }) => name === 'Loss')?.formulas[0]).toContain('ln');
  });
});

describe('the templates of student pages', () => {
  it.each(locales)('find every field that they name, in %s', (locale) => {
    for (const name of Object.keys(samplePages(locale))) {
      const page = renderSample(locale, 'auto', name) ?? '';
      expect(page).toContain(`dir="${say(locale).direction}"`);
      expect(page).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});
