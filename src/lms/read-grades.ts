/** The grades of a course on their way to a file, read a hundred students at a time. */
import type { Classroom } from '../classroom/classroom.ts';
import { listExercises } from '../classroom/find-exercise.ts';
import { assignmentMark, type Markbook } from '../classroom/gradebook.ts';
import { grouped, inGroups } from '../classroom/grouped.ts';
import { studentsAtOnce } from '../classroom/list-marks.ts';
import { type Adjustments, listOverridesOf, listPartWeights } from '../store/adjustments.ts';
import type { Assignment } from '../store/assignments.ts';
import type { Store } from '../store/database.ts';
import { countKnown, listKnownStudents, listStudentIds } from '../store/known-students.ts';
import { listMarkedParts } from '../store/marked-parts.ts';
import type { GradedStudent, GradeSheet } from './grade-sheet.ts';

export interface GradesAsked {
  readonly courseId: string;
  /** In the order of the columns. */
  readonly assignments: readonly Assignment[];
  /** Before what lateness cost; a mark that a teacher set stays as it was set. */
  readonly onTime: boolean;
  /** Null for everybody. */
  readonly section: string | null;
}

/** Only the ids of the students are held; what is known of them comes and goes with their group. */
export async function readGrades(classroom: Classroom, asked: GradesAsked): Promise<GradeSheet> {
  const { courseId, assignments, section } = asked;
  const { store } = classroom;
  const [ids, exercises, partWeights] = await Promise.all([
    listStudentIds(store, courseId, section),
    listExercises(classroom, courseId),
    listPartWeights(store, courseId),
  ]);
  return {
    columns: assignments.map(({ id, title, policy }) => ({
      id,
      title,
      opensAt: policy.opensAt,
      dueAt: policy.dueAt,
    })),
    known: await countKnown(store, courseId, ids),
    students: async function* () {
      for (const some of inGroups(ids, studentsAtOnce))
        yield await graded(store, { ...asked, exercises, partWeights }, some);
    },
  };
}

type Grading = GradesAsked & Pick<Markbook, 'exercises'> & Pick<Adjustments, 'partWeights'>;

async function graded(
  store: Store,
  { courseId, assignments, onTime, exercises, partWeights }: Grading,
  enrolmentIds: readonly string[],
): Promise<readonly GradedStudent[]> {
  const assignmentIds = assignments.map(({ id }) => id);
  const [students, parts, given] = await Promise.all([
    listKnownStudents(store, courseId, enrolmentIds),
    listMarkedParts(store, { courseId, onTime, assignmentIds, enrolmentIds }),
    listOverridesOf(store, courseId, enrolmentIds),
  ]);
  const overrides = grouped(given, ({ enrolmentId }) => enrolmentId);
  return students.map((student) => {
    const { enrolmentId } = student;
    const adjustments = { partWeights, overrides: overrides.get(enrolmentId) ?? [] };
    const marks = assignments.map((assignment) => {
      const rows = parts.get(`${enrolmentId} ${assignment.id}`) ?? [];
      return assignmentMark(assignment, { exercises, adjustments }, { enrolmentId, rows }).mark;
    });
    return { ...student, marks };
  });
}
