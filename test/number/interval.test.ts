import { describe, expect, it } from 'vitest';
import { Undefined } from '../../src/number/arithmetic.ts';
import { enclosureToDecimal, type Interval, intervals } from '../../src/number/interval.ts';
import {
  compareRationals,
  parseRational,
  type Rational,
  rational,
  rationals,
  showDecimal,
} from '../../src/number/rational.ts';
import { contains, drawPoint, enclose, oracleFunctions, oracles, seededRandom } from './interval-oracle.ts';

const room = intervals(64);
const between = (lo: string, hi: string): Interval => room.fromBounds(parseRational(lo), parseRational(hi));
const shown = (value: Interval) => [
  showDecimal(room.lowerBound(value), 4),
  showDecimal(room.upperBound(value), 4),
];
const reasonOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (problem) {
    return problem instanceof Undefined ? problem.reason : problem;
  }
};

describe('the enclosure of a function at one point', () => {
  for (const fn of oracleFunctions) {
    it(`contains the value of ${fn} by decimal.js at 625 points`, () => {
      const random = seededRandom(fn.length * 1000 + fn.charCodeAt(0));
      for (let i = 0; i < 625; i++) {
        const point = drawPoint(fn, i, random);
        const { enclosure, bits } = enclose(fn, point);
        const inside = contains(enclosure, bits, oracles[fn](point.decimal));
        expect(inside, `${fn}(${point.text}) at ${bits} bits`).toBe(true);
      }
    });

    it(`is at most 2 units wide for ${fn} where the argument is exact`, () => {
      for (const bits of [8, 64, 65, 192, 500]) {
        const fine = intervals(bits);
        for (const text of ['0.25', '0.5', '1.75', '3', '15.5', '700']) {
          const { lo, hi } = fine[fn](fine.fromRational(parseRational(text)));
          expect(hi - lo, `${fn}(${text}) at ${bits} bits`).toBeLessThanOrEqual(2n);
        }
      }
    });
  }
});

describe('the enclosure of a function far out', () => {
  const exactly = (text: string) => room.fromRational(parseRational(text));

  it('is the last unit for e^−5000 and for sigmoid(−10^30)', () => {
    expect(room.exp(exactly('-5000'))).toEqual({ lo: 0n, hi: 1n });
    expect(room.sigmoid(exactly(`-1${'0'.repeat(30)}`))).toEqual({ lo: 0n, hi: 1n });
  });

  it('never leaves 0…1 for sigmoid, −1…1 for tanh, sin and cos', () => {
    const one = 2n ** 64n;
    for (const text of ['-5000', '-45', '45', '5000', `1${'0'.repeat(300)}`]) {
      expect(room.sigmoid(exactly(text)).lo).toBeGreaterThanOrEqual(0n);
      expect(room.sigmoid(exactly(text)).hi).toBeLessThanOrEqual(one);
      expect(room.tanh(exactly(text)).lo).toBeGreaterThanOrEqual(-one);
      expect(room.tanh(exactly(text)).hi).toBeLessThanOrEqual(one);
    }
    expect(room.cos(between('-0.00001', '0.00001')).hi).toBe(one);
    expect(room.sin(between('-100', '100'))).toEqual({ lo: -one, hi: one });
  });

  it('refuses e^5000 and the sine of 2^70 as too large', () => {
    expect(reasonOf(() => room.exp(exactly('5000')))).toBe('too-large');
    expect(reasonOf(() => room.sin(room.power(exactly('2'), 70)))).toBe('too-large');
  });
});

