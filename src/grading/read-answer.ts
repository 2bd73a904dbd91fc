/** What a student typed in a box, as a number or formula that can be judged, or why it cannot be read. */
import type { Part, VariantForStudent } from '../exercise/variant.ts';
import { type Formula, namesIn } from '../formula/formula.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Problem } from '../formula/problem.ts';
import { type NumberReading, readNumber } from '../formula/read-number.ts';
import { decimalOf } from '../formula/real.ts';
import { show } from '../formula/show.ts';
import { parseRational, type Rational, showRational } from '../number/rational.ts';
import { type TypedNumber, typedNumber } from './compare.ts';
import { keyFor, readFormula } from './grade-formula.ts';

export type Answer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  | NumberAnswer
  | { readonly kind: 'formula'; readonly formula: Formula; readonly text: string };

export interface NumberAnswer {
  readonly kind: 'number';
  readonly number: TypedNumber;
  /** The value as an exact fraction, or as 30 digits where it is irrational. */
  readonly text: string;
  /** The expression in names that it was typed as, or that was typed before it: 'y1*h1 = 0.3'. */
  readonly formula?: Formula;
}

/** Reads a number in the names that the exercise shows (x1, w11, … and what else is given), a formula in all names. */
export function readAnswer(typed: string, part: Part, variant: VariantForStudent, locale: string): Answer {
  if (typed.trim() === '') return { kind: 'empty' };
  if (part.kind === 'number') return readNumberAnswer(typed, variant, locale);
  const reading = readFormula(typed, keyFor(variant, part.quantity), locale);
  if (reading.kind === 'problem') return { kind: 'unreadable', problem: reading.problem };
  return { ...reading, text: show(reading.formula) };
}

function readNumberAnswer(typed: string, variant: VariantForStudent, locale: string): Answer {
  const given = givenValues(variant);
  const reading = readNumber(typed, locale, given);
  if (reading.kind === 'problem') {
    const equation = reading.problem.code === 'equalsSign' && readEquation(typed, given, locale);
    return equation || { kind: 'unreadable', problem: reading.problem };
  }
  const isPlain = reading.kind === 'value' && reading.precision !== undefined;
  const formula = isPlain ? undefined : formulaIn(typed, given, locale);
  return numberAnswer(reading, formula);
}

const numberAnswer = (
  reading: Exclude<NumberReading, { kind: 'problem' }>,
  formula: Formula | undefined,
): NumberAnswer => ({
  kind: 'number',
  number: typedNumber(reading),
  text: reading.kind === 'value' ? showRational(reading.value) : decimalOf(reading.formula, 30),
  ...(formula && { formula }),
});

/** '(y1-t1)*h2 = 0.31': the method and what came of it. */
function readEquation(typed: string, given: Given, locale: string): NumberAnswer | undefined {
  const [left = '', right = '', ...more] = typed.split('=');
  const formula = more.length === 0 ? formulaIn(left, given, locale) : undefined;
  const reading = formula && formula.kind !== 'name' && readNumber(right, locale, given);
  return reading && reading.kind !== 'problem' ? numberAnswer(reading, formula) : undefined;
}

/** The formula that was typed, if it names anything. */
function formulaIn(typed: string, given: Given, locale: string): Formula | undefined {
  const names = namesOf(given);
  const reading = parseFormula(typed, { locale, names, repeatedSigns: false });
  if (reading.kind === 'problem') return undefined;
  return [...namesIn(reading.formula)].some((name) => names.has(name)) ? reading.formula : undefined;
}

type Given = ReadonlyMap<string, Rational>;

const nameSets = new WeakMap<Given, ReadonlySet<string>>();

function namesOf(given: Given): ReadonlySet<string> {
  const names = nameSets.get(given) ?? new Set(given.keys());
  nameSets.set(given, names);
  return names;
}

const givenMaps = new WeakMap<object, Given>();

function givenValues({ given }: VariantForStudent): Given {
  const found = givenMaps.get(given);
  if (found) return found;
  const values = new Map(Object.entries(given).map(([name, text]) => [name, parseRational(text)]));
  givenMaps.set(given, values);
  return values;
}
