/** A teacher sends grades now: one student insists on the mark here; all together only where nothing stands against it. */
import type { LineItem } from '../store/line-items.ts';
import { listPassbacks, owePassbacks } from '../store/passbacks.ts';
import type { Classroom } from './classroom.ts';

/** student: an enrolment, or null for everybody who waits. Says how many go. */
export async function sendGrades(
  { store, now }: Classroom,
  item: LineItem,
  student: string | null,
): Promise<number> {
  const rows = await listPassbacks(store, item.courseId, item.id);
  const chosen = rows.filter(({ enrolmentId, state }) =>
    student === null ? state === 'waiting' || state === 'failed' : enrolmentId === student,
  );
  const enrolmentIds = chosen.map(({ enrolmentId }) => enrolmentId);
  const asked = student === null ? 'send' : 'whatever';
  await owePassbacks(store, item, { enrolmentIds, now: now(), asked });
  return chosen.length;
}
