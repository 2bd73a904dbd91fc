/** Every mark of a course, or of one assignment: students × assignments, each with all that made it. */
import type { Definition } from '../exercise/definition.ts';
import { listAdjustments } from '../store/adjustments.ts';
import { type Assignment, listAssignments } from '../store/assignments.ts';
import type { Queries } from '../store/database.ts';
import { type Enrolment, listEnrolments } from '../store/enrolments.ts';
import { listProgress } from '../store/progress.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';
import { type AssignmentMark, assignmentMark } from './gradebook.ts';
import { grouped } from './grouped.ts';
import { inTurns } from './in-turns.ts';

export interface CourseMarks {
  readonly assignments: readonly Assignment[];
  readonly students: readonly StudentMarks[];
}

export interface StudentMarks {
  readonly enrolment: Enrolment;
  /** By the assignment's id. */
  readonly marks: ReadonlyMap<string, AssignmentMark>;
}

export async function listMarks(
  classroom: Classroom,
  courseId: string,
  only?: Assignment,
): Promise<CourseMarks> {
  const { store } = classroom;
  const [exercises, people, assignments] = await Promise.all([
    listExercises(classroom, courseId),
    listEnrolments(store, courseId),
    only ? [only] : listAssignments(store, courseId),
  ]);
  const students = people.filter(({ role }) => role === 'student');
  const marksOf = await workOutMarks(store, assignments, exercises);
  return {
    assignments,
    students: await inTurns(students, (enrolment) => ({
      enrolment,
      marks: new Map(assignments.map((each) => [each.id, marksOf(enrolment.id, each)])),
    })),
  };
}

/** Marks as the store, or a transaction of it, has them now. All assignments belong to one course. */
export async function workOutMarks(
  queries: Queries,
  assignments: readonly Assignment[],
  exercises: ReadonlyMap<string, Definition>,
): Promise<(enrolmentId: string, assignment: Assignment) => AssignmentMark> {
  const [first] = assignments;
  if (!first) return () => ({ mark: undefined, earned: undefined, override: undefined, exercises: [] });
  const only = assignments.length === 1 ? first.id : undefined;
  const progress = await listProgress(queries, first.courseId, only);
  const adjustments = await listAdjustments(queries, first.courseId, only);
  const rowsOf = grouped(progress, keyOf);
  const overrides = grouped(adjustments.overrides, keyOf);
  return (enrolmentId, assignment) => {
    const key = keyOf({ enrolmentId, assignmentId: assignment.id });
    const own = { ...adjustments, overrides: overrides.get(key) ?? [] };
    const rows = rowsOf.get(key) ?? [];
    return assignmentMark(assignment, { exercises, adjustments: own }, { enrolmentId, rows });
  };
}

const keyOf = ({ enrolmentId, assignmentId }: { enrolmentId: string; assignmentId: string }): string =>
  `${enrolmentId} ${assignmentId}`;
