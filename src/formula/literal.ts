/**
 * One number as people write it: 0.25 · 0,25 · ۰٫۲۵ · 1 234,5 · 1'234.5 · .5 · 1.2e−3, to an exact rational.
 *
 * The decimal mark of the reader's language is always a decimal mark. The other one of '.' and ',' is
 * read as a decimal mark where it cannot set groups of three apart (0,25 · 1,5 · 0,125), and is a problem
 * that names both readings where it can (1,234). Groups are read where all of them are well formed.
 */
import { type Rational, rational } from '../number/rational.ts';
import { digitOf, isGroupingSpace, isPersianDigit, isSpace, plainForm, superscriptOf } from './characters.ts';
import { limits } from './limits.ts';
import { type Place, Unreadable } from './problem.ts';
import type { Separators } from './separators.ts';

export interface Literal {
  readonly value: Rational;
  /** Places after the decimal point of the last significant digit: 2 for 0.25, −1 for 120. */
  readonly decimals: number;
  readonly significant: number;
  /** A comma was read as a decimal mark where the language writes a point. */
  readonly foreignComma: boolean;
  readonly persian: boolean;
  readonly at: number;
  readonly length: number;
}

/** What may follow a number and look like an exponent: the length of the name that starts at an index. */
export type NameLength = (at: number) => number;

/** True where a number starts: a digit, or a decimal mark with a digit behind it (or with nothing, as in '.'). */
export function startsLiteral(text: string, at: number): boolean {
  const character = text[at] ?? '';
  if (digitOf(character)) return true;
  const mark = plainForm(character);
  return mark === '.' || ((mark === '٫' || mark === ',') && digitOf(text[at + 1] ?? '') !== undefined);
}

/** Reads the number that starts at `at`. Throws Unreadable; `knownName` guards 2e1 where e1 is a name. */
export function readLiteral(
  text: string,
  at: number,
  separators: Separators,
  knownName: NameLength,
): Literal {
  const scanned = scanMantissa(text, at, separators);
  const mantissa = readMantissa(scanned.pieces, separators, { at, length: scanned.end - at });
  const exponent = readExponent(text, scanned.end, at, knownName);
  const digits = mantissa.whole + mantissa.fraction;
  const decimals = mantissa.fraction.length - exponent.value;
  return {
    value: scaled(BigInt(digits), decimals),
    ...precision(digits, decimals, mantissa.fraction !== ''),
    foreignComma: mantissa.foreignComma,
    persian: isPersianDigit(text[at] ?? ''),
    at,
    length: exponent.end - at,
  };
}

const scaled = (digits: bigint, decimals: number): Rational =>
  decimals > 0 ? rational(digits, 10n ** BigInt(decimals)) : rational(digits * 10n ** BigInt(-decimals));

/** Zeros at the end of a whole number say nothing about its precision; after a decimal mark they do. */
function precision(
  digits: string,
  decimals: number,
  fractional: boolean,
): Pick<Literal, 'decimals' | 'significant'> {
  const leading = digits.replace(/^0+/, '');
  const significant = fractional ? leading : leading.replace(/0+$/, '');
  return { decimals: decimals - (leading.length - significant.length), significant: significant.length };
}

interface Piece {
  /** The mark before these digits; '' for the first. */
  readonly mark: string;
  readonly digits: string;
}

function scanMantissa(
  text: string,
  at: number,
  separators: Separators,
): { pieces: readonly Piece[]; end: number } {
  const pieces: Piece[] = [];
  let mark = '';
  let next = at;
  for (;;) {
    const digits = digitsAt(text, next);
    pieces.push({ mark, digits: digits.value });
    next = digits.end;
    mark = markAt(text, next, separators);
    if (mark === '') return { pieces, end: next };
    next++;
  }
}

function digitsAt(text: string, at: number): { value: string; end: number } {
  let value = '';
  let end = at;
  for (let digit = digitOf(text[end] ?? ''); digit; digit = digitOf(text[++end] ?? '')) value += digit;
  return { value, end };
}

/** The mark at `at` in its plain form if it belongs to the number, else ''. A grouping space is ' '. */
function markAt(text: string, at: number, { decimal, group }: Separators): string {
  const character = text[at] ?? '';
  const mark = plainForm(character);
  if (mark === '.' || mark === '٫') return mark;
  const follows = digitsAt(text, at + 1).value.length;
  if (mark === ',' || mark === '٬') return follows > 0 || mark === decimal ? mark : '';
  if (follows !== 3) return '';
  const spaced = isGroupingSpace(character) || (character === ' ' && isSpace(group ?? ''));
  if (spaced) return ' ';
  return mark === "'" && plainForm(group ?? '') === "'" ? mark : '';
}

