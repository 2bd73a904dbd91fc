/**
 * Practising without an account: a visitor gets a nameless user and a course of their own, in which each
 * exercise is an assignment, so that practice is stored, graded and shown like everything else.
 */
import { createAssignment, findAssignment, withoutSchedule } from '../store/assignments.ts';
import { createCourse, findCoursesOf } from '../store/courses.ts';
import { findEnrolment } from '../store/enrolments.ts';
import { newId } from '../store/new-id.ts';
import { createUser, type User } from '../store/users.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { drawVariant, openVariant, type Place } from './draw-variant.ts';

export const welcomeVisitor = (classroom: Classroom): Promise<User> =>
  createUser(classroom.store, { id: newId(), name: '', createdAt: classroom.now() });

export async function practise(classroom: Classroom, user: User, exercise: string): Promise<StoredVariant> {
  return openVariant(classroom, await placeFor(classroom, user, exercise), exercise);
}

/** The same with new numbers, where the latest ones are done. */
export async function practiseAgain(
  classroom: Classroom,
  user: User,
  exercise: string,
): Promise<StoredVariant> {
  const latest = await practise(classroom, user, exercise);
  const closed = new Set(latest.progress.flatMap((standing) => (standing.closed ? [standing.part] : [])));
  if (!latest.variant.parts.every(({ id }) => closed.has(id))) return latest;
  const { courseId, enrolmentId, assignmentId, position, number } = latest;
  const place = { courseId, enrolmentId, assignmentId, position };
  return drawVariant(classroom, place, exercise, number + 1);
}

async function placeFor(classroom: Classroom, user: User, exercise: string): Promise<Place> {
  const { store } = classroom;
  const courseId = await practiceCourse(classroom, user);
  const enrolment = await findEnrolment(store, courseId, user.id);
  if (!enrolment) throw new Error('whoever practises is enrolled in the course of their own');
  if (!(await findAssignment(store, courseId, exercise))) await addExercise(classroom, courseId, exercise);
  return { courseId, enrolmentId: enrolment.id, assignmentId: exercise, position: 1 };
}

async function practiceCourse({ store, now }: Classroom, user: User): Promise<string> {
  const own = (await findCoursesOf(store, user.id)).find(({ course }) => course.kind === 'practice');
  if (own) return own.course.id;
  const founder = { enrolmentId: newId(), userId: user.id, role: 'student', displayName: user.name } as const;
  const course = {
    id: newId(),
    kind: 'practice',
    title: '',
    joinCode: null,
    createdAt: now(),
    founder,
  } as const;
  return (await createCourse(store, course)).id;
}

/** Tries and penalty as the exercise's own file says. */
function addExercise({ store, exercises, now }: Classroom, courseId: string, exercise: string) {
  const policy = exercises.get(exercise)?.policy;
  if (!policy) throw new Error(`there is no exercise ${exercise}`);
  return createAssignment(store, {
    courseId,
    id: exercise,
    title: '',
    mode: 'practice',
    policy: withoutSchedule(policy),
    exercises: [{ position: 1, exercise, weight: '1' }],
    createdAt: now(),
  });
}
