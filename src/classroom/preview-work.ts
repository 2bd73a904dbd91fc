/**
 * An assignment as a student would have it at the moments that differ, and an exercise of it that nobody has: drawn,
 * answered and graded in memory, by the functions that students' work goes through, and never stored.
 */
import type { Variant } from '../exercise/variant.ts';
import { gradeAttempt } from '../grading/grade-attempt.ts';
import { accessTo, endOf, type Work } from '../grading/schedule.ts';
import { untouched } from '../grading/standing.ts';
import { minuteMs } from '../number/durations.ts';
import { type Assignment, gradingOf, toGrade } from '../store/assignments.ts';
import type { Draft } from '../store/drafts.ts';
import type { StoredVariant } from '../store/variants.ts';
import { effectOf } from './effect-of-attempt.ts';

export const momentNames = ['early', 'waiting', 'open', 'late', 'handed-in', 'over'] as const;
export type MomentName = (typeof momentNames)[number];

export interface Moment {
  readonly name: MomentName;
  readonly at: Date;
  readonly work: Work;
}

const after = (time: Date, minutes: number): Date => new Date(time.getTime() + minutes * minuteMs);

/** In the order in which a student meets them; those that this assignment has. */
export function momentsOf({ mode, policy }: Assignment, now: Date): readonly Moment[] {
  const opensAt = policy.opensAt === null ? null : new Date(policy.opensAt);
  const dueAt = policy.dueAt === null ? null : new Date(policy.dueAt);
  const workWith = (sitting: Work['sitting']): Work => ({ mode, schedule: policy, extension: null, sitting });
  const open = whileOpen(opensAt, dueAt, now);
  const started = { startedAt: open, handedInAt: null };
  const handedIn = { startedAt: open, handedInAt: after(open, 1) };
  const end = endOf(workWith(null));
  const isExam = mode === 'exam';
  const moment = (name: MomentName, at: Date | null | undefined, sitting: Work['sitting'] = null) =>
    at ? [{ name, at, work: workWith(sitting) }] : [];
  return [
    ...moment('early', opensAt && after(opensAt, -1)),
    ...moment('waiting', isExam ? open : null),
    ...moment('open', open, isExam ? started : null),
    ...moment('late', !isExam && policy.late && dueAt ? after(dueAt, 1) : null),
    ...moment('handed-in', isExam ? handedIn.handedInAt : null, handedIn),
    ...moment('over', end, isExam ? handedIn : null),
  ];
}

/** Now where that fits, else the nearest minute at which it is open. */
function whileOpen(opensAt: Date | null, dueAt: Date | null, now: Date): Date {
  const beforeDue = dueAt && now >= dueAt ? after(dueAt, -1) : now;
  return opensAt && beforeDue < opensAt ? opensAt : beforeDue;
}

export interface Pretended {
  readonly assignment: Assignment;
  readonly position: number;
  readonly drawn: Variant;
  readonly moment: Moment;
}

/** A variant that nobody has opened before. */
export function pretendVariant({ assignment, position, drawn, moment }: Pretended): StoredVariant {
  const { courseId, id: assignmentId, policy, title, exercises } = assignment;
  const next = exercises.find((each) => each.position > position)?.position ?? null;
  return {
    ...{ courseId, id: 'preview', enrolmentId: '', assignmentId, position, number: 1 },
    ...{
      drawn,
      variant: toGrade(drawn, policy, position),
      policy,
      work: moment.work,
      assignmentTitle: title,
      marksVersion: 0,
    },
    ...{ createdAt: moment.at, nextPosition: next, attempts: 0, last: undefined, progress: [], skills: [] },
    comments: [],
    draft: undefined,
  };
}

/** After the first try at it. */
export function pretendAnswer(
  stored: StoredVariant,
  { typed, locale, at }: { readonly typed: Draft['typed']; readonly locale: string; readonly at: Date },
): StoredVariant {
  const result = gradeAttempt(stored.variant, typed, locale, gradingOf(stored.policy));
  const circumstances = { seconds: 0, told: [], hinted: [], revealed: accessTo(stored.work, at).revealed };
  const { progress } = effectOf({ attemptId: 'preview', stored, result, at, circumstances });
  const moved = progress.map((standing) => ({ ...standing, hintedAt: null, seconds: 0 }));
  return { ...stored, attempts: 1, last: { typed, result, createdAt: at }, progress: moved };
}

/** With boxes filled in, steps shown as wanted, and so many hints on the first part. */
export function pretendDraft(
  stored: StoredVariant,
  { hints, ...draft }: Draft & { readonly hints: number },
): StoredVariant {
  const [first] = stored.variant.parts;
  const hinted = first && hints > 0 ? [{ ...untouched(first.id), hints, hintedAt: null, seconds: 0 }] : [];
  return { ...stored, draft, progress: hinted };
}
