/** Grades again as a page has shown it: the plan is made once more, and done only where it is still the same. */
import type { Assignment } from '../store/assignments.ts';
import { applyShownRegrade, type RegradeOrder } from './apply-regrade.ts';
import type { Classroom } from './classroom.ts';
import { planRegrade } from './plan-regrade.ts';

export interface ShownRegrade extends Omit<RegradeOrder, 'plan'> {
  readonly assignment: Assignment;
  readonly proposed: Assignment;
  /** Of the plan that was shown. */
  readonly digest: string;
}

export async function regradeAsShown(
  classroom: Classroom,
  { assignment, proposed, digest, ...order }: ShownRegrade,
): Promise<'done' | 'stale'> {
  const plan = await planRegrade(classroom, assignment, proposed);
  return applyShownRegrade(classroom, { ...order, plan }, digest);
}
