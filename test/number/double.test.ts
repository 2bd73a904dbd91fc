import { describe, expect, it } from 'vitest';
import { doubles } from '../../src/number/double.ts';
import { parseRational } from '../../src/number/rational.ts';

describe('the room of doubles', () => {
  it('keeps sigmoid and softplus accurate far out', () => {
    expect(doubles.sigmoid(-700)).toBe(Math.exp(-700));
    expect(doubles.sigmoid(-800)).toBe(0);
    expect(doubles.sigmoid(800)).toBe(1);
    expect(doubles.softplus(-40)).toBe(Math.exp(-40));
    expect(doubles.softplus(800)).toBe(800);
  });

  it('throws what overflows as too large, and returns no NaN', () => {
    for (const run of [
      () => doubles.exp(1000),
      () => doubles.multiply(1e200, 1e200),
      () => doubles.power(10, 400),
      () => doubles.divide(1e300, 1e-300),
      () => doubles.fromRational(parseRational(`1${'0'.repeat(400)}`)),
    ]) {
      expect(run).toThrow('too-large');
    }
  });

  it('knows no negative zero from negating', () => {
    expect(Object.is(doubles.negate(0), 0)).toBe(true);
  });
});
