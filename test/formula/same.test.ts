import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { exactRationals } from '../../src/formula/exact.ts';
import type { Formula } from '../../src/formula/formula.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { sameFormula } from '../../src/formula/same.ts';
import { parseRational, showExactDecimal } from '../../src/number/rational.ts';
import { sameCases } from '../cases/cases.ts';

const read = (text: string): Formula => {
  const reading = parseFormula(text, { names: 'any' });
  if (reading.kind === 'problem') throw new Error(`${text}: ${reading.problem.code}`);
  return reading.formula;
};
const compare = (left: string, right: string) => sameFormula(read(left), read(right));
const verdicts = { true: 'same', false: 'different' } as const;

describe('sameFormula on the cases of other systems', () => {
  it('agrees on every pair', () => {
    const wrong = sameCases().filter(
      ({ left, right, same }) => compare(left, right).kind !== verdicts[`${same}`],
    );
    expect(wrong).toEqual([]);
  });
});

describe('chain-rule formulas', () => {
  const backpropagated = '((y1-t1)*y1*(1-y1)*u11+(y2-t2)*y2*(1-y2)*u12)*h1*(1-h1)*x1';

  it.each([
    [backpropagated, 'x1*h1*(1-h1)*(u12*y2*(1-y2)*(y2-t2)+u11*y1*(1-y1)*(y1-t1))', 'same'],
    [backpropagated, '((y1-t1)*y1*(1-y1)*u11+(y2-t2)*y2*(1-y2)*u12)*h1*x1', 'different'],
    [backpropagated, '-((t1-y1)*(y1-y1^2)*u11+(t2-y2)*(y2-y2^2)*u12)*(h1-h1^2)*x1', 'same'],
    ['sigmoid(a)*(1-sigmoid(a))', 'exp(-a)/(1+exp(-a))^2', 'same'],
    ['sigmoid(a)*(1-sigmoid(a))', 'sigmoid(a)*sigmoid(-a)', 'same'],
    ['1-tanh(a)^2', '4/(exp(a)+exp(-a))^2', 'same'],
    ['1-tanh(a)^2', '1+tanh(a)^2', 'different'],
    ['tanh(a)', '2*sigmoid(2*a)-1', 'same'],
    ['tanh(a)', '2*sigmoid(a)-1', 'different'],
    ['relu(a)', 'a*gate(a)', 'same'],
    ['relu(a)-relu(-a)', 'a', 'same'],
    ['relu(a)+relu(-a)', 'abs(a)', 'same'],
    ['relu(a)', 'a', 'different'],
    ['relu(2*a)', '2*relu(a)', 'same'],
    ['sqrt(a^2)', 'abs(a)', 'same'],
    ['sqrt(a^2)', 'a', 'different'],
    ['ln(a^2)', '2*ln(a)', 'same'],
    ['exp(-300)', '2*exp(-300)', 'different'],
    ['exp(a)', '1+a+a^2/2+a^3/6', 'different'],
    ['sin(2*a)', '2*sin(a)*cos(a)', 'same'],
    ['relu(a-1000)', '0', 'different'],
    ['relu(a+1)*gate(a)', '(a+1)*gate(a)', 'same'],
    [`${2n ** 61n - 1n}*a`, '0', 'different'],
    ['ln(-a^2)', 'ln(-a*a)', 'same'],
  ])('%s and %s are %s', (left, right, kind) => {
    expect(compare(left, right).kind).toBe(kind);
  });
});

describe('a difference', () => {
  it('comes with numbers at which the two formulas differ as said', () => {
    const [left, right] = [read('x1*(y1-t1)'), read('x1*(t1-y1)')];
    const found = sameFormula(left, right);
    if (found.kind !== 'different') throw new Error(found.kind);
    const at = (formula: Formula) => {
      const value = evaluate(formula, exactRationals(), (name) =>
        parseRational(found.counterexample[name] ?? ''),
      );
      return value.kind === 'value' ? showExactDecimal(value.value) : value.reason;
    };
    expect([at(left), at(right)]).toEqual([found.leftValue, found.rightValue]);
    expect(found.leftValue).not.toBe(found.rightValue);
  });

  it('far behind the decimal point is found and shown', () => {
    expect(compare('exp(x)', 'exp(x)+10^-30')).toMatchObject({ kind: 'different' });
    expect(compare('pi', '3.14159265358979323846')).toMatchObject({
      kind: 'different',
      counterexample: {},
    });
  });
});

describe('what cannot be decided', () => {
  it.each([
    ['ln(-x^2)', 'sqrt(-1-x^2)'],
    ['1/0', '2/0'],
    ['sqrt(-1)', '1'],
  ])('%s and %s have no value in common', (left, right) => {
    expect(compare(left, right)).toEqual({ kind: 'undecided', reason: 'never-defined' });
  });
});
