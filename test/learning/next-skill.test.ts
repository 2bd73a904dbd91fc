import { describe, expect, it } from 'vitest';
import { exerciseFor } from '../../src/learning/exercise-for.ts';
import { nextSkill, suggestions } from '../../src/learning/next-skill.ts';
import { prerequisites, skills } from '../../src/learning/skill-graph.ts';
import { type SkillState, untried } from '../../src/learning/skill-state.ts';
import type { Skill } from '../../src/mistakes/catalogue.ts';
import { definitions } from '../exercise/catalogue.ts';

const now = new Date('2026-11-02T08:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
const known = (skill: Skill, chance = 0.97, dueAt: Date | null = day(3)): SkillState => ({
  ...untried(skill),
  known: chance,
  opportunities: 3,
  right: 2,
  dueAt,
});

describe('the graph of skills', () => {
  it('has no circle: every skill stands on earlier ones alone', () => {
    for (const skill of skills)
      for (const before of prerequisites[skill])
        expect(skills.indexOf(before)).toBeLessThan(skills.indexOf(skill));
  });
});

describe('the next skill', () => {
  it('is the first one for who has done nothing', () => {
    expect(nextSkill([], now)).toEqual({ kind: 'ready', skill: 'K1', after: [] });
  });

  it('is a review that is due before all else, the longest overdue first', () => {
    const states = [known('K1', 0.97, day(-1)), known('K2', 0.99, day(-5)), known('K3', 0.4)];
    expect(suggestions(states, now).map(({ kind, skill }) => `${kind} ${skill}`)).toEqual([
      'review K2',
      'review K1',
      'weak K3',
      'ready K4',
      'ready K5',
    ]);
  });

  it('is the weakest of what is begun, where all that it stands on is mastered', () => {
    const states = [known('K1'), known('K2', 0.5), known('K4', 0.2), known('K9', 0.1)];
    expect(suggestions(states, now).map(({ kind, skill }) => `${kind} ${skill}`)).toEqual([
      'weak K4',
      'weak K2',
      'ready K5',
      'early K9',
    ]);
  });

  it('is a new one only once everything before it is mastered', () => {
    const states = (['K1', 'K2', 'K3', 'K4', 'K5'] as const).map((skill) => known(skill));
    expect(nextSkill(states, now)).toEqual({ kind: 'ready', skill: 'K6', after: ['K5'] });
  });

  it('is none when everything is mastered and nothing is due', () => {
    expect(
      nextSkill(
        skills.map((skill) => known(skill)),
        now,
      ),
    ).toBeUndefined();
  });
});

describe('the exercise for a skill', () => {
  const others = (skill: Skill) => skills.filter((each) => each !== skill).map((each) => known(each));

  it.each([
    ['K1', 'mark-the-paths'],
    ['K2', 'forward-linear'],
    ['K3', 'errors-and-loss'],
    ['K6', 'du-sigmoid-given'],
    ['K7', 'du-linear'],
    ['K9', 'back-to-all-hidden-linear'],
    ['K12', 'most-adjusted'],
    ['K14', 'zero-gradients-relu'],
    ['K17', 'find-the-mistake-linear'],
  ] as const)('needs little else: of %s it is %s', (skill, id) => {
    expect(exerciseFor(skill, others(skill), definitions)?.id).toBe(id);
  });

  it('avoids what else is not known', () => {
    const states = others('K11').map((state) => (state.skill === 'K2' ? { ...state, known: 0.1 } : state));
    expect(exerciseFor('K11', states, definitions)?.id).toBe('errors-then-total-linear');
  });

  it('is there for every skill', () => {
    for (const skill of skills) expect(exerciseFor(skill, [], definitions)).toBeDefined();
  });
});
