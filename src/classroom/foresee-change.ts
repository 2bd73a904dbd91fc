/** What a change of an assignment that is under way does to whom: counted before anything is done. */
import { type Access, accessTo, type Work } from '../grading/schedule.ts';
import type { Assignment } from '../store/assignments.ts';
import { listVariantsIn } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { type PlannedStudent, planRegrade, type RegradePlan } from './plan-regrade.ts';

export interface Foreseen {
  /** Students who have opened an exercise of it. */
  readonly started: number;
  /** Of those: for whom it closes now, or opens again, or whose time ends at another moment. */
  readonly closing: number;
  readonly reopening: number;
  readonly otherEnd: number;
  /** What grading again would do. */
  readonly plan: ShownPlan;
}

/** A plan as a page shows it: of the attempts with another result, the ids. */
export type ShownPlan = Omit<RegradePlan, 'students'> & { readonly students: readonly ShownStudent[] };
export type ShownStudent = Omit<PlannedStudent, 'attempts'> & { readonly attempts: readonly string[] };

export async function foreseeChange(
  classroom: Classroom,
  assignment: Assignment,
  proposed: Assignment,
): Promise<Foreseen> {
  const variants = await listVariantsIn(classroom.store, assignment.courseId, assignment.id);
  const works = [...new Map(variants.map(({ enrolmentId, work }) => [enrolmentId, work])).values()];
  const now = classroom.now();
  const pairs = works.map((work): readonly [Access, Access] => [
    accessTo(work, now),
    accessTo({ ...work, schedule: proposed.policy } satisfies Work, now),
  ]);
  const count = (isSo: (before: Access, after: Access) => boolean): number =>
    pairs.filter(([before, after]) => isSo(before, after)).length;
  return {
    started: works.length,
    closing: count((before, after) => before.phase === 'open' && after.phase !== 'open'),
    reopening: count((before, after) => before.phase !== 'open' && after.phase === 'open'),
    otherEnd: count(
      (before, after) => before.phase === 'open' && before.endsAt?.getTime() !== after.endsAt?.getTime(),
    ),
    plan: shown(await planRegrade(classroom, assignment, proposed)),
  };
}

const shown = ({ students, ...plan }: RegradePlan): ShownPlan => ({
  ...plan,
  students: students.map(({ attempts, ...student }) => ({
    ...student,
    attempts: attempts.map(({ attemptId }) => attemptId),
  })),
});
