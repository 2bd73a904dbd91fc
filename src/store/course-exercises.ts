/** Exercises that teachers wrote for their own course: kept as they were uploaded, read again when needed. */
import type { Definition } from '../exercise/definition.ts';
import type { Queries, Store } from './database.ts';
import { ladderOf, readDefinition } from './exercise-files.ts';

/** Replaces one of the same id. */
export async function saveCourseExercise(
  store: Queries,
  exercise: {
    readonly courseId: string;
    readonly id: string;
    readonly yaml: string;
    readonly createdAt: Date;
  },
): Promise<void> {
  const { courseId, id, ...data } = exercise;
  const where = { courseId_id: { courseId, id } };
  await store.prisma.courseExercise.upsert({ where, create: exercise, update: data });
}

export async function findCourseExercise(
  store: Store,
  courseId: string,
  id: string,
): Promise<Definition | undefined> {
  const row = await store.prisma.courseExercise.findUnique({ where: { courseId_id: { courseId, id } } });
  return row ? definitionIn(row.yaml) : undefined;
}

export interface CourseExerciseText {
  readonly id: string;
  readonly yaml: string;
}

/** As they were written: those of these ids that there are. */
export const findExerciseTexts = (
  { prisma }: Queries,
  courseId: string,
  ids: readonly string[],
): Promise<readonly CourseExerciseText[]> =>
  prisma.courseExercise.findMany({
    where: { courseId, id: { in: [...ids] } },
    select: { id: true, yaml: true },
    orderBy: { id: 'asc' },
  });

export const countCourseExercises = (store: Store, courseId: string): Promise<number> =>
  store.prisma.courseExercise.count({ where: { courseId } });

/** By id, the lowest level first. */
export async function listCourseExercises(
  store: Store,
  courseId: string,
): Promise<ReadonlyMap<string, Definition>> {
  const rows = await store.prisma.courseExercise.findMany({ where: { courseId }, orderBy: { id: 'asc' } });
  return ladderOf(rows.flatMap(({ yaml }) => definitionIn(yaml) ?? []));
}

/** The same text gives the same object: what drawing has worked out for a definition hangs on it. */
const remembered = new Map<string, Definition>();
const most = 300;

function definitionIn(yaml: string): Definition | undefined {
  const found = remembered.get(yaml) ?? readDefinition('', yaml).definitions[0];
  if (remembered.size >= most) remembered.clear();
  if (found) remembered.set(yaml, found);
  return found;
}
