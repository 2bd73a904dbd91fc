/**
 * A submission: load the frozen variant, grade it (pure), record attempt, progress, skills and counts in one
 * statement. What may not be told yet teaches us nothing: the pages of skills would tell it. Sent twice it is one
 * attempt; two at once are graded one after the other; where marks are changed meanwhile it is graded again.
 */
import { setTimeout } from 'node:timers/promises';
import { gradeAttempt } from '../grading/grade-attempt.ts';
import type { AttemptResult } from '../grading/result.ts';
import { gradingOf } from '../store/assignments.ts';
import { newId } from '../store/new-id.ts';
import type { Submission } from '../store/record-attempts.ts';
import { standingWith } from '../store/standing-with.ts';
import { findVariant, type StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { circumstancesOf, effectOf } from './effect-of-attempt.ts';

export interface Submitted {
  readonly variant: StoredVariant;
  /** From the form: the same key again is the same submission. */
  readonly submissionKey: string;
  /** Part id → text. */
  readonly typed: Readonly<Record<string, string>>;
  /** BCP 47, of who typed. */
  readonly locale: string;
  /** When it was handed in, where that is not now. */
  readonly at?: Date;
}

const mostRetries = 5;
/** A change of marks in a large class takes seconds, and answers are taken again after it. */
const patienceMs = 120_000;
const longestPauseMs = 1000;

/** The result of the attempt that is stored under this key. */
export async function submitAnswer(classroom: Classroom, submitted: Submitted): Promise<AttemptResult> {
  return (await record(classroom, submitted)).result;
}

/** The variant as it stands with the attempt, without another look at the database where that is known. */
export async function answerVariant(classroom: Classroom, submitted: Submitted): Promise<StoredVariant> {
  const { courseId, id } = submitted.variant;
  const stored =
    (await record(classroom, submitted)).after ?? (await findVariant(classroom.store, courseId, id));
  if (!stored) throw new Error('a variant that was just answered is there');
  return stored;
}

async function record(
  classroom: Classroom,
  submitted: Submitted,
): Promise<{ readonly result: AttemptResult; readonly after?: StoredVariant }> {
  let { variant } = submitted;
  const { at = classroom.now() } = submitted;
  for (let retries = 0, waited = 0, pause = 25; retries < mostRetries && waited < patienceMs; ) {
    const submission = submissionOf({ ...submitted, variant, at });
    const outcome = await classroom.store.attempts.record(submission);
    if (outcome.kind === 'duplicate') return outcome;
    if (outcome.kind === 'recorded')
      return { result: submission.result, after: standingWith(variant, submission) };
    const before = variant;
    variant = (await findVariant(classroom.store, variant.courseId, variant.id)) ?? variant;
    if (variant.attempts !== before.attempts || variant.marksVersion !== before.marksVersion) retries++;
    else {
      await setTimeout(pause);
      waited += pause;
      pause = Math.min(2 * pause, longestPauseMs);
    }
  }
  throw new Error('other submissions or a change of marks came first, again and again');
}

function submissionOf({
  variant: stored,
  submissionKey,
  typed,
  locale,
  at,
}: Submitted & { readonly at: Date }): Submission {
  const result = gradeAttempt(stored.variant, typed, locale, gradingOf(stored.policy));
  const circumstances = circumstancesOf(stored, at);
  const { courseId, enrolmentId, assignmentId, position } = stored;
  const id = newId();
  return {
    courseId,
    enrolmentId,
    assignmentId,
    position,
    marksVersion: stored.marksVersion,
    id,
    variantId: stored.id,
    variantNumber: stored.number,
    attemptNumber: stored.attempts + 1,
    submissionKey,
    typed,
    locale,
    result,
    circumstances,
    createdAt: at,
    ...effectOf({ attemptId: id, stored, result, at, circumstances }),
  };
}
