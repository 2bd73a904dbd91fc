/** A new assignment of some exercises, each of the same weight. */
import { type Assignment, createAssignment, type Policy } from '../store/assignments.ts';
import { newId } from '../store/new-id.ts';
import type { Classroom } from './classroom.ts';
import { askForStock } from './ready-variants.ts';

export interface NewAssignment {
  readonly courseId: string;
  readonly title: string;
  /** 'homework' where it is not said. */
  readonly mode?: 'homework' | 'exam';
  /** Ids of exercises in the order shown; each is one that the classroom has. */
  readonly exercises: readonly string[];
  readonly policy: Policy;
}

export async function setAssignment(
  { store, now }: Classroom,
  { exercises, mode = 'homework', ...rest }: NewAssignment,
): Promise<Assignment> {
  const assignment = await createAssignment(store, {
    ...rest,
    id: newId(),
    mode,
    exercises: exercises.map((exercise, index) => ({ position: index + 1, exercise, weight: '1' })),
    createdAt: now(),
  });
  await askForStock({ store, now }, assignment);
  return assignment;
}
