import { expect, it } from 'vitest';
import { makeLately } from '../../src/store/lately.ts';

it('what was used lately stays, and what was not goes first', () => {
  const lately = makeLately<number>(2);
  lately.keep('a', 1);
  lately.keep('b', 2);
  expect(lately.find('a')).toBe(1);
  lately.keep('c', 3);
  expect(['a', 'b', 'c'].map((name) => lately.find(name))).toEqual([1, undefined, 3]);
});
