/** How an answer was read, for the student to see before it is submitted. */

import { written } from '../exercise/solution.ts';
import type { Part, VariantForStudent } from '../exercise/variant.ts';
import type { Formula } from '../formula/formula.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Problem } from '../formula/problem.ts';
import { parseRational } from '../number/rational.ts';
import { readAnswer } from './read-answer.ts';

export type HowRead =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  /** The formula as typed, and the value of an expression in a numeric box; a plain number is its own value. */
  | { readonly kind: 'read'; readonly formula: Formula; readonly value?: string };

export function howRead(typed: string, part: Part, variant: VariantForStudent, locale: string): HowRead {
  const answer = readAnswer(typed, part, variant, locale);
  if (answer.kind === 'formula') return { kind: 'read', formula: answer.formula };
  if (answer.kind !== 'number') return answer;
  const value = written(parseRational(answer.text)).value;
  if (answer.formula) return { kind: 'read', formula: answer.formula, value };
  const reading = parseFormula(typed, { locale });
  if (reading.kind === 'problem') return { kind: 'unreadable', problem: reading.problem };
  const isPlain = answer.number.precision !== undefined;
  return { kind: 'read', formula: reading.formula, ...(!isPlain && { value }) };
}
