/** The attempts behind a figure: by student, assignment, exercise, mistake, and by skill or place in the net. */
import { placeInFigure } from '../figure/reach.ts';
import { isSkill } from '../learning/skill-graph.ts';
import { skillsOfExercise } from '../learning/skills-of-parts.ts';
import { mistakes, type Skill } from '../mistakes/catalogue.ts';
import { listQuantities } from '../store/class-counts.ts';
import { type AttemptSearch, type FoundAttempt, searchAttempts } from '../store/find-attempts.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';

export interface AttemptsWanted extends Omit<AttemptSearch, 'skill' | 'quantities'> {
  /** Exercises that need it, and mistakes that show that it is missing. */
  readonly skill?: string | undefined;
  /** Of the figure: 'w12'. Whatever was asked about it. */
  readonly place?: string | undefined;
}

/** Newest first. */
export async function findAttempts(
  classroom: Classroom,
  { skill, place, ...search }: AttemptsWanted,
): Promise<readonly FoundAttempt[]> {
  const { courseId, assignmentId } = search;
  return searchAttempts(classroom.store, {
    ...search,
    skill: skill === undefined ? undefined : await askingFor(classroom, courseId, skill),
    quantities:
      place === undefined
        ? undefined
        : (await listQuantities(classroom.store, courseId, assignmentId)).filter(
            (quantity) => placeInFigure(quantity) === place,
          ),
  });
}

async function askingFor(
  classroom: Classroom,
  courseId: string,
  skill: string,
): Promise<AttemptSearch['skill']> {
  const exercises = [...(await listExercises(classroom, courseId)).values()];
  const known: Skill | undefined = isSkill(skill) ? skill : undefined;
  return {
    exercises: exercises
      .filter((each) => known !== undefined && skillsOfExercise(each).has(known))
      .map(({ id }) => id),
    mistakes: Object.entries(mistakes).flatMap(([id, row]) => (row.skill === known ? [id] : [])),
  };
}
