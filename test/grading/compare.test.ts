import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tolerance } from '../../src/exercise/variant.ts';
import { readNumber } from '../../src/formula/read-number.ts';
import { compareNumber, typedNumber } from '../../src/grading/compare.ts';
import { rational, rationals, showDecimal, showRational } from '../../src/number/rational.ts';
import { compareCases } from '../cases/cases.ts';

const read = (text: string) => {
  const reading = readNumber(text, 'en');
  return reading.kind === 'problem' ? undefined : typedNumber(reading);
};
const compare = (typed: string, key: string, tolerance: Tolerance) => {
  const [answer, right] = [read(typed), read(key)];
  return answer && right ? compareNumber(answer, right.real, tolerance) : 'unreadable';
};

type Case = ReturnType<typeof compareCases>[number];
function toleranceOf({ tolerance }: Case): Tolerance {
  if ('decimals' in tolerance) return { kind: 'decimals', n: tolerance.decimals };
  if ('significant' in tolerance) return { kind: 'significant', n: tolerance.significant };
  const [kind, n] =
    'relative' in tolerance
      ? (['relative', tolerance.relative] as const)
      : (['absolute', tolerance.absolute] as const);
  const amount = readNumber(`${n}`, 'en');
  if (amount.kind !== 'value') throw new Error(`no tolerance: ${n}`);
  return { kind, n: showRational(amount.value) };
}

describe('compareNumber on the cases of other systems', () => {
  it('agrees but for one deliberate difference', () => {
    const different = compareCases().filter(
      (one) => (compare(one.typed, one.expected, toleranceOf(one)) === 'right') !== one.right,
    );
    /** Half a unit of the second digit away, and boundaries count as inside (as in 0.095 for 0.100, a case that agrees). */
    expect(different.map(({ typed, expected }) => `${typed} for ${expected}`)).toEqual(['9.5 for 10']);
  });
});

/** 1.01 times the value, cut after so many decimals, in units of the last. */
function boundaryOf(text: string, decimals: number): bigint {
  const real = read(text)?.real;
  const found = real?.kind === 'enclosed' ? real.at(512) : undefined;
  if (found?.kind !== 'value') throw new Error('an irrational value');
  const { n, d } = rationals.multiply(found.value.lo, rational(101, 100));
  return (n * 10n ** BigInt(decimals)) / d;
}

describe('a verdict on a number', () => {
  it.each([
    ['0.0936', '3/32', { kind: 'significant', n: 3 }, 'wrong'],
    ['0.0937', '3/32', { kind: 'significant', n: 3 }, 'right'],
    ['0.0938', '3/32', { kind: 'significant', n: 3 }, 'right'],
    ['0.09375', '3/32', { kind: 'significant', n: 3 }, 'right'],
    ['0.094', '3/32', { kind: 'significant', n: 3 }, 'rounded'],
    ['0.09', '3/32', { kind: 'significant', n: 3 }, 'wrong'],
    ['-0.30000000000000004', '-0.3', { kind: 'significant', n: 3 }, 'right'],
    ['0.09375000000000003', '3/32', { kind: 'decimals', n: 4 }, 'right'],
    ['0.30000001', '0.3', { kind: 'significant', n: 3 }, 'right'],
    ['0.3000004', '0.3', { kind: 'significant', n: 3 }, 'wrong'],
    ['1170', '1174.34', { kind: 'significant', n: 3 }, 'right'],
    ['0.33', '1/3', { kind: 'exact' }, 'rounded'],
    ['1/3', '1/3', { kind: 'exact' }, 'right'],
    ['-0.33', '1/3', { kind: 'exact' }, 'wrong'],
    ['0.051', '0.0520', { kind: 'relative', n: '1/100' }, 'wrong'],
    ['0.10', '0.1049', { kind: 'relative', n: '1/100' }, 'rounded'],
    ['1.4142', '√2', { kind: 'decimals', n: 4 }, 'right'],
    ['1.41', '√2', { kind: 'decimals', n: 4 }, 'rounded'],
    ['√2', '√2', { kind: 'exact' }, 'right'],
    ['√8/2', '√2', { kind: 'exact' }, 'right'],
    ['sigmoid(0.3)', '0.5744', { kind: 'relative', n: '1/100' }, 'right'],
    ['0', '0', { kind: 'significant', n: 3 }, 'right'],
    ['0.001', '0', { kind: 'significant', n: 3 }, 'wrong'],
  ] as const)('%s for %s under %j is %s', (typed, key, tolerance, verdict) => {
    expect(compare(typed, key, tolerance)).toBe(verdict);
  });

  it('changes within 10^-40 of a boundary, which itself is inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 1, max: 99 }), (n, percent) => {
        const key = rational(n, 1000);
        const boundary = rationals.multiply(key, rational(100 + percent, 100));
        const tiny = rational(1n, 10n ** 40n);
        const verdict = (value: typeof key) =>
          compareNumber(
            { real: { kind: 'exact', value } },
            { kind: 'exact', value: key },
            {
              kind: 'relative',
              n: `${percent}/100`,
            },
          );
        expect(verdict(boundary)).toBe('right');
        expect(verdict(rationals.subtract(boundary, tiny))).toBe('right');
        expect(verdict(rationals.add(boundary, tiny))).toBe('wrong');
      }),
    );
  });

  it('is proven where the key is irrational, however close', () => {
    const near = '1.414213562373095048801688724209698078569671875376948';
    expect(compare(near, '√2', { kind: 'decimals', n: 50 })).toBe('right');
    expect(compare(near.replace(/8$/, '9'), '√2', { kind: 'decimals', n: 51 })).toBe('wrong');
  });

  it('changes within 10^-40 of a boundary also where the key is irrational', () => {
    /** 1.01 · 2·sigmoid(0.3), cut after 45 decimals: the boundary lies between it and the next. */
    const below = boundaryOf('2*sigmoid(0.3)', 45);
    const verdict = (digits: bigint) =>
      compare(showDecimal(rational(digits, 10n ** 45n), 45), '2*sigmoid(0.3)', {
        kind: 'relative',
        n: '1/100',
      });
    expect(verdict(below)).toBe('right');
    expect(verdict(below + 1n)).not.toBe('right');
    expect(verdict(below - 100_000n)).toBe('right');
    expect(verdict(below + 100_000n)).not.toBe('right');
  });

  it('accepts an irrational answer exactly on a rational boundary', () => {
    expect(compare('sqrt(2)*sqrt(2)+0.02', '2', { kind: 'relative', n: '1/100' })).toBe('right');
    expect(compare('sqrt(2)*sqrt(2)+0.02+10^-40', '2', { kind: 'relative', n: '1/100' })).toBe('wrong');
    expect(compare('sqrt(2)*sqrt(2)+0.02-10^-40', '2', { kind: 'relative', n: '1/100' })).toBe('right');
  });

  it('lets an expression be irrational where the key is rational', () => {
    expect(compare('sigmoid(0.3)*2', '1.14888503', { kind: 'relative', n: '1/1000000' })).toBe('right');
    expect(compare('sigmoid(0.3)*2', '1.14888503', { kind: 'exact' })).toBe('wrong');
  });
});
