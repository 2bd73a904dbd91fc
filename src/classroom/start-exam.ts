/** Starts a student's exam: the clock runs from here, and every exercise is drawn before the first is opened. */
import { accessTo } from '../grading/schedule.ts';
import type { Assignment } from '../store/assignments.ts';
import { findWork, startSitting } from '../store/sittings.ts';
import type { Classroom } from './classroom.ts';
import { openVariant } from './draw-variant.ts';

export async function startExam(
  classroom: Classroom,
  { courseId, id: assignmentId, exercises }: Assignment,
  enrolmentId: string,
): Promise<'started' | 'not-now'> {
  const place = { courseId, enrolmentId, assignmentId };
  const work = await findWork(classroom.store, place);
  if (!work || accessTo(work, classroom.now()).phase !== 'waiting') return 'not-now';
  for (const { position, exercise } of exercises)
    await openVariant(classroom, { ...place, position }, exercise);
  await startSitting(classroom.store, place, classroom.now());
  return 'started';
}
