/** Fills the pool of certified variants: one for each student who has none yet, and some to spare. */
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Definition } from '../exercise/definition.ts';
import { makeVariant } from '../exercise/make-variant.ts';
import type { Variant } from '../exercise/variant.ts';
import { dayMs } from '../number/durations.ts';
import { findAssignment } from '../store/assignments.ts';
import { addReadyVariants, countReadyVariants, sweepReadyVariants } from '../store/ready-variants.ts';
import { countWithoutVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { findExercise } from './find-exercise.ts';
import { grouped } from './grouped.ts';
import type { LongWork } from './long-work.ts';
import { versionOf } from './ready-variants.ts';

/** Beyond those who have none yet: for who wants another, and for visitors. */
export const spare = 6;
/** Of one exercise; a larger class has the pool filled again while it draws. */
export const mostReady = 150;
/** So many are kept in one statement, and are there for students while the rest is drawn. */
const batch = 5;
const keptMs = 30 * dayMs;

interface InAssignment {
  readonly courseId: string;
  readonly assignmentId: string;
}

/** An exercise, and how many of it there should be more. */
interface Missing {
  readonly definition: Definition;
  readonly count: number;
}

export async function missingIn(
  classroom: Classroom,
  { courseId, assignmentId }: InAssignment,
): Promise<readonly Missing[]> {
  const assignment = await findAssignment(classroom.store, courseId, assignmentId);
  if (!assignment) return [];
  const lacking = await countWithoutVariant(classroom.store, courseId, assignmentId);
  const places = grouped(assignment.exercises, ({ exercise }) => exercise);
  const missing = [...places].map(async ([id, positions]) => {
    const definition = await findExercise(classroom, courseId, id);
    const students = positions.reduce((sum, { position }) => sum + (lacking.get(position) ?? 0), 0);
    return definition ? missingOf(classroom, definition, students + spare) : [];
  });
  return (await Promise.all(missing)).flat();
}

/** Of the project's own exercises, which anybody may open without an account. */
export async function missingForPractice(classroom: Classroom): Promise<readonly Missing[]> {
  const missing = [...classroom.exercises.values()].map((each) => missingOf(classroom, each, spare));
  return (await Promise.all(missing)).flat();
}

async function missingOf(
  { store }: Classroom,
  definition: Definition,
  wanted: number,
): Promise<readonly Missing[]> {
  const count = Math.min(wanted, mostReady) - (await countReadyVariants(store, versionOf(definition)));
  return count > 0 ? [{ definition, count }] : [];
}

/** How many were drawn. */
export const stockVariants = async (classroom: Classroom, asked: InAssignment): Promise<number> =>
  fill(classroom, await missingIn(classroom, asked));

/** What grew old is taken out first. */
export async function stockPractice(classroom: Classroom): Promise<number> {
  const { store, now } = classroom;
  await sweepReadyVariants(store, new Date(now().getTime() - keptMs));
  return fill(classroom, await missingForPractice(classroom));
}

async function fill({ store, now, tell }: Classroom, missing: readonly Missing[]): Promise<number> {
  const all = missing.reduce((sum, { count }) => sum + count, 0);
  let drawn = 0;
  for (const { definition, count } of missing) {
    for (let left = count; left > 0; left -= batch) {
      const variants: Variant[] = [];
      while (variants.length < Math.min(batch, left)) variants.push(await draw(definition));
      await addReadyVariants(store, versionOf(definition), variants, now());
      drawn += variants.length;
      tell?.(drawn / all);
    }
  }
  return drawn;
}

/** From a seed that nobody can guess. */
export async function draw(definition: Definition): Promise<Variant> {
  await setImmediate();
  const made = makeVariant(definition, randomBytes(16).toString('hex'));
  if (made.kind === 'variant') return made.variant;
  throw new Error(`no variant of ${definition.id} in ${made.draws} draws: ${made.constraint}`);
}

/** Most take some milliseconds, of some exercises a hundred, and of those that teachers wrote perhaps a second. */
export const oneDraw: LongWork<{ readonly courseId: string; readonly exercise: string }, Variant> = {
  at: import.meta.url,
  name: 'oneDraw',
  sizeMs: () => Number.POSITIVE_INFINITY,
  run: async (classroom, { courseId, exercise }) => {
    const definition = await findExercise(classroom, courseId, exercise);
    if (!definition) throw new Error(`there is no exercise ${exercise}`);
    return draw(definition);
  },
};
