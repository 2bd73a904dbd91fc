import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainProblem } from '../../src/formula/explain.ts';
import { type NumberReading, readNumber } from '../../src/formula/read-number.ts';
import { decimalOf } from '../../src/formula/real.ts';
import { parseRational, rational, showDecimal, showRational } from '../../src/number/rational.ts';
import { hostileCases, readCases } from '../cases/cases.ts';

const shownValue = (reading: NumberReading): string | null =>
  reading.kind === 'value' ? showRational(reading.value) : null;
const read = (text: string, locale = 'en') => shownValue(readNumber(text, locale));
const problem = (text: string, locale = 'en') => {
  const reading = readNumber(text, locale);
  return reading.kind === 'problem' ? reading.problem : undefined;
};

/** Texts that other systems refuse and that are read here, because nobody can mean another number by them. */
const deliberateDifferences: Readonly<Record<string, string>> = {
  'en 3,14159': 'five digits behind a comma are no group of thousands: a decimal comma',
  'en 1,23': 'two digits behind a comma are no group of thousands: a decimal comma',
  'en 2,79e-5': 'two digits behind a comma are no group of thousands: a decimal comma',
  'en 16,5': 'one digit behind a comma is no group of thousands: a decimal comma',
  'en 1,2735': 'four digits behind a comma are no group of thousands: a decimal comma',
  'x-decimal-comma 1.23': 'two digits behind a point are no group of thousands: a decimal point',
  'x-decimal-comma -1.27': 'two digits behind a point are no group of thousands: a decimal point',
  'x-decimal-comma 2.78e-3': 'two digits behind a point are no group of thousands: a decimal point',
  'es 1.2735': 'four digits behind a point are no group of thousands: a decimal point',
  'de 11.11': 'two digits behind a point are no group of thousands: a decimal point',
  'en 5/-4': 'a sign behind a stroke has one meaning only',
  'en −10': 'a typographic minus has one meaning in every language',
};

describe('readNumber on the cases of other systems', () => {
  it('reads every value, and refuses the rest but for the deliberate differences', () => {
    const different = readCases().filter(({ typed, value, locale = 'en' }) => read(typed, locale) !== value);
    const keys = different.map(({ typed, locale = 'en' }) => `${locale} ${typed}`);
    expect(keys.sort()).toEqual(Object.keys(deliberateDifferences).sort());
  });

  it('gives the obvious value in each deliberate difference', () => {
    expect(['3,14159', '1,23', '2,79e-5', '16,5', '1,2735', '5/-4', '−10'].map((text) => read(text))).toEqual(
      ['314159/100000', '123/100', '279/10000000', '33/2', '2547/2000', '-5/4', '-10'],
    );
    expect([read('1.23', 'x-decimal-comma'), read('1.2735', 'es'), read('11.11', 'de')]).toEqual([
      '123/100',
      '2547/2000',
      '1111/100',
    ]);
  });

  it('never yields a value for hostile text, and says why in one sentence', () => {
    const rejected = hostileCases().filter(({ expect }) => expect === 'reject');
    expect(rejected.length).toBeGreaterThan(100);
    for (const { typed } of rejected) {
      const found = problem(typed);
      expect(found, typed).toBeDefined();
      if (found) expect(explainProblem(found, 'fa')).toMatch(/\p{Script=Arabic}/u);
    }
  });

  it('gives every hostile text a definite answer', () => {
    for (const { typed } of hostileCases()) {
      const reading = readNumber(typed, 'en');
      expect(['value', 'irrational', 'problem']).toContain(reading.kind);
    }
  });
});

