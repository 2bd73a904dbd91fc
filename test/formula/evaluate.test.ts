import { describe, expect, it } from 'vitest';
import { evaluate, isRational } from '../../src/formula/evaluate.ts';
import { exactRationals } from '../../src/formula/exact.ts';
import type { Formula } from '../../src/formula/formula.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { decimalOf, enclose } from '../../src/formula/real.ts';
import { rational, showRational } from '../../src/number/rational.ts';

const read = (text: string): Formula => {
  const reading = parseFormula(text, { names: 'any' });
  if (reading.kind === 'problem') throw new Error(`${text}: ${reading.problem.code}`);
  return reading.formula;
};
const value = (text: string) => {
  const found = evaluate(read(text), exactRationals(), (name) => (name === 'x' ? rational(1, 3) : undefined));
  return found.kind === 'value' ? showRational(found.value) : found.reason;
};

describe('evaluate in rationals', () => {
  it.each([
    ['x^2-1/x', '-26/9'],
    ['4^(1/2)', '2'],
    ['4^(-3/2)', '1/8'],
    ['(2/3)^-2', '9/4'],
    ['0^0', '1'],
    ['relu(-x)+relu(x)', '1/3'],
    ['exp(0)+cos(0)+sigmoid(0)', '5/2'],
    ['1/(x-1/3)', 'division-by-zero'],
    ['sqrt(-x)', 'outside-domain'],
    ['ln(0)', 'outside-domain'],
    ['exp(x)', 'not-in-this-room'],
    ['2^(1/3)', 'not-in-this-room'],
    ['9^9^9', 'too-large'],
    ['x+y', 'unknown-name'],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('enclose', () => {
  it('contains the value and no more than the bits allow', () => {
    const found = enclose(read('(2^(1/3))^3+pi-pi'), new Map(), 128);
    if (found.kind !== 'value') throw new Error(found.reason);
    const two = 2n << 128n;
    expect(found.value.lo <= two && two <= found.value.hi).toBe(true);
    expect(found.value.hi - found.value.lo).toBeLessThan(1n << 20n);
  });

  it('knows π', () => {
    expect(decimalOf(read('pi'), 20)).toBe('3.1415926535897932385');
  });
});

describe('isRational', () => {
  it.each([
    ['x^2/(1-x)', true],
    ['x^-2', true],
    ['relu(x)*abs(x)', true],
    ['x^(1/2)', false],
    ['2^x', false],
    ['exp(x)', false],
    ['pi*x', false],
    ['x^(1/0)', false],
  ])('of %s is %s', (text, expected) => {
    expect(isRational(read(text))).toBe(expected);
  });
});
