/** When the grades of a column go to the LMS; who waited under the old policy may be next under the new one. */
import { type LineItem, type PassbackPolicy, setPassbackPolicy } from '../store/line-items.ts';
import { listPassbacks, owePassbacks } from '../store/passbacks.ts';
import type { Classroom } from './classroom.ts';

export async function choosePassback(
  { store, now }: Classroom,
  item: LineItem,
  policy: PassbackPolicy,
): Promise<void> {
  await setPassbackPolicy(store, item, policy);
  const rows = await listPassbacks(store, item.courseId, item.id);
  const enrolmentIds = rows.filter(({ state }) => state === 'waiting').map(({ enrolmentId }) => enrolmentId);
  await owePassbacks(store, item, { enrolmentIds, now: now() });
}
