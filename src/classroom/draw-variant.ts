/** Gives a certified variant to a student's place in an assignment: one of the pool; where it is empty, a new one. */
import type { Definition } from '../exercise/definition.ts';
import type { Variant } from '../exercise/variant.ts';
import { newId } from '../store/new-id.ts';
import { takeReadyVariant } from '../store/ready-variants.ts';
import {
  findLatestVariant,
  findVariant,
  type StoredVariant,
  saveVariant,
  type VariantPlace,
} from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { ThreadsBusy } from './elsewhere.ts';
import { findExercise } from './find-exercise.ts';
import { workElsewhere } from './long-work.ts';
import { askForMore, versionOf } from './ready-variants.ts';
import { draw, oneDraw, spare } from './stock-variants.ts';

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
  const id = newId();
  const variant = await takeVariant(classroom, place, definition);
  const saved = { ...place, number, id, variant, createdAt: classroom.now() };
  const outcome = await saveVariant(classroom.store, saved);
  const found =
    outcome === 'saved'
      ? await findVariant(classroom.store, place.courseId, id)
      : await findLatestVariant(classroom.store, place);
  if (!found) throw new Error('a variant that was just saved is there');
  return found;
}

/** So few left: more are asked for. */
const low = spare / 2;

async function takeVariant(classroom: Classroom, place: Place, definition: Definition): Promise<Variant> {
  const { variant, left } = await takeReadyVariant(classroom.store, versionOf(definition));
  if (left < low) await askForMore(classroom, place);
  return variant ?? drawElsewhere(classroom, place.courseId, definition);
}

/** Nobody is refused a variant: where all threads are taken, it is drawn here. */
async function drawElsewhere(
  classroom: Classroom,
  courseId: string,
  definition: Definition,
): Promise<Variant> {
  try {
    return await workElsewhere(classroom, oneDraw, { courseId, exercise: definition.id });
  } catch (error) {
    if (error instanceof ThreadsBusy) return draw(definition);
    throw error;
  }
}
