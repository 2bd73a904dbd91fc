/** An assignment is changed: at once and for whatever comes from now on; what was answered is not graded again. */
import { wholeAssignment } from '../store/adjustments.ts';
import { type Assignment, savePolicy, updateAssignment } from '../store/assignments.ts';
import { changeMarks } from './change-marks.ts';
import type { Classroom } from './classroom.ts';
import { askForStock } from './ready-variants.ts';

export async function changeAssignment(
  classroom: Classroom,
  proposed: Assignment,
  by: { readonly byId: string; readonly reason: string },
): Promise<void> {
  const { courseId, id: assignmentId } = proposed;
  const change = { courseId, assignmentId, ...wholeAssignment, ...by } as const;
  await changeMarks(
    classroom,
    { ...change, kind: 'assignment-changed', audited: 'assignment-changed', subjectId: null },
    async (queries) => {
      await updateAssignment(queries, proposed);
      await savePolicy(queries, proposed);
    },
  );
  await askForStock(classroom, proposed);
}
