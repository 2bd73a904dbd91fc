/**
 * Grades an attempt: a pure function of the frozen variant, what was typed, and the policy, so that a stored
 * attempt can be graded again and gives the same result under the same engine version.
 */
import { formName } from '../exercise/certify.ts';
import { engineVersion } from '../exercise/engine.ts';
import { isStepId } from '../exercise/steps.ts';
import type { Variant } from '../exercise/variant.ts';
import { withSteps } from '../exercise/with-steps.ts';
import type { Formula } from '../formula/formula.ts';
import { parseRational, type Rational, rational, rationals, showRational } from '../number/rational.ts';
import type { Belief } from './beliefs.ts';
import type { Answered } from './diagnose.ts';
import { keyFor } from './grade-formula.ts';
import type { Graded } from './grade-part.ts';
import { diagnoseBoxes, type GradedBox, gradeBoxes } from './grade-steps.ts';
import type { AttemptResult, PartResult, Verdict } from './result.ts';

/** Fractions of a part's mark for verdicts between right and wrong, and the parts' weights. */
export interface GradingPolicy {
  readonly rounded: string;
  readonly convention: string;
  readonly followThrough: string;
  /** For a right formula beside a number that is not right. */
  readonly method: string;
  /** For a right number beside a formula that is not right. */
  readonly arithmetic: string;
  /** Relative weight of each part by its id; 1 where it is not named. */
  readonly weights: Readonly<Record<string, string>>;
}

export const usualGrading: GradingPolicy = {
  rounded: '1/2',
  convention: '1/2',
  followThrough: '1',
  method: '1/2',
  arithmetic: '1',
  weights: {},
};

/**
 * typed: id of a part or of a step (steps.ts) → text; a part that is not named is empty, a step that is not named is
 * not there. locale: BCP 47, of who typed. Steps are checked like parts and count nothing: the mark is the same with
 * and without them.
 */
export function gradeAttempt(
  variant: Variant,
  typed: Readonly<Record<string, string>>,
  locale: string,
  policy: GradingPolicy = usualGrading,
): AttemptResult {
  const stepped = Object.keys(typed).some(isStepId) ? withSteps(variant) : variant;
  const graded = gradeBoxes(stepped, typed, locale);
  const results = graded.map((each) => partResult(each, typed[each.part.id] ?? '', policy));
  const [parts, steps] = [
    results.filter(({ part }) => !isStepId(part)),
    results.filter(({ part }) => isStepId(part)),
  ];
  return {
    engine: engineVersion,
    parts,
    ...(steps.length > 0 && { steps }),
    diagnosis: diagnoseBoxes(stepped, answered(stepped, graded)),
    mark: total(parts, policy),
  };
}

function partResult(graded: GradedBox, typed: string, policy: GradingPolicy): PartResult {
  const { part, answer, verdict, method, counterexample } = graded;
  return {
    part: part.id,
    typed,
    ...('text' in answer && { read: answer.text }),
    verdict,
    ...(method && { method }),
    ...(counterexample && { counterexample }),
    mark: markOf(graded, policy),
  };
}

function markOf({ verdict: told, own: verdict = told, method }: GradedBox, policy: GradingPolicy): string {
  if (verdict.kind === 'right') return method === 'wrong' ? policy.arithmetic : '1';
  const own: Readonly<Partial<Record<Verdict['kind'], string>>> = {
    rounded: policy.rounded,
    convention: policy.convention,
    'follow-through': policy.followThrough,
  };
  return own[verdict.kind] ?? (method === 'right' ? policy.method : '0');
}

const standings: Readonly<Partial<Record<Verdict['kind'], Answered['standing']>>> = {
  right: 'right',
  rounded: 'right',
  'follow-through': 'own',
};

function answered(variant: Variant, graded: readonly Graded[]): readonly Answered[] {
  return graded.flatMap(({ part, answer, verdict }): readonly Answered[] => {
    const index = variant.parts.indexOf(part);
    if (verdict.kind === 'unreadable' || answer.kind === 'unreadable' || answer.kind === 'empty') return [];
    const standing = standings[verdict.kind] ?? 'wrong';
    if (answer.kind === 'chosen') return [];
    if (answer.kind === 'number') return [{ index, standing, answer }];
    const fits = standing === 'wrong' ? leadsTo(variant, part.quantity, answer.formula) : () => false;
    return [{ index, standing, answer: { kind: 'formula', fits } }];
  });
}

/** Which beliefs lead to this very formula; pairs are worked out only when asked for. */
function leadsTo(variant: Variant, quantity: string, typed: Formula): (belief: Belief) => boolean {
  const key = keyFor(variant, quantity);
  const forms = new Set(key.formsOf(typed).map(formName));
  let paired: ReadonlySet<string> | undefined;
  return ({ first, second }) => {
    if (!second) return forms.has(formName(first));
    paired ??= new Set(key.pairsOf(typed).map((pair) => `${formName(pair.first)} ${formName(pair.second)}`));
    return paired.has(`${formName(first)} ${formName(second)}`);
  };
}

/** Σ weight·mark / Σ weight. */
function total(parts: readonly PartResult[], { weights }: GradingPolicy): string {
  const weightOf = ({ part }: PartResult): Rational => parseRational(weights[part] ?? '1');
  const sum = (values: readonly Rational[]): Rational => values.reduce(rationals.add, rational(0));
  const earned = sum(parts.map((each) => rationals.multiply(weightOf(each), parseRational(each.mark))));
  const all = sum(parts.map(weightOf));
  return all.n === 0n ? '0' : showRational(rationals.divide(earned, all));
}
