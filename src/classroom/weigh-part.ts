/** What a part weighs among those of its exercise, for everybody; dropped, it weighs nothing. */
import { type PartWeight, savePartWeight } from '../store/adjustments.ts';
import type { MarkChange } from '../store/mark-changes.ts';
import { changeMarks } from './change-marks.ts';
import type { Classroom } from './classroom.ts';

export const weighPart = (
  classroom: Classroom,
  weight: Omit<PartWeight, 'createdAt'> & { readonly courseId: string },
): Promise<readonly MarkChange[]> =>
  changeMarks(
    classroom,
    { ...weight, kind: 'part-weight', audited: 'part-dropped', subjectId: null },
    (queries, createdAt) => savePartWeight(queries, { ...weight, createdAt }),
  );