describe('the notations of a number', () => {
  it.each([
    ['0.5*0.25*(1-0.25)', '3/32'],
    ['-3/40', '-3/40'],
    ['1.2e-3', '3/2500'],
    ['1,2·10^-3', '3/2500'],
    ['1.2×10⁻³', '3/2500'],
    ['½', '1/2'],
    ['1½', '3/2'],
    ['-1½', '-3/2'],
    ['.5', '1/2'],
    ['−0.03', '-3/100'],
    ['۰٫۰۳۱', '31/1000'],
    ['٠٫٠٣١', '31/1000'],
    ['１２．５', '25/2'],
    ['\u200e−۳', '-3'],
    [' 0.5 / 2 ', '1/4'],
    ['2*-3', '-6'],
    ['-2^2', '-4'],
    ['2^3^2', '512'],
    ['4^(1/2)', '2'],
    ['(2/3)^-2', '9/4'],
    ['√4', '2'],
    ['|-3|', '3'],
    ['0,123', '123/1000'],
    ['1,234.5', '2469/2'],
    ['1,234,567', '1234567'],
    ['12\u202f345', '12345'],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    ['1.234,5', 'de', '2469/2'],
    ['1 234,5', 'fr', '2469/2'],
    ["1'234.5", 'de-CH', '2469/2'],
    ['1’234.5', 'de-CH', '2469/2'],
    ['12,34,567', 'en-IN', '1234567'],
    ['۱٬۲۳۴٫۵', 'fa', '2469/2'],
    ['0.031', 'fa', '31/1000'],
    ['1.234', 'fa', '617/500'],
    ['1,234', 'de', '617/500'],
    ['۳ / ۴۰', 'fa', '3/40'],
  ])('%s in %s is %s', (text, locale, value) => {
    expect(read(text, locale)).toBe(value);
  });

  it('keeps every digit of a number, never passing through a float', () => {
    expect(read('0.1000000000000000000000000000000000000001')).toBe(`${10n ** 39n + 1n}/${10n ** 40n}`);
  });

  it('tells how precisely a plain number was written', () => {
    const precision = (text: string) => {
      const reading = readNumber(text, 'en');
      return reading.kind === 'value' ? reading.precision : undefined;
    };
    expect(precision('-0.0250')).toEqual({ decimals: 4, significant: 3 });
    expect(precision('1.20e-3')).toEqual({ decimals: 5, significant: 3 });
    expect(precision('1,2·10^-3')).toEqual({ decimals: 4, significant: 2 });
    expect(precision('1200')).toEqual({ decimals: -2, significant: 2 });
    expect(precision('3/40')).toBeUndefined();
    expect(precision('0.5*0.2')).toBeUndefined();
  });

  it('reads the names of the exercise with their values', () => {
    const given = new Map([
      ['x1', rational(2)],
      ['w11', rational(-3, 10)],
    ]);
    expect(shownValue(readNumber('2x1w11', 'en', given))).toBe('-6/5');
  });

  it('keeps an irrational answer as a formula with a value', () => {
    const reading = readNumber('√2', 'en');
    expect(reading.kind === 'irrational' && decimalOf(reading.formula, 20)).toBe('1.4142135623730950488');
    expect(problem('ln(0)')?.code).toBe('outsideDomain');
    expect(problem('tan(pi/2)')?.code).toBe('noValue');
  });
});

describe('what can be read in two ways', () => {
  it.each([
    ['1,234', 'en', '1234', '1.234'],
    ['1.234', 'de', '1234', '1.234'],
    ['۳/۱۴', 'fa', '3 / 14', '3.14'],
    ['۰/۰۳', 'fa', '0 / 3', '0.03'],
  ])('%s in %s is refused, and both readings are said', (text, locale, first, second) => {
    expect(problem(text, locale)).toEqual({
      code: 'twoReadings',
      at: 0,
      length: text.length,
      values: { first, second },
    });
  });

  it('is said in a sentence', () => {
    const found = problem('1,234');
    expect(found && explainProblem(found, 'en')).toBe(
      'This can be read as 1234 or as 1.234; write the one you mean.',
    );
  });
});

describe('limits', () => {
  it.each([
    ['1'.repeat(2001), 'tooLong'],
    [`${'('.repeat(101)}1${')'.repeat(101)}`, 'tooDeep'],
    [`${'2^'.repeat(200)}2`, 'tooDeep'],
    ['1e401', 'tooLarge'],
    ['9^9^9^9', 'tooLarge'],
    ['exp(1e9)', 'tooLarge'],
    ['1/0', 'divisionByZero'],
    ['√(-1)', 'outsideDomain'],
  ])('%.20s… is refused as %s', (text, code) => {
    expect(problem(text)?.code).toBe(code);
  });
});

describe('any text', () => {
  it('is read without a throw, and a problem lies inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const found = problem(text);
        if (found === undefined) return;
        expect(found.at + found.length).toBeLessThanOrEqual(text.length);
        expect(explainProblem(found, 'en')).toMatch(/^\S.*\.$/su);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what is printed: fractions, decimals, Persian digits, decimal commas', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 12 }), (n, places) => {
        const value = rational(n, 10n ** BigInt(places));
        const decimal = showDecimal(value, places);
        const persian = decimal
          .replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '')
          .replace('.', '٫');
        expect(read(showRational(value))).toBe(showRational(value));
        expect(read(decimal)).toBe(showRational(parseRational(decimal)));
        expect(read(persian, 'fa')).toBe(showRational(value));
        expect(read(decimal.replace('.', ','), 'de')).toBe(showRational(value));
      }),
    );
  });
});
