/** Text to tokens: numbers, names, functions, symbols, superscripts, each with its place in what was typed. */
import { isInvisible, isLetter, isSpace, plainForm, superscriptOf, vulgarFractions } from './characters.ts';
import type { FunctionName } from './formula.ts';
import { limits } from './limits.ts';
import { type Literal, readLiteral, startsLiteral } from './literal.ts';
import type { FoundName, NameFinder } from './names.ts';
import { type Place, Unreadable } from './problem.ts';
import type { Separators } from './separators.ts';
import { type Constant, findConstant, findFunction } from './words.ts';

export type Token = Place &
  (
    | { readonly kind: 'number'; readonly literal: Literal }
    | { readonly kind: 'vulgar'; readonly fraction: readonly [number, number] }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'constant'; readonly constant: Constant }
    | { readonly kind: 'function'; readonly function: FunctionName; readonly written: string }
    | { readonly kind: 'superscript'; readonly exponent: number }
    | { readonly kind: 'symbol'; readonly symbol: string }
    | { readonly kind: 'end' }
  );

export interface Lexicon {
  readonly separators: Separators;
  readonly findName: NameFinder;
  /** Every letter may start a name. */
  readonly anyName: boolean;
}

/** The tokens of a text, the last of kind 'end'. Throws Unreadable. */
export function tokensOf(text: string, lexicon: Lexicon): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at] ?? '')) {
      at++;
      continue;
    }
    const token = tokenAt(text, at, lexicon);
    tokens.push(token);
    at = token.at + token.length;
  }
  return [...tokens, { kind: 'end', at: text.length, length: 0 }];
}

function tokenAt(text: string, at: number, lexicon: Lexicon): Token {
  const character = text[at] ?? '';
  if (startsLiteral(text, at)) return numberAt(text, at, lexicon);
  const fraction = vulgarFractions.get(character);
  if (fraction) return { kind: 'vulgar', fraction, at, length: 1 };
  if (superscriptOf(character)) return superscriptAt(text, at);
  if (character === '√') return { kind: 'symbol', symbol: '√', at, length: 1 };
  const plain = plainForm(character);
  if (plain === '*' && plainForm(text[at + 1] ?? '') === '*')
    return { kind: 'symbol', symbol: '^', at, length: 2 };
  if ('+-*/^()|'.includes(plain)) return { kind: 'symbol', symbol: plain, at, length: 1 };
  if (isLetter(plain)) return wordAt(text, at, lexicon);
  return refuseCharacter(text, at);
}

function numberAt(text: string, at: number, { separators, findName, anyName }: Lexicon): Token {
  const knownName = (place: number) => {
    const found = findName(text, place)?.length ?? 0;
    return anyName ? Math.min(found, 1) * (text[place] === 'e' ? 0 : 1) : found;
  };
  const literal = readLiteral(text, at, separators, knownName);
  return { kind: 'number', literal, at, length: literal.length };
}

function superscriptAt(text: string, at: number): Token {
  let written = '';
  let end = at;
  for (let part = superscriptOf(text[end] ?? ''); part; part = superscriptOf(text[++end] ?? ''))
    written += part;
  const place = { at, length: end - at };
  if (!/^[+-]?\d+$/.test(written)) throw new Unreadable('unexpected', place, { found: text.slice(at, end) });
  const exponent = Number(written);
  if (!Number.isSafeInteger(exponent))
    throw new Unreadable('tooLarge', place, { limit: `${limits.exponent}` });
  return { kind: 'superscript', exponent, ...place };
}

/** A function, a constant or a name; with a set of names, these come first and are told apart inside a word. */
function wordAt(text: string, at: number, { findName, anyName }: Lexicon): Token {
  const found = findName(text, at);
  if (found && !anyName) return { kind: 'name', name: found.name, at, length: found.length };
  const written = wholeWord(text, at);
  const place = { at, length: written.length };
  const plainWord = [...written].map(plainForm).join('');
  const fn = findFunction(plainWord);
  if (fn) return { kind: 'function', function: fn, written, ...place };
  const constant = findConstant(plainWord);
  if (constant) return { kind: 'constant', constant, ...place };
  if (found && !looksCalled(text, at, found))
    return { kind: 'name', name: found.name, at, length: found.length };
  return refuseWord(text, written, place);
}

/** x(x+1) and x1(x+1) are products; eval(1) and foo(x) may be meant as functions. */
const looksCalled = (text: string, at: number, { name, length }: FoundName): boolean =>
  !/^\p{L}[\d_]*$/u.test(name) && bracketFollows(text, at + length);

const bracketFollows = (text: string, at: number): boolean => /^\s*[(（]/.test(text.slice(at, at + 10));

/** At least the character at `at`, which may be a letter in its plain form only (∂). */
function wholeWord(text: string, at: number): string {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? text.slice(at, at + 1);
}

const word = /[\p{L}\p{M}\p{Nd}₀-₉_]+/uy;

function refuseWord(text: string, name: string, place: Place): never {
  const afterNumber = place.at > 0 && startsLiteral(text, place.at - 1);
  if (afterNumber && /^[xX](\d.*)?$/.test(name))
    throw new Unreadable('timesLetter', { at: place.at, length: 1 });
  const called = bracketFollows(text, place.at + place.length);
  throw new Unreadable(called ? 'unknownFunction' : 'unknownName', place, { name });
}

const characterCodes: Readonly<Record<string, string>> = {
  '=': 'equalsSign',
  '%': 'percent',
  '٪': 'percent',
  '[': 'otherBrackets',
  ']': 'otherBrackets',
  '{': 'otherBrackets',
  '}': 'otherBrackets',
};

function refuseCharacter(text: string, at: number): never {
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const place = { at, length: found.length };
  if (isInvisible(found)) {
    const code = found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    throw new Unreadable('invisible', place, { character: `U+${code}` });
  }
  throw new Unreadable(characterCodes[plainForm(found)] ?? 'unexpected', place, { found });
}
