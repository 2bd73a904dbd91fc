/** What a student knows after an attempt: the states that it changed, ready to be stored with it. */
import { type Answered, type Evidence, evidenceIn } from './evidence.ts';
import { longestCurve } from './learning-curve.ts';
import { firstReview, reviewed } from './review.ts';
import { type SkillState, untried } from './skill-state.ts';
import { knownAfter, tracing } from './trace.ts';

export function learnFrom(
  states: readonly SkillState[],
  answered: Answered,
  at: Date,
): readonly SkillState[] {
  const changed = new Map<string, SkillState>();
  for (const evidence of evidenceIn(answered)) {
    const { skill } = evidence;
    const so = changed.get(skill) ?? states.find((state) => state.skill === skill) ?? untried(skill);
    changed.set(skill, stateAfter(so, evidence, at));
  }
  return [...changed.values()];
}

export function stateAfter(state: SkillState, evidence: Evidence, at: Date): SkillState {
  const known = knownAfter(state.known, evidence);
  return {
    skill: state.skill,
    known,
    opportunities: state.opportunities + 1,
    right: state.right + (evidence.right ? 1 : 0),
    firsts: `${state.firsts}${evidence.right ? 1 : 0}`.slice(0, longestCurve),
    ...reviewAfter(state, { known, right: evidence.right }, at),
  };
}

/** A card stays when mastery is lost: the skill is then practised, and reviewed again once it is mastered. */
function reviewAfter(
  { card, dueAt }: SkillState,
  { known, right }: { readonly known: number; readonly right: boolean },
  at: Date,
): Pick<SkillState, 'card' | 'dueAt'> {
  if (card !== null) return reviewed(card, at, right);
  return known >= tracing.mastered ? firstReview(at) : { card, dueAt };
}
