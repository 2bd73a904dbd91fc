/** A student works online on the sheet that lies before them: the same numbers, as a variant of their own. */
import { findAssignment } from '../store/assignments.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { findLatestVariant, findVariant, type StoredVariant, saveVariant } from '../store/variants.ts';
import type { Sheet } from '../store/worksheets.ts';
import type { Classroom } from './classroom.ts';

export const isOnline = async ({ store }: Classroom, { courseId, worksheetId }: Sheet): Promise<boolean> =>
  (await findAssignment(store, courseId, worksheetId)) !== undefined;

/** The worksheet is online, and the enrolment in its course. Opened again it is the same variant. */
export async function openSheet(
  { store, now }: Classroom,
  { courseId, id: enrolmentId }: Enrolment,
  sheet: Sheet,
): Promise<StoredVariant> {
  const id = `${sheet.id}-${enrolmentId}`;
  const place = { courseId, enrolmentId, assignmentId: sheet.worksheetId, position: sheet.position };
  for (let tries = 0; tries < 5; tries++) {
    const found = await findVariant(store, courseId, id);
    if (found) return found;
    const number = 1 + ((await findLatestVariant(store, place))?.number ?? 0);
    await saveVariant(store, { ...place, number, id, variant: sheet.variant, createdAt: now() });
  }
  throw new Error('other variants came first, again and again');
}
