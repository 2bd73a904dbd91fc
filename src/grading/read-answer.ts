/** What a student typed in a numeric box, as a number that can be compared, or why it cannot be read. */
import type { VariantForStudent } from '../exercise/variant.ts';
import type { Problem } from '../formula/problem.ts';
import { readNumber } from '../formula/read-number.ts';
import { decimalOf } from '../formula/real.ts';
import { parseRational, showRational } from '../number/rational.ts';
import { type TypedNumber, typedNumber } from './compare.ts';

export type Answer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  /** `text`: the value as an exact fraction, or as 30 digits where it is irrational. */
  | { readonly kind: 'number'; readonly number: TypedNumber; readonly text: string };

/** Reads in the names that the exercise shows (x1, w11, … and what else is given). */
export function readAnswer(typed: string, variant: VariantForStudent, locale: string): Answer {
  if (typed.trim() === '') return { kind: 'empty' };
  const reading = readNumber(typed, locale, givenValues(variant));
  if (reading.kind === 'problem') return { kind: 'unreadable', problem: reading.problem };
  const text = reading.kind === 'value' ? showRational(reading.value) : decimalOf(reading.formula, 30);
  return { kind: 'number', number: typedNumber(reading), text };
}

const givenMaps = new WeakMap<object, ReadonlyMap<string, ReturnType<typeof parseRational>>>();

function givenValues({ given }: VariantForStudent) {
  const found = givenMaps.get(given);
  if (found) return found;
  const values = new Map(Object.entries(given).map(([name, text]) => [name, parseRational(text)]));
  givenMaps.set(given, values);
  return values;
}
