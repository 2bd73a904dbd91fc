import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareRationals,
  parseRational,
  rational,
  rationals,
  showDecimal,
  showExactDecimal,
  showRational,
  showScientific,
  showSignificant,
  toDouble,
} from '../../src/number/rational.ts';

const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => rational(n, d));

describe('a rational', () => {
  it('is in lowest terms with a positive denominator', () => {
    expect(rational(6, -4)).toEqual({ n: -3n, d: 2n });
    expect(rational(0, -7)).toEqual({ n: 0n, d: 1n });
    expect(rational(10n ** 40n, 10n ** 38n * 3n)).toEqual({ n: 100n, d: 3n });
  });

  it('stays in lowest terms through every operation', () => {
    const halves = rationals.add(rational(1, 6), rational(1, 3));
    expect(halves).toEqual({ n: 1n, d: 2n });
    expect(rationals.subtract(rational(7, 10), rational(2, 10))).toEqual({ n: 1n, d: 2n });
    expect(rationals.multiply(rational(-4, 9), rational(3, 2))).toEqual({ n: -2n, d: 3n });
    expect(rationals.divide(rational(1, 2), rational(-1, 4))).toEqual({ n: -2n, d: 1n });
    expect(rationals.power(rational(-2, 3), -3)).toEqual({ n: -27n, d: 8n });
  });

  it('is read back from what is shown', () => {
    fc.assert(
      fc.property(anyRational, (value) => {
        expect(parseRational(showRational(value))).toEqual(value);
      }),
    );
  });

  it('is read from decimals, and from nothing else than numbers', () => {
    expect(parseRational('-0.075')).toEqual({ n: -3n, d: 40n });
    for (const text of ['', '1.', '.5', '1e3', '+1', ' 1', '1/-2', '0x10', '۱'])
      expect(() => parseRational(text)).toThrow(SyntaxError);
  });

  it('is ordered as its double is, where doubles can tell', () => {
    fc.assert(
      fc.property(anyRational, anyRational, (a, b) => {
        expect(Math.sign(compareRationals(a, b))).toBe(
          Math.sign(compareRationals(rationals.subtract(a, b), rational(0))),
        );
        if (toDouble(a) !== toDouble(b)) expect(compareRationals(a, b) < 0).toBe(toDouble(a) < toDouble(b));
      }),
    );
  });
});

describe('the decimal of a rational', () => {
  it('is rounded half away from zero', () => {
    expect(showDecimal(rational(1, 3), 4)).toBe('0.3333');
    expect(showDecimal(rational(-1, 8), 2)).toBe('-0.13');
    expect(showDecimal(rational(5, 2), 0)).toBe('3');
    expect(showDecimal(rational(-1, 1000), 2)).toBe('0.00');
  });

  it('is exact where it ends, and missing where it does not', () => {
    expect(showExactDecimal(rational(-3, 40))).toBe('-0.075');
    expect(showExactDecimal(rational(12, 1))).toBe('12');
    expect(showExactDecimal(rational(1, 1024))).toBe('0.0009765625');
    expect(showExactDecimal(rational(1, 3))).toBeUndefined();
  });

  it('has the significant digits asked for', () => {
    expect(showSignificant(rational(1, 60), 3)).toBe('0.0167');
    expect(showSignificant(rational(9996, 1000), 3)).toBe('10.0');
    expect(showSignificant(rational(-123456), 2)).toBe('-120000');
    expect(showSignificant(rational(0), 5)).toBe('0');
  });

  it('has the right power of ten where numerator and denominator are equally long', () => {
    expect(showScientific(rational(9952, 9999), 3)).toBe('9.95e-1');
    expect(showScientific(rational(9999, 9952), 3)).toBe('1.00e0');
    expect(showScientific(rational(99999, 100000), 3)).toBe('1.00e0');
    expect(showScientific(rational(-5, 7), 1)).toBe('-7e-1');
  });
});

describe('the double nearest to a rational', () => {
  it('is the double itself where the rational is one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        expect(toDouble(doubleAsRational(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('is right where numerator and denominator are no doubles', () => {
    expect(toDouble(rational(10n ** 400n, 3n * 10n ** 400n))).toBe(1 / 3);
    expect(toDouble(rational(-1, 10n ** 400n))).toBe(-0);
    expect(toDouble(rational(10n ** 400n))).toBe(Number.POSITIVE_INFINITY);
    expect(toDouble(rational(1n, 2n ** 1074n))).toBe(Number.MIN_VALUE);
  });

  it('is rounded once: a hair above a tie goes up, a tie to even', () => {
    const hair = 10n ** 40n;
    expect(toDouble(rational((2n ** 53n + 1n) * hair, hair))).toBe(2 ** 53);
    expect(toDouble(rational((2n ** 53n + 1n) * hair + 1n, hair))).toBe(2 ** 53 + 2);
    expect(toDouble(rational((2n ** 53n + 3n) * hair, hair))).toBe(2 ** 53 + 4);
    expect(toDouble(rational(3n * hair + 1n, 2n ** 1075n * hair))).toBe(2 * Number.MIN_VALUE);
  });
});

describe('a power of a rational', () => {
  it('is refused as too large above 2^16 bits, and cheap for 0 and ±1', () => {
    expect(() => rationals.power(rational(2), 2 ** 20)).toThrow('too-large');
    expect(() => rationals.power(rational(1, 10), 1e15)).toThrow('too-large');
    expect(rationals.power(rational(-1), 1_000_000_001)).toEqual({ n: -1n, d: 1n });
    expect(rationals.power(rational(0), 1e15)).toEqual({ n: 0n, d: 1n });
  });
});

/** Every double is a whole number over a power of two. */
function doubleAsRational(value: number) {
  let [whole, twos] = [value, 0n];
  for (; !Number.isInteger(whole); whole *= 2) twos++;
  return rational(BigInt(whole), 2n ** twos);
}
