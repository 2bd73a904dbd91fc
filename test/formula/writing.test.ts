import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { number, power } from '../../src/formula/formula.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { show } from '../../src/formula/show.ts';
import { speak, speakName } from '../../src/formula/speak.ts';
import { typeset, typesetName } from '../../src/formula/typeset.ts';
import { rational } from '../../src/number/rational.ts';
import { formulaNames, formulas } from './formulas.ts';

const read = (text: string, names: ReadonlySet<string> = formulaNames) => {
  const reading = parseFormula(text, { names });
  if (reading.kind === 'problem') throw new Error(`${text}: ${reading.problem.code}`);
  return reading.formula;
};
const readAny = (text: string) => {
  const reading = parseFormula(text, { names: 'any' });
  if (reading.kind === 'problem') throw new Error(`${text}: ${reading.problem.code}`);
  return reading.formula;
};

describe('a formula as plain text', () => {
  it('reads back to the same formula', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        expect(read(show(formula))).toEqual(formula);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a formula as LaTeX', () => {
  it('has balanced braces, ends in no backslash, and KaTeX accepts it', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const latex = typeset(formula);
        expect(latex.endsWith('\\')).toBe(false);
        expect(katex.renderToString(latex, { throwOnError: true, strict: 'error' })).toContain('katex');
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['(y1-t1)*u11*x1', '\\left(y_{1} - t_{1}\\right) \\, u_{11} \\, x_{1}'],
    ['-x1*w11', '-x_{1} \\, w_{11}'],
    ['x1/2+h1^2', '\\frac{x_{1}}{2} + h_{1}^{2}'],
    ['(x1/2)^2', '\\left(\\frac{x_{1}}{2}\\right)^{2}'],
    ['2*3', '2 \\cdot 3'],
    [
      'sigmoid(a1)*(1-sigmoid(a1))',
      '\\sigma\\left(a_{1}\\right) \\cdot \\left(1 - \\sigma\\left(a_{1}\\right)\\right)',
    ],
    ['x1-(x2-1)', 'x_{1} - \\left(x_{2} - 1\\right)'],
    ['sqrt(x1)', '\\sqrt{x_{1}}'],
    ['0.25', '0.25'],
    ['-0.4*3+(-0.2)*5', '-0.4 \\cdot 3 + \\left(-0.2\\right) \\cdot 5'],
    ['0.5-(-0.2)*x1', '0.5 - \\left(-0.2\\right) \\, x_{1}'],
    ['-(-0.4*3)', '-\\left(-0.4\\right) \\cdot 3'],
    ['(-0.4)^2', '\\left(-0.4\\right)^{2}'],
  ])('%s is %s', (text, latex) => {
    expect(typeset(readAny(text))).toBe(latex);
  });

  it('marks decimals as the language does', () => {
    expect(typeset(readAny('0.25'), { decimal: ',' })).toBe('0{,}25');
  });

  it.each([
    ['w11', 'w_{11}'],
    ['dE/du21', '\\frac{\\partial E}{\\partial u_{21}}'],
    ['dE1/dh2', '\\frac{\\partial E_{1}}{\\partial h_{2}}'],
    ["f'(a1)", "f'(a_{1})"],
    ['eta', '\\eta'],
    ['Δw11', '\\Delta w_{11}'],
    ['new w12', 'w_{12}^{\\text{new}}'],
    ['rate_\\', '\\mathrm{rate\\_}'],
  ])('writes the name %s as %s', (name, latex) => {
    expect(typesetName(name)).toBe(latex);
  });
});

describe('a formula in words', () => {
  it('says indices digit by digit and brackets where they matter', () => {
    expect(speak(readAny('(y1-t1)*u11'), 'en')).toBe(
      'open bracket y one, minus t one close bracket times u one one',
    );
    expect(speak(readAny('x1*w11+x2*w21'), 'en')).toBe('x one times w one one, plus x two times w two one');
    expect(speak(readAny('x1*w11'), 'fa')).toBe('x یک ضرب در w یک یک');
    expect(speak(readAny('h1^2'), 'en')).toBe('h one squared');
    expect(speak(number(rational(-1, 4)), 'en')).toBe('minus 0.25');
    expect(speak(power(number(rational(-1, 4)), 2), 'en')).toBe(
      'open bracket minus 0.25 close bracket squared',
    );
  });

  it.each([
    ['dE/du21', 'the derivative of E with respect to u two one'],
    ["f'(a1)", 'f prime of a one'],
    ['Δw12', 'the step of w one two'],
    ['new w12', 'the new w one two'],
    ['eta', 'eta'],
  ])('says the name %s as “%s”', (name, words) => {
    expect(speakName(name, 'en')).toBe(words);
  });

  it('has words for every formula', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        expect(speak(formula, 'en')).not.toMatch(/undefined|\bNaN\b/);
        expect(speak(formula, 'fa')).not.toMatch(/undefined/);
      }),
      { numRuns: 200 },
    );
  });
});
