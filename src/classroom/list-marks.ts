/** Every mark of a course, or of one assignment: students × assignments, each with all that made it. */
import type { Definition } from '../exercise/definition.ts';
import { listOverridesOf, listPartWeights } from '../store/adjustments.ts';
import { type Assignment, listAssignments } from '../store/assignments.ts';
import type { Queries, Store } from '../store/database.ts';
import { type Enrolment, listEnrolments } from '../store/enrolments.ts';
import { listMarkedParts } from '../store/marked-parts.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';
import { type AssignmentMark, assignmentMark } from './gradebook.ts';
import { grouped, inGroups } from './grouped.ts';

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
  const students: StudentMarks[] = [];
  for (const some of inGroups(
    people.filter(({ role }) => role === 'student'),
    studentsAtOnce,
  )) {
    const ids = some.map(({ id }) => id);
    const marksOf = await workOutMarks(store, assignments, exercises, ids);
    for (const enrolment of some) {
      const marks = new Map(assignments.map((each) => [each.id, marksOf(enrolment.id, each)]));
      students.push({ enrolment, marks });
    }
  }
  return { assignments, students };
}

const markMs = 0.2;

/** About how long all marks of a course take. */
export async function sizeOfMarks({ prisma }: Store, courseId: string): Promise<number> {
  const students = await prisma.enrolment.count({ where: { courseId, role: 'student', removedAt: null } });
  return markMs * students * (await prisma.assignment.count({ where: { courseId } }));
}

/** So many students are read at once: few enough that nobody waits long for the database. */
export const studentsAtOnce = 100;

/** Marks as the store, or a transaction of it, has them now: everybody's, or some students'. All assignments belong to one course. */
export async function workOutMarks(
  queries: Queries,
  assignments: readonly Assignment[],
  exercises: ReadonlyMap<string, Definition>,
  enrolmentIds?: readonly string[],
): Promise<(enrolmentId: string, assignment: Assignment) => AssignmentMark> {
  const [first] = assignments;
  if (!first) return () => ({ mark: undefined, earned: undefined, override: undefined, exercises: [] });
  const { courseId } = first;
  const assignmentIds = assignments.map(({ id }) => id);
  const parts = await listMarkedParts(queries, { courseId, assignmentIds, enrolmentIds, onTime: false });
  const given = await listOverridesOf(queries, courseId, enrolmentIds);
  const partWeights = await listPartWeights(queries, courseId);
  const overrides = grouped(given, keyOf);
  return (enrolmentId, assignment) => {
    const key = keyOf({ enrolmentId, assignmentId: assignment.id });
    const adjustments = { partWeights, overrides: overrides.get(key) ?? [] };
    return assignmentMark(
      assignment,
      { exercises, adjustments },
      { enrolmentId, rows: parts.get(key) ?? [] },
    );
  };
}

const keyOf = ({ enrolmentId, assignmentId }: { enrolmentId: string; assignmentId: string }): string =>
  `${enrolmentId} ${assignmentId}`;
