/** What a class is asked to do. */
import { anyTime, type Schedule } from '../grading/schedule.ts';
import type { TryPolicy } from '../grading/standing.ts';
import type { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { readPolicy } from './json-columns.ts';

/** Of an assignment: how often, how long, until when. */
export type Policy = TryPolicy & Schedule;

/** These tries, at any time, marked at once. */
export const withoutSchedule = (tries: TryPolicy): Policy => ({ ...anyTime, ...tries });

export interface Assignment {
  readonly courseId: string;
  readonly id: string;
  readonly title: string;
  readonly mode: 'practice' | 'homework' | 'exam';
  readonly policy: Policy;
  /** In the order shown; `position` counts from 1. */
  readonly exercises: readonly AssignmentExercise[];
}

export interface AssignmentExercise {
  readonly position: number;
  /** The exercise's id. */
  readonly exercise: string;
  /** A fraction: the share relative to the others. */
  readonly weight: string;
}

export async function createAssignment(
  store: Store,
  assignment: Assignment & { readonly createdAt: Date },
): Promise<Assignment> {
  const { exercises, policy, ...data } = assignment;
  const row = await store.prisma.assignment.create({
    data: {
      ...data,
      policy: policy as unknown as Prisma.InputJsonObject,
      exercises: { create: exercises.map((exercise) => ({ ...exercise })) },
    },
    include: withExercises,
  });
  return assignmentOf(row);
}

export async function findAssignment(
  store: Store,
  courseId: string,
  id: string,
): Promise<Assignment | undefined> {
  const row = await store.prisma.assignment.findUnique({
    where: { courseId_id: { courseId, id } },
    include: withExercises,
  });
  return row ? assignmentOf(row) : undefined;
}

/** Oldest first, without those for practice, to which other ways lead. */
export async function listAssignments(store: Store, courseId: string): Promise<readonly Assignment[]> {
  const rows = await store.prisma.assignment.findMany({
    where: { courseId, mode: { not: 'practice' } },
    include: withExercises,
    orderBy: { id: 'asc' },
  });
  return rows.map(assignmentOf);
}

/** Whether any assignment of the course has this exercise. */
export async function isAssigned(store: Store, courseId: string, exercise: string): Promise<boolean> {
  const found = await store.prisma.assignmentExercise.findFirst({ where: { courseId, exercise } });
  return found !== null;
}

const withExercises = { exercises: { orderBy: { position: 'asc' } } } as const;

type Row = Omit<Assignment, 'mode' | 'policy'> & { mode: string; policy: unknown };

function assignmentOf(row: Row): Assignment {
  return {
    courseId: row.courseId,
    id: row.id,
    title: row.title,
    mode: row.mode as Assignment['mode'],
    policy: readPolicy(row.policy),
    exercises: row.exercises.map(({ position, exercise, weight }) => ({ position, exercise, weight })),
  };
}
