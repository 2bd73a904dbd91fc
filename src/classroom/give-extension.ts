/** One student gets a later due date or more minutes, also while the exam runs: it counts from this moment on. */
import { recordAudit } from '../store/audit.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { type ExtensionGiven, saveExtension, type WorkPlace } from '../store/sittings.ts';
import type { Classroom } from './classroom.ts';

export async function giveExtension(
  { store, now }: Classroom,
  by: Enrolment,
  { courseId, enrolmentId, assignmentId }: WorkPlace,
  extension: ExtensionGiven,
): Promise<void> {
  const createdAt = now();
  await saveExtension(store, { courseId, enrolmentId, assignmentId }, extension, createdAt);
  await recordAudit(store, {
    courseId,
    actorId: by.id,
    action: 'extension-given',
    subjectId: enrolmentId,
    detail: {
      assignment: assignmentId,
      due: extension.dueAt?.toISOString() ?? '',
      minutes: `${extension.extraMinutes}`,
    },
    createdAt,
  });
}
