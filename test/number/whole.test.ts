import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitLength,
  ceilingQuotient,
  ceilingShift,
  floorQuotient,
  floorSquareRoot,
  greatestCommonDivisor,
} from '../../src/number/whole.ts';

const anyWhole = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });
const positive = fc.bigInt({ min: 1n, max: 2n ** 90n });

describe('whole numbers', () => {
  it('have as many bits as their binary digits', () => {
    fc.assert(
      fc.property(anyWhole, (n) => {
        const magnitude = n < 0n ? -n : n;
        expect(bitLength(n)).toBe(n === 0n ? 0 : magnitude.toString(2).length);
      }),
    );
    expect([0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 61n].map(bitLength)).toEqual([0, 1, 32, 33, 62]);
  });

  it('are divided down and up', () => {
    expect([floorQuotient(-7n, 2n), floorQuotient(7n, 2n), floorQuotient(-6n, 2n)]).toEqual([-4n, 3n, -3n]);
    expect([ceilingQuotient(-7n, 2n), ceilingQuotient(7n, 2n), ceilingQuotient(6n, 2n)]).toEqual([
      -3n,
      4n,
      3n,
    ]);
    expect([ceilingShift(-7n, 1n), ceilingShift(7n, 1n)]).toEqual([-3n, 4n]);
  });

  it('have a root rounded down', () => {
    fc.assert(
      fc.property(positive, (n) => {
        const root = floorSquareRoot(n);
        expect(root * root <= n && n < (root + 1n) * (root + 1n)).toBe(true);
        expect(floorSquareRoot(n * n)).toBe(n);
        expect(floorSquareRoot(n * n - 1n)).toBe(n - 1n);
      }),
    );
    expect(floorSquareRoot(0n)).toBe(0n);
  });

  it('have a greatest common divisor', () => {
    fc.assert(
      fc.property(positive, positive, positive, (a, b, c) => {
        const divisor = greatestCommonDivisor(-a * c, b * c);
        expect(divisor % c).toBe(0n);
        expect((a * c) % divisor).toBe(0n);
        expect(greatestCommonDivisor((a * c) / divisor, (b * c) / divisor)).toBe(1n);
      }),
    );
    expect(greatestCommonDivisor(0n, 0n)).toBe(1n);
    expect(greatestCommonDivisor(0n, 12n)).toBe(12n);
  });
});
