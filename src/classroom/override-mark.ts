/** A teacher's mark in place of the earned one, of a part or of a whole assignment, with a reason; and back again. */
import type { Override } from '../store/adjustments.ts';
import { removeOverride, saveOverride } from '../store/adjustments.ts';
import type { MarkChange } from '../store/mark-changes.ts';
import { changeMarks } from './change-marks.ts';
import type { Classroom } from './classroom.ts';

export type NewOverride = Omit<Override, 'createdAt'> & { readonly courseId: string };

export const overrideMark = (classroom: Classroom, override: NewOverride): Promise<readonly MarkChange[]> =>
  changeMarks(
    classroom,
    { ...override, kind: 'override', audited: 'mark-overridden', subjectId: override.enrolmentId },
    (queries, createdAt) => saveOverride(queries, { ...override, createdAt }),
  );

/** What was earned counts again. */
export const withdrawOverride = (
  classroom: Classroom,
  override: Omit<NewOverride, 'mark'>,
): Promise<readonly MarkChange[]> =>
  changeMarks(
    classroom,
    { ...override, kind: 'override-withdrawn', audited: 'mark-reset', subjectId: override.enrolmentId },
    (queries) => removeOverride(queries, override),
  );
