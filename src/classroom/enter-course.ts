/** The site's owner enters a course as one of its teachers; the audit log says so. */
import { recordAudit } from '../store/audit.ts';
import { findCourse } from '../store/courses.ts';
import { enrol } from '../store/enrolments.ts';
import { newId } from '../store/new-id.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

/** false: there is no such course. Practice is private, and nobody's to enter. */
export async function enterCourse(
  { store, now }: Classroom,
  owner: User,
  courseId: string,
): Promise<boolean> {
  const course = await findCourse(store, courseId);
  if (course?.kind !== 'course') return false;
  const person = {
    courseId,
    id: newId(),
    userId: owner.id,
    role: 'teacher',
    displayName: owner.name,
  } as const;
  const { id } = await enrol(store, { ...person, createdAt: now() });
  const entry = { courseId, actorId: id, subjectId: id, detail: {}, createdAt: now() } as const;
  await recordAudit(store, { ...entry, action: 'owner-entered' });
  return true;
}
