/** A new course, its teacher enrolled, with a code by which students join. */
import { type Course, createCourse } from '../store/courses.ts';
import { newId } from '../store/new-id.ts';
import { newJoinCode } from '../store/secret-token.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

export function startCourse({ store, now }: Classroom, teacher: User, title: string): Promise<Course> {
  return createCourse(store, {
    id: newId(),
    kind: 'course',
    title,
    joinCode: newJoinCode(),
    createdAt: now(),
    founder: { enrolmentId: newId(), userId: teacher.id, role: 'teacher', displayName: teacher.name },
  });
}
