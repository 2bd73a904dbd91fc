/** A short practice: the most urgent suggestions, each with the exercise in which its skill decides. */
import type { Definition } from '../exercise/definition.ts';
import { exerciseFor } from './exercise-for.ts';
import { type Suggestion, suggestions } from './next-skill.ts';
import type { SkillState } from './skill-state.ts';

export interface Practice {
  readonly suggestion: Suggestion;
  readonly exercise: Definition;
}

const most = 5;

/** No exercise twice. */
export function todaysFive(
  states: readonly SkillState[],
  exercises: Iterable<Definition>,
  now: Date,
): readonly Practice[] {
  const all = [...exercises];
  const found = new Map<Definition, Suggestion>();
  for (const suggestion of suggestions(states, now)) {
    const left = all.filter((exercise) => !found.has(exercise));
    const exercise = exerciseFor(suggestion.skill, states, left);
    if (exercise) found.set(exercise, suggestion);
  }
  return [...found].slice(0, most).map(([exercise, suggestion]) => ({ exercise, suggestion }));
}
