/** A teacher says to which course here one of a learning management system belongs: a new one, or one they teach. */
import { findCoursesOf } from '../store/courses.ts';
import { type Context, linkContext } from '../store/lti-contexts.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';
import { startCourse } from './start-course.ts';

export type Wish =
  | { readonly kind: 'new'; readonly title: string }
  | { readonly kind: 'existing'; readonly courseId: string };

/** The course; undefined where it is none of theirs, or another hand was quicker. */
export async function settleLmsCourse(
  classroom: Classroom,
  user: User,
  context: Context,
  wish: Wish,
): Promise<string | undefined> {
  if (context.courseId !== null || context.askedBy !== user.id) return undefined;
  const courseId =
    wish.kind === 'new'
      ? (await startCourse(classroom, user, wish.title)).id
      : (await taughtBy(classroom, user)).find(({ id }) => id === wish.courseId)?.id;
  return courseId !== undefined && (await linkContext(classroom.store, context.id, courseId))
    ? courseId
    : undefined;
}

/** Courses in which somebody is a teacher, newest first. */
export async function taughtBy({ store }: Classroom, user: User) {
  const all = await findCoursesOf(store, user.id);
  return all
    .filter(({ role, course }) => role === 'teacher' && course.kind === 'course')
    .map(({ course }) => course);
}
