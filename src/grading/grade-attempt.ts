/**
 * Grades an attempt: a pure function of the frozen variant, what was typed, and the policy, so that a stored
 * attempt can be graded again and gives the same result under the same engine version.
 */
import { engineVersion } from '../exercise/engine.ts';
import { exactly } from '../exercise/values.ts';
import type { Part, Variant } from '../exercise/variant.ts';
import type { Real } from '../formula/real.ts';
import { realTimes } from '../formula/real.ts';
import { parseRational, type Rational, rational, rationals, showRational } from '../number/rational.ts';
import { compareNumber, type TypedNumber } from './compare.ts';
import { type Answered, diagnose } from './diagnose.ts';
import { type Earlier, followsFrom } from './follow-through.ts';
import { type ChosenAnswer, readChoice, verdictOnChoice } from './grade-choice.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import type { AttemptResult, PartResult, Verdict } from './result.ts';

/** Fractions of a part's mark for verdicts between right and wrong, and the parts' weights. */
export interface GradingPolicy {
  readonly rounded: string;
  readonly convention: string;
  readonly followThrough: string;
  /** Relative weight of each part by its id; 1 where it is not named. */
  readonly weights: Readonly<Record<string, string>>;
}

export const usualGrading: GradingPolicy = {
  rounded: '1/2',
  convention: '1/2',
  followThrough: '1',
  weights: {},
};

/** typed: part id → text; a part that is not named is empty. locale: BCP 47, of who typed. */
export function gradeAttempt(
  variant: Variant,
  typed: Readonly<Record<string, string>>,
  locale: string,
  policy: GradingPolicy = usualGrading,
): AttemptResult {
  const graded: Graded[] = [];
  for (const part of variant.parts) {
    const text = typed[part.id] ?? '';
    const answer = part.kind === 'number' ? readAnswer(text, variant, locale) : readChoice(text, part);
    graded.push({ part, answer, verdict: verdictOn(variant, part, answer, graded) });
  }
  const parts = graded.map((each) => partResult(each, typed, policy));
  return {
    engine: engineVersion,
    parts,
    diagnosis: diagnose(variant, answered(graded)),
    mark: total(parts, policy),
  };
}

interface Graded {
  readonly part: Part;
  readonly answer: Answer | ChosenAnswer;
  readonly verdict: Verdict;
}

function verdictOn(
  variant: Variant,
  part: Part,
  answer: Answer | ChosenAnswer,
  before: readonly Graded[],
): Verdict {
  if (answer.kind === 'empty') return { kind: 'empty' };
  if (answer.kind === 'unreadable') return { kind: 'unreadable', problem: answer.problem };
  if (part.kind !== 'number') {
    return answer.kind === 'chosen' ? verdictOnChoice(variant, part, answer.text) : { kind: 'wrong' };
  }
  if (answer.kind === 'chosen') return { kind: 'wrong' };
  const key = exactly(part.quantity, variant);
  const comparison = compareNumber(answer.number, key, part.tolerance);
  if (comparison !== 'wrong') return { kind: comparison };
  const from = followsFrom(variant, part, answer.number, earlierValues(before));
  if (from) return { kind: 'follow-through', from };
  const factor = conventionOf(part, answer.number, key);
  return factor ? { kind: 'convention', factor } : { kind: 'wrong' };
}

/** The student's own earlier values that are not right. */
function earlierValues(before: readonly Graded[]): readonly Earlier[] {
  return before.flatMap(({ part, answer, verdict }) =>
    answer.kind === 'number' && verdict.kind !== 'right'
      ? [{ quantity: part.quantity, value: answer.text }]
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

function partResult(
  { part, answer, verdict }: Graded,
  typed: Readonly<Record<string, string>>,
  policy: GradingPolicy,
): PartResult {
  return {
    part: part.id,
    typed: typed[part.id] ?? '',
    ...('text' in answer && { read: answer.text }),
    verdict,
    mark: markOf(verdict, policy),
  };
}

const markOf = ({ kind }: Verdict, { rounded, convention, followThrough }: GradingPolicy): string =>
  kind === 'right'
    ? '1'
    : (({ rounded, convention, 'follow-through': followThrough } as Readonly<Record<string, string>>)[kind] ??
      '0');

function answered(graded: readonly Graded[]): readonly Answered[] {
  const explained = new Set<Verdict['kind']>(['right', 'rounded', 'follow-through']);
  return graded.flatMap(({ answer, verdict }, index) =>
    answer.kind === 'number' ? [{ index, number: answer.number, right: explained.has(verdict.kind) }] : [],
  );
}

/** Σ weight·mark / Σ weight. */
function total(parts: readonly PartResult[], { weights }: GradingPolicy): string {
  const weightOf = ({ part }: PartResult): Rational => parseRational(weights[part] ?? '1');
  const sum = (values: readonly Rational[]): Rational => values.reduce(rationals.add, rational(0));
  const earned = sum(parts.map((each) => rationals.multiply(weightOf(each), parseRational(each.mark))));
  const all = sum(parts.map(weightOf));
  return all.n === 0n ? '0' : showRational(rationals.divide(earned, all));
}
