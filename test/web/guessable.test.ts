import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCommon, isMadeOf } from '../../src/web/account/guessable.ts';

const list = readFileSync(new URL('../../src/web/account/common-passwords.txt', import.meta.url), 'utf8');

describe('the common passwords', () => {
  it('are 5,000 different ones that the rule of ten characters lets through', () => {
    const lines = list.trimEnd().split('\n');
    expect(new Set(lines).size).toBe(5000);
    expect(lines.filter((line) => [...line].length < 10)).toEqual([]);
    expect(lines.every(isCommon)).toBe(true);
  });

  it('are found in any case and in full-width letters, and others are not', () => {
    expect(['PASSWORD123', 'ｐａｓｓｗｏｒｄ１２３', 'basketball'].map(isCommon)).toEqual([true, true, true]);
    expect(['four words of mine', 'password of the hill', ''].map(isCommon)).toEqual([false, false, false]);
  });
});

describe('a password made of its owner', () => {
  const known = ['Grace Brewster Hopper', 'grace.hopper@navy.example'];
  it.each([
    'gracehopper',
    'Grace.Hopper1906',
    'hopper@navy',
    'brewster!!!!',
    'chainmark1',
    'navy example 12',
  ])('%s says little more than what is known', (password) => expect(isMadeOf(password, known)).toBe(true));
  it.each([
    'grace under some pressure',
    'a fleet of paper boats',
    'hopper: x9!kqT2m',
    '1234567890 and so on',
  ])('%s says more', (password) => expect(isMadeOf(password, known)).toBe(false));
  it('is not meant where names are too short to say anything', () => {
    expect(isMadeOf('a b c d e f', ['Al O', ''])).toBe(false);
  });
});
