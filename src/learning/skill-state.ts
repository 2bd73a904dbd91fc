/** What one student knows of one skill. */
import type { Skill } from '../mistakes/catalogue.ts';

export interface SkillState {
  readonly skill: Skill;
  /** The probability that the skill is known, 0 to 1. */
  readonly known: number;
  /** First tries at which it could show, and those at which it did. */
  readonly opportunities: number;
  readonly right: number;
  /** When it should be reviewed; null before it was mastered. */
  readonly dueAt: Date | null;
  /** The spaced-repetition card of a mastered skill, as review.ts writes it. */
  readonly card: unknown;
}
