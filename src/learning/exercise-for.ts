/**
 * The exercise in which one skill decides: where it is needed and everything else that is needed is most likely
 * known, P = Π known of the others. Of equals the lowest on the ladder, then the one with the plainer net.
 */
import type { Definition } from '../exercise/definition.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import type { SkillState } from './skill-state.ts';
import { skillsOfExercise } from './skills-of-parts.ts';
import { tracing } from './trace.ts';

/** undefined where no exercise needs the skill. */
export function exerciseFor(
  skill: Skill,
  states: readonly SkillState[],
  exercises: Iterable<Definition>,
): Definition | undefined {
  const known = new Map(states.map((state) => [state.skill, state.known]));
  let best: Fitting | undefined;
  for (const exercise of exercises) {
    const needed = skillsOfExercise(exercise);
    if (!needed.has(skill)) continue;
    const others = [...needed].filter((each) => each !== skill);
    const alone = productOf(others.map((each) => known.get(each) ?? tracing.first));
    if (!best || comesBefore({ exercise, alone }, best)) best = { exercise, alone };
  }
  return best?.exercise;
}

interface Fitting {
  readonly exercise: Definition;
  /** How likely everything else is known. */
  readonly alone: number;
}

const comesBefore = (one: Fitting, other: Fitting): boolean =>
  (other.alone - one.alone ||
    one.exercise.level - other.exercise.level ||
    curves(one.exercise) - curves(other.exercise)) < 0;

/** Of the same chances in any order it is the same to the last digit. */
const productOf = (chances: readonly number[]): number =>
  [...chances].sort((one, other) => one - other).reduce((product, chance) => product * chance, 1);

const curves = ({ net: { hidden, output } }: Definition): number =>
  [hidden, output].filter((activation) => activation !== 'linear').length;
