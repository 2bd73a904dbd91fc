/** A teacher has seen why a student is stuck. The rule speaks again when it happens anew. */
import type { StuckRule } from '../learning/stuck.ts';
import { saveDismissal } from '../store/class-work.ts';
import type { Classroom } from './classroom.ts';

export interface DismissedAlert {
  readonly courseId: string;
  readonly assignmentId: string;
  readonly enrolmentId: string;
  readonly rule: StuckRule;
  /** The enrolment of who dismisses it. */
  readonly dismissedBy: string;
}

export const dismissAlert = ({ store, now }: Classroom, alert: DismissedAlert): Promise<void> =>
  saveDismissal(store, { ...alert, dismissedAt: now() });
