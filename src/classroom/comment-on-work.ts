/** A teacher says something to a student about a variant; it stands on the student's page of it. */
import { recordAudit } from '../store/audit.ts';
import { saveComment } from '../store/comments.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { newId } from '../store/new-id.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';

export async function commentOnWork(
  { store, now }: Classroom,
  by: Enrolment,
  { id: variantId, enrolmentId }: Pick<StoredVariant, 'id' | 'enrolmentId'>,
  text: string,
): Promise<void> {
  const { courseId, id: byId } = by;
  const createdAt = now();
  const audited = {
    courseId,
    actorId: byId,
    action: 'commented',
    subjectId: enrolmentId,
    createdAt,
  } as const;
  await store.prisma.$transaction(async (prisma) => {
    await saveComment({ prisma }, { courseId, id: newId(createdAt), variantId, text, byId, createdAt });
    await recordAudit({ prisma }, { ...audited, detail: { variant: variantId } });
  });
}
