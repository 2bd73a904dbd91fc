/** Text to Formula: what people type is cut into tokens (lexer.ts) and read by the rules of grammar.ts. */
import type { Formula } from './formula.ts';
import { formulaOf } from './grammar.ts';
import { type Lexicon, type Token, tokensOf } from './lexer.ts';
import { limits } from './limits.ts';
import type { Literal } from './literal.ts';
import { findAnyName, nameFinder } from './names.ts';
import { type Problem, span, Unreadable } from './problem.ts';
import { separatorsOf } from './separators.ts';
import type { Constant } from './words.ts';

export interface ReadingOptions {
  /** BCP 47; decides between decimal comma and point. Default 'en'. */
  readonly locale?: string;
  /** The names that may occur, or 'any'. Default: none. */
  readonly names?: ReadonlySet<string> | 'any';
  /** Which of e and π are read as constants; default both. A name of the set comes before a constant. */
  readonly constants?: readonly Constant[];
  /** Whether −−2 is 2; otherwise two signs side by side are a problem. Default true. */
  readonly repeatedSigns?: boolean;
}

export type Reading =
  | { readonly kind: 'formula'; readonly formula: Formula; readonly literals: readonly Literal[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

const noNames: ReadonlySet<string> = new Set();

/** Reads a text in time linear in its length; never throws. `literals` are its numbers from left to right. */
export function parseFormula(text: string, options: ReadingOptions = {}): Reading {
  try {
    return { kind: 'formula', ...read(text, options) };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

function read(text: string, options: ReadingOptions): { formula: Formula; literals: readonly Literal[] } {
  const { locale = 'en', names = noNames, constants = ['e', 'pi'], repeatedSigns = true } = options;
  if (text.length > limits.length) {
    const beyond = { at: limits.length, length: text.length - limits.length };
    throw new Unreadable('tooLong', beyond, { limit: `${limits.length}` });
  }
  const lexicon: Lexicon = {
    separators: separatorsOf(locale),
    findName: names === 'any' ? findAnyName : nameFinder(names),
    anyName: names === 'any',
  };
  const tokens = tokensOf(text, lexicon);
  if (tokens.length === 1) throw new Unreadable('empty', { at: 0, length: text.length });
  if (/^fa\b/i.test(locale)) refuseSlashForDecimalMark(tokens);
  const formula = formulaOf(text, tokens, { constants, repeatedSigns });
  return { formula, literals: tokens.flatMap((token) => (token.kind === 'number' ? [token.literal] : [])) };
}

/** In Persian handwriting ۳/۱۴ is also 3.14; with spaces around the stroke, or Latin digits, it is a fraction. */
function refuseSlashForDecimalMark(tokens: readonly Token[]): void {
  tokens.forEach((left, index) => {
    const [stroke, right] = [tokens[index + 1], tokens[index + 2]];
    if (left.kind !== 'number' || right?.kind !== 'number') return;
    if (stroke?.kind !== 'symbol' || stroke.symbol !== '/') return;
    if (!left.literal.persian || !right.literal.persian || right.at - left.at - left.length > 1) return;
    if (left.literal.value.d !== 1n || right.literal.value.d !== 1n) return;
    const [first, second] = [left.literal.value.n, right.literal.value.n];
    throw new Unreadable('twoReadings', span(left, right), {
      first: `${first} / ${second}`,
      second: `${first}.${`${second}`.padStart(right.length, '0')}`,
    });
  });
}
