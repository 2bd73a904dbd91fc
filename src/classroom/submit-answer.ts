/**
 * A submission: load the frozen variant, grade it (pure), record attempt, progress, skills and counts in one
 * statement. What may not be told yet teaches us nothing: the pages of skills would tell it. Sent twice it is one
 * attempt; two at once are graded one after the other.
 */
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
  for (let retry = 0; retry < mostRetries; retry++) {
    const submission = submissionOf(classroom, { ...submitted, variant });
    const outcome = await classroom.store.attempts.record(submission);
    if (outcome.kind === 'duplicate') return outcome;
    if (outcome.kind === 'recorded')
      return { result: submission.result, after: standingWith(variant, submission) };
    variant = (await findVariant(classroom.store, variant.courseId, variant.id)) ?? variant;
  }
  throw new Error('other submissions of the same variant came first, again and again');
}

function submissionOf(
  classroom: Classroom,
  { variant: stored, submissionKey, typed, locale, at = classroom.now() }: Submitted,
): Submission {
  const result = gradeAttempt(stored.variant, typed, locale, gradingOf(stored.policy));
  const circumstances = circumstancesOf(stored, at);
  const { courseId, enrolmentId, assignmentId, position } = stored;
  const id = newId();
  return {
    courseId,
    enrolmentId,
    assignmentId,
    position,
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
