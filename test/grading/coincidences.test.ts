import { describe, expect, it } from 'vitest';
import type { Tolerance } from '../../src/exercise/variant.ts';
import { readNumber } from '../../src/formula/read-number.ts';
import { chanceOf, coincidences, type OwnKey, type WrongAnswer } from '../../src/grading/coincidences.ts';
import { approximate, typedNumber } from '../../src/grading/compare.ts';
import { parseRational, toDouble } from '../../src/number/rational.ts';

const significant: Tolerance = { kind: 'significant', n: 3 };

const key = (student: string, value: string, tolerance: Tolerance = significant): OwnKey => ({
  student,
  variant: `variant of ${student}`,
  key: { kind: 'exact', value: parseRational(value) },
  near: toDouble(parseRational(value)),
  tolerance,
});

function answer(student: string, typed: string): WrongAnswer {
  const reading = readNumber(typed, 'en');
  if (reading.kind === 'problem') throw new Error(typed);
  const number = typedNumber(reading);
  return {
    student,
    variant: `variant of ${student}`,
    attempt: 'a',
    typed,
    number,
    near: approximate(number),
  };
}

const keys = [key('Ada', '-0.075'), key('Bob', '0.318'), key('Eve', '0.96')];

describe('a wrong answer', () => {
  it('is found where it is right for the variant of another', () => {
    const { found } = coincidences(
      [answer('Ada', '0.318'), answer('Ada', '0.32'), answer('Bob', '0.5')],
      keys,
    );
    expect(found.map((each) => [each.answer.typed, each.fits.map(({ student }) => student)])).toEqual([
      ['0.318', ['Bob']],
    ]);
  });

  it('is never held against its own student’s other variant', () => {
    expect(coincidences([answer('Ada', '0.318')], [...keys, key('Ada', '0.318')]).found).toEqual([]);
  });
});

describe('the chance of it', () => {
  it('is the share of the numbers with so many decimals that fit somebody', () => {
    const two = [key('Bob', '0.5', { kind: 'exact' }), key('Eve', '1', { kind: 'exact' })];
    expect(chanceOf(answer('Ada', '0.7'), two)).toMatchObject({ distinct: 2, decimals: 1 });
    expect(chanceOf(answer('Ada', '0.7'), two).chance).toBeCloseTo(2 / 21, 12);
    expect(chanceOf(answer('Ada', '0.70'), two).chance).toBeCloseTo(2 / 201, 12);
  });

  it('counts equal right answers once, and grows with the tolerance', () => {
    const exact: Tolerance = { kind: 'exact' };
    const twice = [key('Bob', '0.5', exact), key('Eve', '0.5', exact)];
    expect(chanceOf(answer('Ada', '0.71'), twice)).toMatchObject({ distinct: 1 });
    expect(chanceOf(answer('Ada', '0.71'), twice).chance).toBeCloseTo(1 / 101, 12);
    const wide = [key('Bob', '0.5', { kind: 'relative', n: '1/10' })];
    expect(chanceOf(answer('Ada', '0.71'), wide).chance).toBeCloseTo(11 / 101, 12);
  });

  it('counts what is accepted for several students once', () => {
    const wide = ['0.5', '0.52'].map((value) => key('Bob', value, { kind: 'absolute', n: '1/20' }));
    expect(chanceOf(answer('Ada', '0.71'), wide).chance).toBeCloseTo(13 / 105, 12);
  });

  it('agrees with what is counted when unrelated numbers are tried', () => {
    const others = keys.filter(({ student }) => student !== 'Ada');
    const all = Array.from({ length: 2 * 960 + 1 }, (_, index) => ((index - 960) / 1000).toFixed(3));
    const hits = all.filter((typed) => coincidences([answer('Ada', typed)], others).found.length > 0).length;
    const { chance } = chanceOf(answer('Ada', '0.001'), others);
    expect(hits / all.length).toBeLessThanOrEqual(chance);
    expect(chance).toBeLessThan((4 * hits) / all.length);
  });
});
