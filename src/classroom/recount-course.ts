/** All counts of a course made again; small transactions, so that students may go on answering meanwhile. */
import { studentsAtOnce } from '../store/by-students.ts';
import { endRecount, listRecountPlaces, listRecountsDue, recountCurves } from '../store/count-again.ts';
import { holdMarks } from '../store/hold-marks.ts';
import type { Classroom } from './classroom.ts';
import { recountAssignment, recountStudents } from './count-again.ts';
import { inGroups } from './grouped.ts';

export interface Recounted {
  readonly students: number;
  readonly assignments: number;
}

export async function recountCourse({ store }: Classroom, courseId: string): Promise<Recounted> {
  const { enrolmentIds, assignmentIds } = await listRecountPlaces(store, courseId);
  for (const assignmentId of assignmentIds)
    await holdMarks(store, courseId, (queries) => recountAssignment(queries, courseId, assignmentId));
  for (const some of inGroups(enrolmentIds, studentsAtOnce))
    await holdMarks(store, courseId, (queries) => recountStudents(queries, { courseId, enrolmentIds: some }));
  await holdMarks(store, courseId, (queries) => recountCurves(queries, courseId));
  await endRecount(store, courseId);
  return { students: enrolmentIds.length, assignments: assignmentIds.length };
}

/** After an update that counts more than was counted before. The number of courses. */
export async function recountWhereDue(classroom: Classroom): Promise<number> {
  const due = await listRecountsDue(classroom.store);
  for (const courseId of due) await recountCourse(classroom, courseId);
  return due.length;
}
