/** Does what a plan says, for everybody or for some: results beside the attempts, progress moved, marks in the history. */
import { isDeepStrictEqual } from 'node:util';
import { engineVersion } from '../exercise/engine.ts';
import { wholeAssignment } from '../store/adjustments.ts';
import { findAssignment, updateAssignment } from '../store/assignments.ts';
import { countAttemptsIn } from '../store/attempts.ts';
import type { MarkChange } from '../store/mark-changes.ts';
import { newId } from '../store/new-id.ts';
import { moveProgress, saveRegrade, saveRegradedAttempts } from '../store/regrades.ts';
import { changeMarks } from './change-marks.ts';
import type { Classroom } from './classroom.ts';
import { recountRegraded } from './count-again.ts';
import type { RegradePlan } from './plan-regrade.ts';

export interface RegradeOrder {
  readonly plan: RegradePlan;
  /** Ids of enrolments; 'all' for everybody in the plan. */
  readonly students: 'all' | ReadonlySet<string>;
  readonly reason: string;
  readonly byId: string;
}

/** Somebody has answered, or changed the assignment, since the plan was made: make another. */
export class StalePlan extends Error {}

/** Only what was shown is done: `digest` is that of the plan that somebody looked at. */
export async function applyShownRegrade(
  classroom: Classroom,
  order: RegradeOrder,
  digest: string,
): Promise<'done' | 'stale'> {
  const { plan, students } = order;
  if (plan.digest !== digest) return 'stale';
  const everybody = students === 'all' || plan.students.every(({ enrolmentId }) => students.has(enrolmentId));
  try {
    await applyRegrade(classroom, { ...order, students: everybody ? 'all' : students });
    return 'done';
  } catch (error) {
    if (error instanceof StalePlan) return 'stale';
    throw error;
  }
}

export function applyRegrade(
  classroom: Classroom,
  { plan, students, reason, byId }: RegradeOrder,
): Promise<readonly MarkChange[]> {
  const { assignment, proposed } = plan;
  const { courseId, id: assignmentId } = assignment;
  const chosen = plan.students.filter(({ enrolmentId }) => students === 'all' || students.has(enrolmentId));
  const change = { courseId, assignmentId, ...wholeAssignment, reason, byId } as const;
  return changeMarks(
    classroom,
    { ...change, kind: 'regrade', audited: 'marks-regraded', subjectId: null },
    async (queries, createdAt) => {
      const attempts = await countAttemptsIn(queries, courseId, assignmentId);
      if (attempts !== plan.attempts) throw new StalePlan('answers came in since the plan was made');
      const current = await findAssignment(queries, courseId, assignmentId);
      if (!isDeepStrictEqual(current, assignment))
        throw new StalePlan('the assignment was changed since the plan was made');
      const made = {
        courseId,
        id: newId(createdAt),
        assignmentId,
        reason,
        engine: engineVersion,
        byId,
        createdAt,
      };
      await updateAssignment(queries, proposed);
      await saveRegrade(queries, made, proposed.policy === assignment.policy ? undefined : proposed.policy);
      await saveRegradedAttempts(
        queries,
        made,
        chosen.flatMap(({ attempts }) => attempts),
      );
      await moveProgress(
        queries,
        made,
        chosen.flatMap(({ moved }) => moved),
      );
      const again = chosen.filter(({ moved, attempts: own }) => moved.length + own.length > 0);
      await recountRegraded(
        queries,
        assignment,
        again.map(({ enrolmentId }) => enrolmentId),
      );
    },
  );
}
