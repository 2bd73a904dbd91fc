/** The number in a numeric box: a decimal, a fraction, scientific notation, or an expression in numbers and given names. */
import type { Rational } from '../number/rational.ts';
import { rational } from '../number/rational.ts';
import { constantValue, evaluate, type UndefinedReason } from './evaluate.ts';
import { exactRationals } from './exact.ts';
import type { Formula } from './formula.ts';
import { substitute } from './formula.ts';
import { limits } from './limits.ts';
import type { Literal } from './literal.ts';
import { parseFormula } from './parse.ts';
import type { Problem } from './problem.ts';
import { encloseSomehow } from './real.ts';

/** How precisely a plain number was written: 0.250 has 3 decimals and 3 significant digits, 1.2·10^-3 has 4 and 2. */
export interface Precision {
  readonly decimals: number;
  readonly significant: number;
}

export type NumberReading =
  | { readonly kind: 'value'; readonly value: Rational; readonly precision?: Precision }
  /** A real number that is no fraction, or not provably one (√2, sigmoid(0.3)): a formula without names that has a value. */
  | { readonly kind: 'irrational'; readonly formula: Formula }
  | { readonly kind: 'problem'; readonly problem: Problem };

const exact = exactRationals();
const none: ReadonlyMap<string, Rational> = new Map();

/** Reads a number as typed by a person who writes in `locale` (BCP 47); `given` holds the names of the exercise. */
export function readNumber(
  text: string,
  locale: string,
  given: ReadonlyMap<string, Rational> = none,
): NumberReading {
  const reading = parseFormula(text, { locale, names: namesOf(given), repeatedSigns: false });
  if (reading.kind === 'problem') return reading;
  const evaluated = evaluate(reading.formula, exact, (name) => given.get(name));
  if (evaluated.kind === 'value') {
    const precision = precisionOf(reading.formula, reading.literals);
    return { kind: 'value', value: evaluated.value, ...(precision && { precision }) };
  }
  if (evaluated.reason === 'not-in-this-room' || evaluated.reason === 'unknown-name') {
    return readIrrational(withValues(reading.formula, given), text);
  }
  return { kind: 'problem', problem: undefinedProblem(evaluated.reason, text) };
}

function readIrrational(formula: Formula, text: string): NumberReading {
  const found = encloseSomehow(formula);
  if (found.kind === 'value') return { kind: 'irrational', formula };
  return { kind: 'problem', problem: undefinedProblem(found.reason, text) };
}

const nameSets = new WeakMap<ReadonlyMap<string, Rational>, ReadonlySet<string>>();

/** The same set for the same map, so that its names are made ready for reading only once. */
function namesOf(given: ReadonlyMap<string, Rational>): ReadonlySet<string> {
  const names = nameSets.get(given) ?? new Set(given.keys());
  nameSets.set(given, names);
  return names;
}

function withValues(formula: Formula, given: ReadonlyMap<string, Rational>): Formula {
  return substitute(formula, (name) => {
    const value = given.get(name);
    return value && { kind: 'number', value };
  });
}

const undefinedCodes: Readonly<Record<UndefinedReason, string>> = {
  'division-by-zero': 'divisionByZero',
  'outside-domain': 'outsideDomain',
  'too-large': 'tooLarge',
  'needs-more-bits': 'noValue',
  'not-in-this-room': 'noValue',
  'unknown-name': 'noValue',
};

/** The problem of an expression that can be read but has no value. */
function undefinedProblem(reason: UndefinedReason, text: string): Problem {
  const values: Record<string, string> = reason === 'too-large' ? { limit: `${limits.exponent}` } : {};
  return { code: undefinedCodes[reason], at: 0, length: text.length, values };
}

/** Of a signed number, or of a signed number times a power of ten; undefined for any other expression. */
function precisionOf(formula: Formula, literals: readonly Literal[]): Precision | undefined {
  const unsigned = formula.kind === 'negate' ? formula.operand : formula;
  const [first] = literals;
  if (first === undefined) return undefined;
  const { decimals, significant } = first;
  if (unsigned.kind === 'number') return { decimals, significant };
  const tens = unsigned.kind === 'multiply' ? unsigned : undefined;
  const mantissa = tens?.left.kind === 'negate' ? tens.left.operand : tens?.left;
  if (tens?.right.kind !== 'power' || mantissa?.kind !== 'number') return undefined;
  const exponent = constantValue(tens.right.right);
  const isTen = tens.right.left.kind === 'number' && equals(tens.right.left.value, rational(10));
  if (!isTen || exponent?.d !== 1n) return undefined;
  return { decimals: decimals - Number(exponent.n), significant };
}

const equals = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
