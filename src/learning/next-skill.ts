/** What to practise next, and why: reviews that are due, then what is begun, then what everything is ready for. */
import type { Skill } from '../mistakes/catalogue.ts';
import { prerequisites, skills } from './skill-graph.ts';
import { isMastered, type SkillState, untried } from './skill-state.ts';

export type Suggestion =
  /** Mastered, and due for review. */
  | { readonly kind: 'review'; readonly skill: Skill; readonly dueAt: Date }
  /** Tried and not mastered, while all that it stands on is. */
  | { readonly kind: 'weak'; readonly skill: Skill; readonly right: number; readonly tries: number }
  /** Never tried, and all that it stands on (perhaps nothing) is mastered. */
  | { readonly kind: 'ready'; readonly skill: Skill; readonly after: readonly Skill[] }
  /** Tried and not mastered, though something that it stands on is not mastered either. */
  | { readonly kind: 'early'; readonly skill: Skill; readonly before: readonly Skill[] };

/** undefined where everything is mastered and nothing is due. */
export const nextSkill = (states: readonly SkillState[], now: Date): Suggestion | undefined =>
  suggestions(states, now)[0];

/** Most urgent first. */
export function suggestions(states: readonly SkillState[], now: Date): readonly Suggestion[] {
  const stateOf = (skill: Skill) => states.find((state) => state.skill === skill) ?? untried(skill);
  const all = skills.map(stateOf);
  const isKnown = (skill: Skill) => isMastered(stateOf(skill));
  const found = all.flatMap((state) => {
    const suggested = suggestionOf(state, isKnown, now);
    return suggested ? [{ suggested, order: orderOf(suggested, state) }] : [];
  });
  return found
    .sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1])
    .map(({ suggested }) => suggested);
}

function suggestionOf(
  state: SkillState,
  isKnown: (skill: Skill) => boolean,
  now: Date,
): Suggestion | undefined {
  const { skill, dueAt, right, opportunities: tries } = state;
  if (isMastered(state)) return dueAt && dueAt <= now ? { kind: 'review', skill, dueAt } : undefined;
  const missing = prerequisites[skill].filter((each) => !isKnown(each));
  if (missing.length > 0) return tries > 0 ? { kind: 'early', skill, before: missing } : undefined;
  return tries > 0
    ? { kind: 'weak', skill, right, tries }
    : { kind: 'ready', skill, after: prerequisites[skill] };
}

const urgency = { review: 0, weak: 1, ready: 2, early: 3 } as const satisfies Record<
  Suggestion['kind'],
  number
>;

/** The longest overdue first, then the weakest, then in the order of the skills. */
const orderOf = (suggested: Suggestion, { known }: SkillState): readonly [number, number] => [
  urgency[suggested.kind],
  suggested.kind === 'review' ? suggested.dueAt.getTime() : suggested.kind === 'ready' ? 0 : known,
];
