/** Joining a course with its code and a name; joining again finds the same enrolment. */
import { findCourseByJoinCode } from '../store/courses.ts';
import { enrol, findEnrolment } from '../store/enrolments.ts';
import { newId } from '../store/new-id.ts';
import { nameUser, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

export type Joined =
  | { readonly kind: 'joined'; readonly courseId: string }
  | { readonly kind: 'no-such-code' };

export async function joinCourse(
  { store, now }: Classroom,
  user: User,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<Joined> {
  const course = await findCourseByJoinCode(store, code);
  if (!course) return { kind: 'no-such-code' };
  const found = await findEnrolment(store, course.id, user.id);
  if (!found) {
    const person = { courseId: course.id, id: newId(), userId: user.id, role: 'student' } as const;
    await enrol(store, { ...person, displayName: name, createdAt: now() });
    if (user.name === '') await nameUser(store, user.id, name);
  }
  return { kind: 'joined', courseId: course.id };
}