describe('the arithmetic of wide intervals', () => {
  it('contains every result of numbers inside', () => {
    const random = seededRandom(7);
    const draw = () => rational(Math.floor(random() * 401) - 200, 1 + Math.floor(random() * 60));
    const has = (value: Interval, exact: Rational) =>
      compareRationals(room.lowerBound(value), exact) <= 0 &&
      compareRationals(room.upperBound(value), exact) >= 0;
    const around = (value: Rational) => {
      const [more, less] = [rationals.abs(draw()), rationals.abs(draw())];
      return room.fromBounds(rationals.subtract(value, less), rationals.add(value, more));
    };
    for (let i = 0; i < 2000; i++) {
      const [a, b, exponent] = [draw(), draw(), i % 6];
      const [wideA, wideB] = [around(a), around(b)];
      for (const operation of ['add', 'subtract', 'multiply'] as const)
        expect(has(room[operation](wideA, wideB), rationals[operation](a, b))).toBe(true);
      expect(has(room.power(wideA, exponent), rationals.power(a, exponent))).toBe(true);
      expect(has(room.abs(wideA), rationals.abs(a))).toBe(true);
      if (wideB.lo > 0n || wideB.hi < 0n) {
        expect(has(room.divide(wideA, wideB), rationals.divide(a, b))).toBe(true);
        expect(has(room.power(wideB, -3), rationals.power(b, -3))).toBe(true);
      }
    }
  });

  it('is as narrow as the ends allow', () => {
    expect(shown(room.multiply(between('-2', '3'), between('-5', '7')))).toEqual(['-15.0000', '21.0000']);
    expect(shown(room.multiply(between('-3', '-2'), between('-1', '4')))).toEqual(['-12.0000', '3.0000']);
    expect(shown(room.divide(between('-1', '2'), between('-4', '-2')))).toEqual(['-1.0000', '0.5000']);
    expect(shown(room.power(between('-2', '1'), 2))).toEqual(['0.0000', '4.0000']);
    expect(shown(room.power(between('-2', '1'), 3))).toEqual(['-8.0000', '1.0000']);
    expect(shown(room.abs(between('-2', '1')))).toEqual(['0.0000', '2.0000']);
  });

  it('leaves the gate open or shut where 0 lies inside', () => {
    expect(shown(room.gate(between('-1', '1')))).toEqual(['0.0000', '1.0000']);
    expect(shown(room.gate(between('0', '1')))).toEqual(['0.0000', '1.0000']);
    expect(shown(room.gate(between('-1', '0')))).toEqual(['0.0000', '0.0000']);
  });

  it('asks for more bits where 0 or the edge of a domain lies inside', () => {
    for (const run of [
      () => room.divide(between('1', '1'), between('-1', '1')),
      () => room.divide(between('1', '1'), between('0', '1')),
      () => room.power(between('-1', '1'), -2),
      () => room.ln(between('0', '1')),
      () => room.sqrt(between('-1', '1')),
    ]) {
      expect(reasonOf(run)).toBe('needs-more-bits');
    }
  });

  it('knows what lies wholly outside a domain', () => {
    expect(reasonOf(() => room.ln(between('-1', '0')))).toBe('outside-domain');
    expect(reasonOf(() => room.sqrt(between('-2', '-1')))).toBe('outside-domain');
    expect(reasonOf(() => room.divide(between('1', '1'), between('0', '0')))).toBe('division-by-zero');
  });

  it('keeps powers of 1.0001 that are not large, and refuses those that are', () => {
    expect(shown(room.power(between('1.0001', '1.0001'), 100_000))).toEqual(['22015.4560', '22015.4560']);
    expect(reasonOf(() => room.power(between('1.5', '1.5'), 1e6))).toBe('too-large');
  });
});

describe('the decimal of an enclosure', () => {
  it('has the digits to which both ends round', () => {
    expect(enclosureToDecimal(between('0.012343', '0.012344'), 64, 4)).toBe('0.01234');
    expect(enclosureToDecimal(between('-2999.6', '-2999.5'), 64, 4)).toBe('-3000');
    expect(enclosureToDecimal(room.sigmoid(between('1', '1')), 64, 12)).toBe('0.731058578630');
  });

  it('is missing where the ends round apart', () => {
    expect(enclosureToDecimal(between('0.012344', '0.012345'), 64, 5)).toBeUndefined();
    expect(enclosureToDecimal(between('-0.1', '0.1'), 64, 1)).toBeUndefined();
  });

  it('is 0 for 0 alone', () => {
    expect(enclosureToDecimal(between('0', '0'), 64, 6)).toBe('0');
  });
});
