/** What names stand for in a course: exercises, assignments, people. */
import type { Classroom } from '../../classroom/classroom.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import { listEveryAssignment } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import { listEnrolments, listNames } from '../../store/enrolments.ts';
import { Refusal } from '../failure.ts';
import type { CourseNames } from './search-page.ts';

export async function namesIn(context: Classroom, courseId: string): Promise<CourseNames> {
  const [course, nameOf, people, assignments, exercises] = await Promise.all([
    findCourse(context.store, courseId),
    namesOf(context, courseId),
    listEnrolments(context.store, courseId),
    listEveryAssignment(context.store, courseId),
    listExercises(context, courseId),
  ]);
  if (!course) throw new Refusal(404, 'notFound');
  const students = people.filter(({ role }) => role === 'student');
  return { course, students, assignments, exercises, nameOf };
}

export async function namesOf(
  { store }: Classroom,
  courseId: string,
): Promise<(enrolmentId: string) => string> {
  const names = await listNames(store, courseId);
  return (enrolmentId) => names.get(enrolmentId) ?? enrolmentId;
}
