/**
 * Whatever changes marks otherwise than by answering goes through here: in one transaction the change is made, each
 * student's mark before and after it is kept in the history, and the audit log says who did it.
 */

import { showRational } from '../number/rational.ts';
import type { MarkPlace } from '../store/adjustments.ts';
import { findAssignment } from '../store/assignments.ts';
import { type AuditedAction, recordAudit } from '../store/audit.ts';
import type { Queries } from '../store/database.ts';
import { listEnrolments } from '../store/enrolments.ts';
import { holdMarks } from '../store/hold-marks.ts';
import { type MarkChange, type MarkChangeKind, recordMarkChanges } from '../store/mark-changes.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';
import { workOutMarks } from './list-marks.ts';

export interface ChangeOfMarks extends MarkPlace {
  readonly courseId: string;
  readonly assignmentId: string;
  readonly kind: MarkChangeKind;
  readonly audited: AuditedAction;
  /** The student it is about; null for everybody. */
  readonly subjectId: string | null;
  readonly reason: string;
  /** The enrolment of who does it. */
  readonly byId: string;
}

/** Says whose marks changed. `make` is given the transaction; it may run more than once, but only once for good. */
export async function changeMarks(
  classroom: Classroom,
  change: ChangeOfMarks,
  make: (queries: Queries, now: Date) => Promise<void>,
): Promise<readonly MarkChange[]> {
  const { courseId, assignmentId, byId, subjectId } = change;
  const exercises = await listExercises(classroom, courseId);
  const people = (await listEnrolments(classroom.store, courseId)).map(({ id }) => id);
  const now = classroom.now();
  const marksIn = async (queries: Queries): Promise<(enrolmentId: string) => string | null> => {
    const assignment = await findAssignment(queries, courseId, assignmentId);
    if (!assignment) throw new Error(`there is no assignment ${assignmentId}`);
    const markOf = await workOutMarks(queries, [assignment], exercises);
    return (enrolmentId) => {
      const { mark } = markOf(enrolmentId, assignment);
      return mark ? showRational(mark) : null;
    };
  };
  return holdMarks(classroom.store, courseId, async (queries) => {
    const before = await marksIn(queries);
    await make(queries, now);
    const after = await marksIn(queries);
    const changes = people.flatMap((enrolmentId): readonly MarkChange[] => {
      const marks = { before: before(enrolmentId), after: after(enrolmentId) };
      return marks.before === marks.after ? [] : [{ ...changeOf(change, now), enrolmentId, ...marks }];
    });
    await recordMarkChanges(queries, courseId, changes);
    const detail = { assignment: assignmentId, changed: `${changes.length}` };
    const entry = { courseId, actorId: byId, action: change.audited, subjectId, detail, createdAt: now };
    await recordAudit(queries, entry);
    return changes;
  });
}

const changeOf = ({ assignmentId, kind, position, part, reason, byId }: ChangeOfMarks, createdAt: Date) => ({
  assignmentId,
  kind,
  position,
  part,
  reason,
  byId,
  createdAt,
});
