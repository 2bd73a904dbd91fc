/** The verdict on one part of an attempt, given the parts before it. */
import { exactly } from '../exercise/values.ts';
import { type ChoicePart, isChoice, type Part, type Variant } from '../exercise/variant.ts';
import { type Real, realTimes } from '../formula/real.ts';
import { parseRational } from '../number/rational.ts';
import { compareNumber, type TypedNumber } from './compare.ts';
import { type Earlier, followsFrom } from './follow-through.ts';
import { type ChosenAnswer, readChoice, verdictOnChoice } from './grade-choice.ts';
import { gradeFormula, methodOf } from './grade-formula.ts';
import { type Answer, type NumberAnswer, readAnswer } from './read-answer.ts';
import type { PartResult, Verdict } from './result.ts';

export interface Graded extends Pick<PartResult, 'verdict' | 'method' | 'counterexample'> {
  readonly part: Part;
  readonly answer: Answer | ChosenAnswer;
}

export function gradePart(
  variant: Variant,
  part: Part,
  typed: string,
  { locale, before }: { readonly locale: string; readonly before: readonly Graded[] },
): Graded {
  if (isChoice(part)) return gradeChoice(variant, part, typed);
  const answer = readAnswer(typed, part, variant, locale);
  switch (answer.kind) {
    case 'empty':
      return { part, answer, verdict: { kind: 'empty' } };
    case 'unreadable':
      return { part, answer, verdict: answer };
    case 'number':
      return { part, answer, ...onNumber(variant, part, answer, before) };
    case 'formula':
      return { part, answer, ...onFormula(variant, part, answer, typed) };
  }
}

function gradeChoice(variant: Variant, part: ChoicePart, typed: string): Graded {
  const answer = readChoice(typed, part);
  if (answer.kind === 'empty') return { part, answer, verdict: { kind: 'empty' } };
  if (answer.kind === 'unreadable') return { part, answer, verdict: answer };
  return { part, answer, verdict: verdictOnChoice(variant, part, answer.text) };
}

type Judged = Pick<Graded, 'verdict' | 'method' | 'counterexample'>;

function onNumber(variant: Variant, part: Part, answer: NumberAnswer, before: readonly Graded[]): Judged {
  const method = answer.formula && methodOf(variant, part.quantity, answer.formula);
  const verdict = verdictOnNumber(variant, part, answer.number, before);
  return method ? { verdict, method } : { verdict };
}

function verdictOnNumber(
  variant: Variant,
  part: Part,
  typed: TypedNumber,
  before: readonly Graded[],
): Verdict {
  const key = exactly(part.quantity, variant);
  const comparison = compareNumber(typed, key, part.tolerance);
  if (comparison !== 'wrong') return { kind: comparison };
  const from = followsFrom(variant, part, typed, earlierValues(before));
  if (from) return { kind: 'follow-through', from };
  const factor = conventionOf(part, typed, key);
  return factor ? { kind: 'convention', factor } : { kind: 'wrong' };
}

function onFormula(
  variant: Variant,
  part: Part,
  { formula }: Extract<Answer, { kind: 'formula' }>,
  typed: string,
): Judged {
  const found = gradeFormula(variant, part.quantity, formula);
  if (found.kind === 'right') return { verdict: { kind: 'right' } };
  if (found.kind === 'undefined') {
    const problem = { code: 'noValue', at: 0, length: typed.length, values: {} };
    return { verdict: { kind: 'unreadable', problem } };
  }
  const { counterexample, ...verdict } = found;
  return { verdict, counterexample };
}

/** The student's own earlier numbers. */
export function earlierValues(before: readonly Graded[]): readonly Earlier[] {
  return before.flatMap(({ part, answer, verdict }) =>
    answer.kind === 'number'
      ? [{ quantity: part.quantity, value: answer.text, right: verdict.kind === 'right' }]
      : [],
  );
}

/** Twice or half a gradient, step or loss: another loss convention (Σe² without ½, or a mean). */
function conventionOf(part: Part, typed: TypedNumber, key: Real): '2' | '1/2' | undefined {
  if (!/^(d?E|Δ)/.test(part.quantity)) return undefined;
  return (['2', '1/2'] as const).find(
    (factor) => compareNumber(typed, realTimes(key, parseRational(factor)), part.tolerance) === 'right',
  );
}
