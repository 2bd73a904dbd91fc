/** Draws a certified variant for a student's place in an assignment, from a seed that nobody can guess. */
import { randomBytes } from 'node:crypto';
import { makeVariant } from '../exercise/make-variant.ts';
import { newId } from '../store/new-id.ts';
import {
  findLatestVariant,
  findVariant,
  type StoredVariant,
  saveVariant,
  type VariantPlace,
} from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { findExercise } from './find-exercise.ts';

export type Place = Omit<VariantPlace, 'number'>;

/** The latest variant at this place, or the first. */
export async function openVariant(
  classroom: Classroom,
  place: Place,
  exercise: string,
): Promise<StoredVariant> {
  return (await findLatestVariant(classroom.store, place)) ?? drawVariant(classroom, place, exercise, 1);
}

/** Two requests at once get one variant: the second finds what the first has drawn. */
export async function drawVariant(
  classroom: Classroom,
  place: Place,
  exercise: string,
  number: number,
): Promise<StoredVariant> {
  const definition = await findExercise(classroom, place.courseId, exercise);
  if (!definition) throw new Error(`there is no exercise ${exercise}`);
  const made = makeVariant(definition, randomBytes(16).toString('hex'));
  if (made.kind === 'none')
    throw new Error(`no variant of ${exercise} in ${made.draws} draws: ${made.constraint}`);
  const id = newId();
  const saved = { ...place, number, id, variant: made.variant, createdAt: classroom.now() };
  const outcome = await saveVariant(classroom.store, saved);
  const found =
    outcome === 'saved'
      ? await findVariant(classroom.store, place.courseId, id)
      : await findLatestVariant(classroom.store, place);
  if (!found) throw new Error('a variant that was just saved is there');
  return found;
}
