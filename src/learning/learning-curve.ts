/**
 * Learning curves: the error rate at the first try of a skill, by how many opportunities a student had had. A
 * curve that falls tells that the class is learning the skill; one that stays flat, that it is not, or that the
 * skill is several.
 */
import type { Skill } from '../mistakes/catalogue.ts';
import type { SkillState } from './skill-state.ts';

/** One first try that counts for a point of a curve. */
export interface SkillTry {
  readonly skill: Skill;
  /** 1 for the first. */
  readonly opportunity: number;
  readonly right: boolean;
}

/** Later opportunities are not counted: few students get there, and those are not the class. */
export const longestCurve = 20;

/** What an attempt said about skills, in its order, with how many opportunities there were before it. */
export function skillTries(
  before: readonly SkillState[],
  evidence: readonly { readonly skill: Skill; readonly right: boolean }[],
): readonly SkillTry[] {
  const had = new Map(before.map(({ skill, opportunities }) => [skill, opportunities]));
  return evidence
    .map(({ skill, right }) => {
      const opportunity = (had.get(skill) ?? 0) + 1;
      had.set(skill, opportunity);
      return { skill, opportunity, right };
    })
    .filter(({ opportunity }) => opportunity <= longestCurve);
}

export interface CurvePoint {
  readonly opportunity: number;
  /** First tries of so many students. */
  readonly tried: number;
  /** 0 to 1. */
  readonly errorRate: number;
  /** 95 %, after Wilson 1927. */
  readonly interval: Interval;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Points in the order of their opportunities. */
export const curveOf = (
  counts: readonly { readonly opportunity: number; readonly tried: number; readonly right: number }[],
): readonly CurvePoint[] =>
  [...counts]
    .sort((left, right) => left.opportunity - right.opportunity)
    .filter(({ tried }) => tried > 0)
    .map(({ opportunity, tried, right }) => {
      const errorRate = 1 - right / tried;
      return { opportunity, tried, errorRate, interval: shareInterval(errorRate, tried) };
    });

/** Two-sided 95 % of the normal distribution. */
export const z95 = 1.959963984540054;

/** Wilson's score interval of a share p of n: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). */
export function shareInterval(share: number, n: number): Interval {
  const z2 = z95 * z95;
  const middle = share + z2 / (2 * n);
  const half = z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
