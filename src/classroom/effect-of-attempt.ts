/**
 * What a graded attempt does to progress, skills and counts: the same when it comes in (submit-answer.ts) and when it
 * is counted again (count-again.ts).
 */
import type { AttemptResult } from '../grading/result.ts';
import { accessTo } from '../grading/schedule.ts';
import { type PartStanding, standingAfter } from '../grading/standing.ts';
import type { Circumstances } from '../learning/circumstances.ts';
import { type Answered, evidenceIn, lastHint } from '../learning/evidence.ts';
import { learnFrom } from '../learning/learn-from.ts';
import { skillTries } from '../learning/learning-curve.ts';
import type { Submission } from '../store/record-attempts.ts';
import type { StoredVariant } from '../store/variants.ts';
import { eventOf, firstTriesOf, secondsSince } from './counted-work.ts';
import { shownSteps } from './shown-steps.ts';

/** The variant as the attempt found it. */
export interface GradedAttempt {
  readonly attemptId: string;
  readonly stored: StoredVariant;
  readonly result: AttemptResult;
  readonly at: Date;
  readonly circumstances: Circumstances;
}

export type Effect = Pick<Submission, 'progress' | 'skills' | 'skillTries' | 'firstTries' | 'event'>;

export function effectOf(attempt: GradedAttempt): Effect {
  const { stored, at, circumstances } = attempt;
  const progress = movedBy(attempt);
  const counted = { ...attempt, moved: progress };
  const answered = answeredIn(attempt);
  const { revealed } = circumstances;
  return {
    progress,
    skills: revealed ? learnFrom(stored.skills, answered, at) : [],
    skillTries: revealed ? skillTries(stored.skills, evidenceIn(answered)) : [],
    firstTries: firstTriesOf(counted),
    event: eventOf(counted) ?? null,
  };
}

/** Where each part stands that it moved. */
export function movedBy({
  stored,
  result,
  at,
}: Omit<GradedAttempt, 'circumstances'>): readonly PartStanding[] {
  const before = new Map(stored.progress.map((standing) => [standing.part, standing]));
  const { keeps } = accessTo(stored.work, at);
  return result.parts.flatMap((part) => {
    const standing = standingAfter(before.get(part.part), part, stored.policy, keeps);
    return standing && standing !== before.get(part.part) ? [standing] : [];
  });
}

/** What it says about skills, where it may. */
export const answeredIn = ({ stored, result, circumstances }: GradedAttempt): Answered => ({
  variant: stored.variant,
  result,
  before: stored.progress,
  last: stored.last?.result,
  told: circumstances.told,
  hinted: circumstances.hinted,
});

/** Of an attempt at this time, as far as they can be told from how the variant stands. */
export function circumstancesOf(stored: StoredVariant, at: Date): Circumstances {
  const worked = stored.work.mode === 'practice' ? shownSteps(stored).worked : [];
  return {
    seconds: secondsSince(stored, at),
    told: worked.map(({ quantity }) => quantity),
    hinted: stored.progress.flatMap(({ part, hints }) => (hints >= lastHint ? [part] : [])),
    revealed: accessTo(stored.work, at).revealed,
  };
}
