/** For how long a course keeps the names of those who do nothing in it any more. */
import { recordAudit } from '../store/audit.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { setRetention } from '../store/personal-data.ts';
import type { Classroom } from './classroom.ts';

/** null: for ever. */
export async function keepNames(
  { store, now }: Classroom,
  { courseId, id: actorId }: Enrolment,
  months: number | null,
): Promise<void> {
  const detail = { months: `${months ?? 0}` };
  const entry = { courseId, actorId, subjectId: null, detail, createdAt: now() } as const;
  await store.prisma.$transaction(async (prisma) => {
    await setRetention({ prisma }, courseId, months);
    await recordAudit({ prisma }, { ...entry, action: 'retention-set' });
  });
}
