/**
 * A submission: load the frozen variant, grade it (pure), record attempt, progress and counts in one
 * statement. Sent twice it is one attempt; two at once are graded one after the other.
 */
import type { Variant } from '../exercise/variant.ts';
import { gradeAttempt } from '../grading/grade-attempt.ts';
import type { AttemptResult, PartResult } from '../grading/result.ts';
import { accessTo } from '../grading/schedule.ts';
import { type PartStanding, standingAfter } from '../grading/standing.ts';
import { newId } from '../store/new-id.ts';
import type { FirstTry, Submission } from '../store/record-attempts.ts';
import { findVariant, type StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';

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
  let { variant } = submitted;
  for (let retry = 0; retry < mostRetries; retry++) {
    const submission = submissionOf(classroom, { ...submitted, variant });
    const outcome = await classroom.store.attempts.record(submission);
    if (outcome.kind === 'duplicate') return outcome.result;
    if (outcome.kind === 'recorded') return submission.result;
    variant = (await findVariant(classroom.store, variant.courseId, variant.id)) ?? variant;
  }
  throw new Error('other submissions of the same variant came first, again and again');
}

function submissionOf(
  classroom: Classroom,
  { variant: stored, submissionKey, typed, locale, at = classroom.now() }: Submitted,
): Submission {
  const result = gradeAttempt(stored.variant, typed, locale);
  const before = new Map(stored.progress.map((standing) => [standing.part, standing]));
  const { keeps } = accessTo(stored.work, at);
  const moved = result.parts.flatMap((part) => {
    const standing = standingAfter(before.get(part.part), part, stored.policy, keeps);
    return standing && standing !== before.get(part.part) ? [standing] : [];
  });
  const { courseId, enrolmentId, assignmentId, position } = stored;
  return {
    courseId,
    enrolmentId,
    assignmentId,
    position,
    id: newId(),
    variantId: stored.id,
    variantNumber: stored.number,
    attemptNumber: stored.attempts + 1,
    submissionKey,
    typed,
    result,
    createdAt: at,
    progress: moved,
    skills: [],
    firstTries: stored.number === 1 ? firstTriesOf(stored.variant, result, before, moved) : [],
  };
}

function firstTriesOf(
  variant: Variant,
  result: AttemptResult,
  before: ReadonlyMap<string, PartStanding>,
  moved: readonly PartStanding[],
): readonly FirstTry[] {
  const first = moved.filter(({ part, firstVerdict }) => firstVerdict && !before.get(part)?.firstVerdict);
  return first.flatMap(({ part }) => {
    const graded = result.parts.find((each) => each.part === part);
    return graded ? [firstTry(variant, result, graded)] : [];
  });
}

/** A mistake counts only over the opportunities in which this variant could have shown it. */
function firstTry(variant: Variant, { diagnosis }: AttemptResult, { part, verdict }: PartResult): FirstTry {
  const [best] = diagnosis.candidates.filter(({ explains }) => explains.includes(part));
  const shows = variant.certificate.parts[part]?.shows ?? [];
  const showable = new Set(shows.map((form) => form.split('.')[0] ?? ''));
  return {
    part,
    right: verdict.kind === 'right',
    mistakes: [...showable].map((mistake) => ({ mistake, shown: mistake === best?.mistake })),
  };
}
