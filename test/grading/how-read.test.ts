import { describe, expect, it } from 'vitest';
import { forStudent } from '../../src/exercise/variant.ts';
import { typeset } from '../../src/formula/typeset.ts';
import { howRead } from '../../src/grading/how-read.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';

const numeric = forStudent(variantOf(definitionOf('du-linear'), 'read'));
const formula = forStudent(variantOf(definitionOf('formula-dw'), 'read'));

function shown(typed: string, variant = numeric, locale = 'en') {
  const [part] = variant.parts;
  if (!part) throw new Error('a part');
  const read = howRead(typed, part, variant, locale);
  if (read.kind !== 'read') return read.kind === 'empty' ? 'empty' : read.problem.code;
  return [typeset(read.formula), ...(read.value === undefined ? [] : [read.value])];
}

describe('how an answer was read', () => {
  it('is the number, or the expression and its value', () => {
    expect(shown('۰٫۰۳۱', numeric, 'fa')).toEqual(['0.031']);
    expect(shown('3/8')).toEqual(['\\frac{3}{8}', '0.375']);
    expect(shown('√2')).toEqual(['\\sqrt{2}', '1.41421']);
    expect(shown(`2x1 = ${Number(numeric.given.x1) * 2}`)).toEqual([
      '2 \\, x_{1}',
      `${Number(numeric.given.x1) * 2}`,
    ]);
  });

  it('is the formula where one is asked', () => {
    expect(shown("(y1-t1)f'(a2)", formula)).toEqual(["\\left(y_{1} - t_{1}\\right) \\, f'(a_{2})"]);
  });

  it('is the problem where there is one, and nothing for nothing', () => {
    expect(shown('1,234')).toBe('twoReadings');
    expect(shown('dE/dz1', formula)).toBe('unknownName');
    expect(shown(' ')).toBe('empty');
  });
});
