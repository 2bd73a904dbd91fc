/** A teacher says which assignment a link in an LMS opens; its column there is fed from now on. */
import { findAssignment } from '../store/assignments.ts';
import { findContext } from '../store/lti-contexts.ts';
import { chooseAssignment, findLink } from '../store/lti-links.ts';
import type { Classroom } from './classroom.ts';
import { openLmsColumn } from './open-lms-column.ts';

/** false: there is no such link or assignment in the course. */
export async function chooseLinked(
  classroom: Classroom,
  { courseId, linkId, assignmentId }: Readonly<Record<'courseId' | 'linkId' | 'assignmentId', string>>,
): Promise<boolean> {
  const { store } = classroom;
  const [link, chosen] = await Promise.all([
    findLink(store, courseId, linkId),
    findAssignment(store, courseId, assignmentId),
  ]);
  if (!link || !chosen) return false;
  await chooseAssignment(store, link, chosen.id);
  const lms = await findContext(store, link.contextId);
  if (lms) await openLmsColumn(classroom, lms, { ...link, assignmentId: chosen.id });
  return true;
}
