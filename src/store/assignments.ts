/** What a class is asked to do. */
import { withTolerances } from '../exercise/tolerance.ts';
import type { Tolerance, Variant } from '../exercise/variant.ts';
import { type GradingPolicy, usualGrading } from '../grading/grade-attempt.ts';
import { anyTime, type Schedule } from '../grading/schedule.ts';
import type { TryPolicy } from '../grading/standing.ts';
import type { Prisma } from './client/client.ts';
import type { Queries, Store } from './database.ts';
import { readPolicy } from './json-columns.ts';

/** Of an assignment: how often, how long, until when; and where it was changed, how exactly. */
export type Policy = TryPolicy & Schedule & Strictness;

export interface Strictness {
  /** In place of the usual fractions for verdicts between right and wrong. */
  readonly grading?: Partial<Omit<GradingPolicy, 'weights'>>;
  /** In place of those of the variants: position → part → tolerance. */
  readonly tolerances?: Readonly<Record<string, Readonly<Record<string, Tolerance>>>>;
}

export const gradingOf = ({ grading }: Strictness): GradingPolicy => ({ ...usualGrading, ...grading });

/** The variant at this position as it is to be graded. */
export function toGrade(drawn: Variant, { tolerances }: Strictness, position: number): Variant {
  const own = tolerances?.[position];
  return own ? withTolerances(drawn, own) : drawn;
}

/** These tries, at any time, marked at once. */
export const withoutSchedule = (tries: TryPolicy): Policy => ({ ...anyTime, ...tries });

export interface Assignment {
  readonly courseId: string;
  readonly id: string;
  readonly title: string;
  readonly mode: 'practice' | 'homework' | 'exam';
  readonly policy: Policy;
  /** A fraction: the share of the course's mark, relative to the other assignments. */
  readonly weight: string;
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

/** Of weight 1 where it is not said. */
export type NewAssignment = Omit<Assignment, 'weight'> & {
  readonly weight?: string;
  readonly createdAt: Date;
};

export async function createAssignment(store: Queries, assignment: NewAssignment): Promise<Assignment> {
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

/** Everything but its id, mode and policy; exercises that are gone from it must have no variants yet. */
export async function updateAssignment({ prisma }: Queries, assignment: Assignment): Promise<void> {
  const { courseId, id, title, weight, exercises } = assignment;
  await prisma.assignment.update({ where: { courseId_id: { courseId, id } }, data: { title, weight } });
  await prisma.assignmentExercise.deleteMany({ where: { courseId, assignmentId: id } });
  await prisma.assignmentExercise.createMany({
    data: exercises.map((each) => ({ ...each, courseId, assignmentId: id })),
  });
}

export async function savePolicy({ prisma }: Queries, { courseId, id, policy }: Assignment): Promise<void> {
  await prisma.assignment.update({
    where: { courseId_id: { courseId, id } },
    data: { policy: policy as unknown as Prisma.InputJsonObject },
  });
}

export async function findAssignment(
  store: Queries,
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
  return (await listEveryAssignment(store, courseId)).filter(({ mode }) => mode !== 'practice');
}

/** Oldest first, those for practice as well, such as worksheets online. */
export async function listEveryAssignment(store: Store, courseId: string): Promise<readonly Assignment[]> {
  const rows = await store.prisma.assignment.findMany({
    where: { courseId },
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
    weight: row.weight,
    exercises: row.exercises.map(({ position, exercise, weight }) => ({ position, exercise, weight })),
  };
}
