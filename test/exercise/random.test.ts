import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/exercise/random.ts';

const integers = (seed: string, below: number, count: number): readonly number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => random.integer(below));
};

describe('chance from a seed', () => {
  it('is the same for the same text, on every machine and in every version', () => {
    expect(integers('dw-linear 7', 1000, 8)).toEqual(integers('dw-linear 7', 1000, 8));
    expect(integers('dw-linear 7', 2 ** 32, 3)).toEqual([769451359, 3018864736, 86139037]);
  });

  it('is another for another text', () => {
    const seeds = Array.from({ length: 2000 }, (_, n) => integers(`seed ${n}`, 2 ** 32, 2).join());
    expect(new Set(seeds).size).toBe(2000);
  });

  it('draws each of ten values about equally often: χ² below 33.7, its 99.99 % point for 9 degrees', () => {
    for (const seed of ['a', 'b', 'c']) {
      const counts = new Array<number>(10).fill(0);
      for (const drawn of integers(seed, 10, 20_000)) counts[drawn] = (counts[drawn] ?? 0) + 1;
      expect(counts.reduce((so, count) => so + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(33.7);
    }
  });

  it('picks nothing from nothing', () => {
    expect(() => randomFrom('x').pick([])).toThrow('nothing to pick from');
  });
});
