/** What should stand in a column: students' marks under its policy, and from when on they may go. */

import { listExercises } from '../../classroom/find-exercise.ts';
import { assignmentMark } from '../../classroom/gradebook.ts';
import { grouped } from '../../classroom/grouped.ts';
import { accessTo, dueOf, type Work } from '../../grading/schedule.ts';
import { showRational } from '../../number/rational.ts';
import { listAdjustments } from '../../store/adjustments.ts';
import { findAssignment } from '../../store/assignments.ts';
import type { LineItem } from '../../store/line-items.ts';
import { listProgress, type ProgressRow } from '../../store/progress.ts';
import { findWork } from '../../store/sittings.ts';
import type { Tool } from '../lti/lti.ts';

export interface Owed {
  /** A fraction; null where there is none. */
  readonly mark: string | null;
  /** Every part of every exercise is closed. */
  readonly complete: boolean;
}

/** Of everybody who has a mark or had one, by enrolment; or of one student alone, without reading the class. */
export async function workOut(
  tool: Tool,
  item: LineItem,
  only?: string,
): Promise<(enrolmentId: string) => Owed> {
  const { courseId, assignmentId, counts } = item;
  const [assignment, exercises, progress, adjustments] = await Promise.all([
    findAssignment(tool.store, courseId, assignmentId),
    listExercises(tool, courseId),
    listProgress(tool.store, courseId, assignmentId, only),
    listAdjustments(tool.store, courseId, assignmentId),
  ]);
  const byStudent = grouped(progress, ({ enrolmentId }) => enrolmentId);
  return (enrolmentId) => {
    const all = byStudent.get(enrolmentId) ?? [];
    if (!assignment) return { mark: null, complete: false };
    const rows = counted(all, counts);
    const { mark } = assignmentMark(assignment, { exercises, adjustments }, { enrolmentId, rows });
    const complete = assignment.exercises.every(({ position, exercise }) => {
      const closed = new Set(
        all.filter((row) => row.position === position && row.closed).map(({ part }) => part),
      );
      return closed.size >= (exercises.get(exercise)?.parts.length ?? 1);
    });
    return { mark: mark ? showRational(mark) : null, complete };
  };
}

/** 'best' leaves the choice to the mark itself, which takes the best variant of each exercise. */
export function counted(rows: readonly ProgressRow[], counts: LineItem['counts']): readonly ProgressRow[] {
  if (counts === 'best') return rows;
  return [...grouped(rows, ({ position }) => `${position}`).values()].flatMap((here) => {
    const numbers = here.map(({ number }) => number);
    const chosen = counts === 'last' ? Math.max(...numbers) : Math.min(...numbers);
    return here.filter(({ number }) => number === chosen);
  });
}

export type Turn =
  | { readonly kind: 'now' }
  | { readonly kind: 'at'; readonly at: Date }
  | { readonly kind: 'when-asked' };

const lookAgainMs = 10 * 60_000;

/** Whether a mark may go now. Before results are told here, they are not told there. */
export function turnOf(item: LineItem, work: Work, { complete }: Owed, now: Date): Turn {
  if (!accessTo(work, now).revealed) return { kind: 'at', at: new Date(now.getTime() + lookAgainMs) };
  const due = dueOf(work);
  switch (item.sends) {
    case 'at-once':
      return { kind: 'now' };
    case 'when-complete':
      return complete ? { kind: 'now' } : { kind: 'when-asked' };
    case 'at-due-date':
      if (due === null) return { kind: 'when-asked' };
      return due <= now ? { kind: 'now' } : { kind: 'at', at: due };
    case 'by-hand':
      return { kind: 'when-asked' };
  }
}

export const findWorkOf = ({ store }: Tool, { courseId, assignmentId }: LineItem, enrolmentId: string) =>
  findWork(store, { courseId, assignmentId, enrolmentId });
