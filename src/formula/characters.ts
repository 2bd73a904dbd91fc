/**
 * What each character that people type or paste stands for: digits of any script, spaces that are seen or
 * not, the many dashes, dots, strokes and crosses for − · / ×, superscripts and vulgar fractions.
 */

/** The zero of every script of decimal digits in the basic plane; its digits follow it in order. */
const zeros = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
];

/** The value '0' to '9' of a digit of any script, or undefined where the character is no digit. */
export function digitOf(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code < 0x80) return code >= 0x30 && code <= 0x39 ? character : undefined;
  const zero = zeros.find((start) => code >= start && code < start + 10);
  return zero === undefined ? undefined : `${code - zero}`;
}

export const isPersianDigit = (character: string): boolean => /^[۰-۹]$/.test(character);

/** Ordinary white space, and the marks of direction that come along when a Persian page is copied. */
export const isSpace = (character: string): boolean =>
  /^[ \t\n\r\u00a0\u2000-\u200a\u202f\u205f\u3000\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]$/.test(
    character,
  );

/** Spaces with which people and Intl set groups of three apart. */
export const isGroupingSpace = (character: string): boolean => /^[\u00a0\u2009\u202f]$/.test(character);

/** Characters that cannot be seen and are no space: control characters, soft hyphens, lone surrogates. */
export const isInvisible = (character: string): boolean =>
  /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u.test(character);

export const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);

const symbols: Readonly<Record<string, readonly string[]>> = {
  '-': ['−', '‐', '‑', '‒', '–', '—', '﹣'],
  '*': ['×', '✕', '✖', '⨯', '·', '∙', '⋅', '•', '∗'],
  '/': ['÷', '⁄', '∕'],
  '^': ['ˆ'],
  '|': ['∣'],
  "'": ['′', '’', 'ʹ', '´'],
  d: ['∂'],
  Δ: ['∆'],
};

const plain: ReadonlyMap<string, string> = new Map(
  Object.entries(symbols).flatMap(([ascii, others]) => others.map((other) => [other, ascii] as const)),
);

/** The plain form of a character: '−' is '-', '×' is '*', '∂' is 'd', '（' is '('; others stand for themselves. */
export function plainForm(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return character;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return plain.get(character) ?? character;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const subscripts = '₀₁₂₃₄₅₆₇₈₉';
const scriptDigit = (digits: string, character: string): string | undefined => {
  const value = character === '' ? -1 : digits.indexOf(character);
  return value < 0 ? undefined : `${value}`;
};

/** '0' to '9', '-' or '+' for a superscript. */
export function superscriptOf(character: string): string | undefined {
  if (character === '⁻') return '-';
  return character === '⁺' ? '+' : scriptDigit(superscripts, character);
}

/** '0' to '9' for a subscript digit. */
export const subscriptOf = (character: string): string | undefined => scriptDigit(subscripts, character);

/** Numerator and denominator of the characters ½ ⅓ … ⅞. */
export const vulgarFractions: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['½', [1, 2]],
  ['⅓', [1, 3]],
  ['⅔', [2, 3]],
  ['¼', [1, 4]],
  ['¾', [3, 4]],
  ['⅕', [1, 5]],
  ['⅖', [2, 5]],
  ['⅗', [3, 5]],
  ['⅘', [4, 5]],
  ['⅙', [1, 6]],
  ['⅚', [5, 6]],
  ['⅐', [1, 7]],
  ['⅛', [1, 8]],
  ['⅜', [3, 8]],
  ['⅝', [5, 8]],
  ['⅞', [7, 8]],
  ['⅑', [1, 9]],
  ['⅒', [1, 10]],
]);
