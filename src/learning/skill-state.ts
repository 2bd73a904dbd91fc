/** What one student knows of one skill. */
import type { Skill } from '../mistakes/catalogue.ts';
import { longestCurve } from './learning-curve.ts';
import { tracing } from './trace.ts';

export interface SkillState {
  readonly skill: Skill;
  /** The probability that the skill is known, 0 to 1. */
  readonly known: number;
  /** First tries at which it could show, and those at which it did. */
  readonly opportunities: number;
  readonly right: number;
  /** Of the first of them, as many as a learning curve shows: '1' right, '0' not. */
  readonly firsts: string;
  /** When it should be reviewed; null before it was mastered. */
  readonly dueAt: Date | null;
  /** The spaced-repetition card of a mastered skill, as review.ts writes it. */
  readonly card: unknown;
}

/** A skill before the first try at it. */
export const untried = (skill: Skill): SkillState => ({
  skill,
  known: tracing.first,
  opportunities: 0,
  right: 0,
  firsts: '',
  dueAt: null,
  card: null,
});

export const isMastered = ({ known }: SkillState): boolean => known >= tracing.mastered;

/**
 * One learner in several courses. Each course has seen tries of its own, so that their odds multiply:
 * odds = first · Π (odds of the course / first). The latest review is the one that holds.
 */
export function togetherIn(courses: readonly SkillState[]): readonly SkillState[] {
  const found = new Map<Skill, SkillState>();
  for (const state of courses) {
    const so = found.get(state.skill);
    found.set(state.skill, so ? both(so, state) : state);
  }
  return [...found.values()];
}

function both(one: SkillState, other: SkillState): SkillState {
  const odds = (oddsOf(one.known) * oddsOf(other.known)) / oddsOf(tracing.first);
  const later = (other.dueAt?.getTime() ?? 0) > (one.dueAt?.getTime() ?? 0) ? other : one;
  return {
    skill: one.skill,
    known: odds / (1 + odds),
    opportunities: one.opportunities + other.opportunities,
    right: one.right + other.right,
    firsts: `${one.firsts}${other.firsts}`.slice(0, longestCurve),
    dueAt: later.dueAt,
    card: later.card,
  };
}

const surest = 1 - 1e-9;
const oddsOf = (known: number): number => Math.min(known, surest) / (1 - Math.min(known, surest));
