/** The exercises of a course: those of the project, and those that its teachers wrote, whose ids begin with own-. */
import type { Definition } from '../exercise/definition.ts';
import { findCourseExercise, listCourseExercises } from '../store/course-exercises.ts';
import type { Classroom } from './classroom.ts';

/** The two kinds never share an id, whatever a later version of the project brings. */
export const isOwnExercise = (id: string): boolean => id.startsWith('own-');

export async function findExercise(
  { store, exercises }: Classroom,
  courseId: string,
  id: string,
): Promise<Definition | undefined> {
  return isOwnExercise(id) ? findCourseExercise(store, courseId, id) : exercises.get(id);
}

/** By id: the project's in the order of the ladder, then the course's own. */
export async function listExercises(
  { store, exercises }: Classroom,
  courseId: string,
): Promise<ReadonlyMap<string, Definition>> {
  return new Map([...exercises, ...(await listCourseExercises(store, courseId))]);
}
