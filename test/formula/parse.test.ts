import { describe, expect, it } from 'vitest';
import { explainProblem } from '../../src/formula/explain.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { show } from '../../src/formula/show.ts';
import { weightNames } from '../../src/net/quantity.ts';

const names = new Set([
  ...weightNames,
  ...['x1', 'x2', 'a1', 'h1', 'y1', 't1', 'e1', 'e2', 'E1', 'E', 'eta', "f'(a1)", "g'(z2)"],
  ...['dE/du11', 'dE1/dw12', 'dE/dh2', 'Δw12', 'new w12'],
]);
const read = (text: string) => {
  const reading = parseFormula(text, { names });
  return reading.kind === 'formula'
    ? show(reading.formula)
    : `${reading.problem.code} at ${reading.problem.at}`;
};

describe('the names of an exercise', () => {
  it.each([
    ['x1w11', 'x1*w11'],
    ['x1 w11', 'x1*w11'],
    ['2x1', '2*x1'],
    ['2(x1+x2)', '2*(x1+x2)'],
    ['x_1 + x₁ + x_{1} + X1', 'x1+x1+x1+x1'],
    ['w_12 + w_{12} + w_{1,2} + w₁₂ + W12', 'w12+w12+w12+w12+w12'],
    ['∂E/∂u_{11}', 'dE/du11'],
    ['dE / du11', 'dE/du11'],
    ['∂E_1/∂w_12', 'dE1/dw12'],
    ["f′(a1)·η + f' ( a_1 )", "f'(a1)*eta+f'(a1)"],
    ['x1/(dE/du11)', 'x1/(dE/du11)'],
    ['new w12 + ∆w12', 'new w12+Δw12'],
    ['e1*E1 - E', 'e1*E1-E'],
    ['2E', '2*E'],
  ])('%s is read as %s', (text, shown) => {
    expect(read(text)).toBe(shown);
  });

  it('are not found inside other names', () => {
    expect(read('x12')).toBe('unknownName at 0');
    expect(read('2*x3')).toBe('unknownName at 2');
    expect(read('Ex1')).toBe('unknownName at 0');
  });

  it('come before scientific notation, which is then refused as ambiguous', () => {
    expect(read('2e1')).toBe('twoReadings at 0');
    expect(read('2e3')).toBe('2000');
    expect(read('2e-1')).toBe('0.2');
  });
});

describe('precedence', () => {
  it.each([
    ['-2^2', '-2^2'],
    ['(-2)^2', '(-2)^2'],
    ['2^3^2', '2^3^2'],
    ['(2^3)^2', '(2^3)^2'],
    ['2^-1x1', '2^(-1)*x1'],
    ['2^3x1', '2^3*x1'],
    ['x1²w11⁻¹', 'x1^2*w11^(-1)'],
    ['2*-3', '2*(-3)'],
    ['--x1', '-(-x1)'],
    ['a1---h1', 'a1-(-(-h1))'],
    ['1-2-3', '1-2-3'],
    ['1-(2-3)', '1-(2-3)'],
    ['1/2/3', '1/2/3'],
    ['x1**2', 'x1^2'],
    ['e^-x1', 'exp(-x1)'],
    ['2e^x1', '2*exp(x1)'],
    ['||x1|-1|', 'abs(abs(x1)-1)'],
    ['|x1||x2|', 'abs(x1)*abs(x2)'],
    ['σ(a1)(1-σ(a1))', 'sigmoid(a1)*(1-sigmoid(a1))'],
    ['x1√2', 'x1*sqrt(2)'],
  ])('reads %s as %s', (text, shown) => {
    expect(read(text)).toBe(shown);
  });
});

describe('an ambiguous product', () => {
  it.each([
    ['1/2x1', '(1/2)*x1', '1/(2*x1)'],
    ['x1/2(x2+1)', '(x1/2)*(x2+1)', 'x1/(2*(x2+1))'],
    ['√2x1', 'sqrt(2)*x1', 'sqrt(2*x1)'],
    ['√x1^2', 'sqrt(x1)^2', 'sqrt(x1^2)'],
    ['2e1', '2*10^1', '2*e1'],
  ])('%s is %s or %s, and neither is guessed', (text, first, second) => {
    const reading = parseFormula(text, { names });
    expect(reading.kind === 'problem' && reading.problem.values).toEqual({ first, second });
  });
});

describe('the place of a problem', () => {
  it.each([
    ['', 'empty at 0'],
    ['x1 + ', 'unfinished at 3'],
    ['2*(x1+x2', 'unclosed at 2'],
    ['x1)', 'unopened at 2'],
    ['2*()', 'emptyBrackets at 2'],
    ['[x1]', 'otherBrackets at 0'],
    ['2+foo', 'unknownName at 2'],
    ['f(a1)', 'unknownFunction at 0'],
    ['sin x1', 'functionNeedsBrackets at 0'],
    ['x1+2 3', 'twoNumbers at 3'],
    ['1.2.3', 'illFormedNumber at 0'],
    ['x1+0.3e', 'unfinishedExponent at 3'],
    ['2.3x10^2', 'timesLetter at 3'],
    ['x1*5%', 'percent at 4'],
    ['x1=2', 'equalsSign at 2'],
    ['x1\u0001', 'invisible at 2'],
    ['x1+*2', 'unexpected at 3'],
    ['log(64,2)', 'unexpected at 4'],
    ['2²³^2', 'unexpected at 3'],
    ['(y1-t1)2', 'unexpected at 7'],
    ['|x1|2', 'unexpected at 4'],
    ['1|2|3', 'unexpected at 4'],
    ['2|x1', 'unclosed at 1'],
  ])('%j is %s, and said in a sentence', (text, problem) => {
    expect(read(text)).toBe(problem);
    const reading = parseFormula(text, { names });
    if (reading.kind === 'formula') throw new Error(text);
    expect(explainProblem(reading.problem, 'en')).toMatch(/^\S.*\.$/su);
    expect(explainProblem(reading.problem, 'fa')).toMatch(/\p{Script=Arabic}.*\.$/su);
  });
});

describe('any names', () => {
  const any = (text: string) => {
    const reading = parseFormula(text, { names: 'any' });
    return reading.kind === 'formula' ? reading.formula : reading.problem.code;
  };

  it('are letters with what follows, told apart by case and underscore', () => {
    expect(any('a_1')).toEqual({ kind: 'name', name: 'a_1' });
    expect(any('T')).toEqual({ kind: 'name', name: 'T' });
  });

  it('are never called as functions', () => {
    expect(any('eval(1)')).toBe('unknownFunction');
    expect(any('foo_1(2)')).toBe('unknownFunction');
    expect(any('g(n+1)')).toMatchObject({ kind: 'multiply' });
    expect(any('x1(n+1)')).toMatchObject({ kind: 'multiply' });
    expect(any('x 5')).toMatchObject({ kind: 'multiply' });
  });

  it('leave e and π to the constants where these are allowed', () => {
    expect(any('pi')).toEqual({ kind: 'name', name: 'π' });
    const reading = parseFormula('e', { names: 'any', constants: [] });
    expect(reading.kind === 'problem' && reading.problem.code).toBe('unknownName');
  });
});
