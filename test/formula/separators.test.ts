import { describe, expect, it } from 'vitest';
import { separatorsOf } from '../../src/formula/separators.ts';

describe('the separators of a language', () => {
  it.each([
    ['en', '.', ',', [3, 3]],
    ['de', ',', '.', [3, 3]],
    ['fr', ',', '\u202f', [3, 3]],
    ['fa', '٫', '٬', [3, 3]],
    ['en-IN', '.', ',', [3, 2]],
    ['x-decimal-comma', ',', '.', [3, 3]],
  ])('of %s are %j and %j', (locale, decimal, group, groupSizes) => {
    expect(separatorsOf(locale)).toEqual({ decimal, group, groupSizes });
  });

  it('are those of English for a tag that is none', () => {
    expect(separatorsOf('no language')).toEqual(separatorsOf('en'));
  });
});