interface Mantissa {
  readonly whole: string;
  readonly fraction: string;
  readonly foreignComma: boolean;
}

function readMantissa(pieces: readonly Piece[], separators: Separators, place: Place): Mantissa {
  const last = pieces.at(-1) ?? { mark: '', digits: '' };
  if (last.mark === separators.decimal || last.mark === '٫') {
    return nonEmpty(
      { whole: wholePart(pieces.slice(0, -1), separators, place), fraction: last.digits },
      place,
    );
  }
  if (pieces.length === 2 && (last.mark === '.' || last.mark === ','))
    return foreignMark(pieces, separators, place);
  return nonEmpty({ whole: wholePart(pieces, separators, place), fraction: '' }, place);
}

function nonEmpty(read: Omit<Mantissa, 'foreignComma'>, place: Place): Mantissa {
  if (read.whole + read.fraction === '') throw new Unreadable('illFormedNumber', place);
  return { ...read, foreignComma: false };
}

function foreignMark(pieces: readonly Piece[], separators: Separators, place: Place): Mantissa {
  const [whole, fraction] = [pieces[0]?.digits ?? '', pieces[1]?.digits ?? ''];
  const mark = pieces[1]?.mark;
  const mayGroup = mark === ',' || separators.decimal === ',';
  if (mayGroup && /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3) {
    throw new Unreadable('twoReadings', place, { first: whole + fraction, second: `${whole}.${fraction}` });
  }
  if (whole === '' || fraction === '') throw new Unreadable('illFormedNumber', place);
  return { whole, fraction, foreignComma: mark === ',' };
}

/** The digits of a whole part whose groups, if any, are of the right sizes and set apart by one mark. */
function wholePart(pieces: readonly Piece[], { group, groupSizes }: Separators, place: Place): string {
  const [first, ...groups] = pieces.map((piece) => piece.digits);
  if (first === undefined || groups.length === 0) return first ?? '';
  const mark = pieces[1]?.mark ?? '';
  const proper = mark === group || mark === '٬' || mark === ' ' || mark === "'";
  const sizes = (last: number, others: number) =>
    first.length >= 1 &&
    first.length <= others &&
    groups.every((digits, index) => digits.length === (index === groups.length - 1 ? last : others));
  const wellFormed = sizes(...groupSizes) || sizes(3, 3);
  if (proper && wellFormed && pieces.slice(1).every((piece) => piece.mark === mark))
    return first + groups.join('');
  throw new Unreadable('illFormedNumber', place);
}

/** e−3 behind a mantissa: its value and where the number ends; 0 where there is none. */
function readExponent(
  text: string,
  at: number,
  start: number,
  knownName: NameLength,
): { value: number; end: number } {
  const letter = plainForm(text[at] ?? '');
  if (letter !== 'e' && letter !== 'E') return { value: 0, end: at };
  const sign = plainForm(text[at + 1] ?? '');
  const signed = sign === '-' || sign === '+';
  const digits = digitsAt(text, at + (signed ? 2 : 1));
  if (digits.value === '') return withoutExponent(text, at, start, knownName(at));
  const named = knownName(at);
  if (!signed && named > 1) refuseTwoReadings(text, at, start, named);
  const after = plainForm(text[digits.end] ?? '');
  const whole = { at: start, length: digits.end - start };
  if (after === '.' || (after === ',' && digitOf(text[digits.end + 1] ?? ''))) {
    throw new Unreadable('unfinishedExponent', { at: start, length: digits.end + 1 - start });
  }
  const value = Number(digits.value);
  if (value > limits.exponent) throw new Unreadable('tooLarge', whole, { limit: `${limits.exponent}` });
  return { value: sign === '-' ? -value : value, end: digits.end };
}

/** 2eta, 2exp(1), 2E and 2e^x are products; 0.3e and 1e+ are unfinished. */
function withoutExponent(
  text: string,
  at: number,
  start: number,
  named: number,
): { value: number; end: number } {
  const behind = text.slice(at + 1, at + 20);
  const next = behind.trimStart();
  const power =
    plainForm(next.slice(0, 1)) === '^' || next.startsWith('**') || superscriptOf(next.slice(0, 1));
  if (named > 0 || power || /^\p{L}/u.test(behind)) return { value: 0, end: at };
  throw new Unreadable('unfinishedExponent', { at: start, length: at + 1 - start });
}

function refuseTwoReadings(text: string, at: number, start: number, named: number): never {
  const mantissa = text.slice(start, at);
  const name = text.slice(at, at + named);
  throw new Unreadable(
    'twoReadings',
    { at: start, length: at + named - start },
    { first: `${mantissa}*10^${name.slice(1)}`, second: `${mantissa}*${name}` },
  );
}
