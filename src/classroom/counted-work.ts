/** What a submission adds to the counts of the class, so that no page ever reads attempts. */
import { keyOf } from '../exercise/key.ts';
import type { Part, Variant } from '../exercise/variant.ts';
import type { AttemptResult, PartResult, Verdict } from '../grading/result.ts';
import type { PartStanding } from '../grading/standing.ts';
import type { AnswerEvent } from '../learning/stuck.ts';
import { secondsOnTask } from '../learning/time-on-task.ts';
import type { FirstTry } from '../store/record-attempts.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { GradedAttempt } from './effect-of-attempt.ts';

/** A graded attempt, with the standings that it changed. */
export interface CountedAttempt extends GradedAttempt {
  readonly moved: readonly PartStanding[];
}

/** Parts answered for the first time, if this is the student's first variant at its place. */
export function firstTriesOf(graded: CountedAttempt): readonly FirstTry[] {
  const { stored, result, moved } = graded;
  if (stored.number !== 1) return [];
  const before = new Map(stored.progress.map((standing) => [standing.part, standing]));
  const first = moved.filter(({ part, firstVerdict }) => firstVerdict && !before.get(part)?.firstVerdict);
  return first.flatMap(({ part }) => {
    const asked = stored.variant.parts.find(({ id }) => id === part);
    const answer = result.parts.find((each) => each.part === part);
    return asked && answer ? [firstTry(graded, asked, answer)] : [];
  });
}

/** A mistake counts only over the opportunities in which this variant could have shown it. */
function firstTry({ attemptId, stored, result }: CountedAttempt, part: Part, answer: PartResult): FirstTry {
  const { variant } = stored;
  const best = bestMistake(result, part.id);
  const shows = variant.certificate.parts[part.id]?.shows ?? [];
  const showable = new Set(shows.map((form) => form.split('.')[0] ?? ''));
  const right = answer.verdict.kind === 'right';
  const example = {
    attempt: attemptId,
    variant: stored.id,
    enrolment: stored.enrolmentId,
    typed: answer.typed,
    right: rightAnswer(variant, part),
  };
  return {
    part: part.id,
    quantity: part.quantity,
    right,
    outcome: right ? 'right' : (best ?? unexplained(answer.verdict)),
    example: right ? null : example,
    mistakes: [...showable].map((mistake) => ({ mistake, shown: mistake === best })),
  };
}

const bestMistake = ({ diagnosis }: AttemptResult, part: string): string | undefined =>
  diagnosis.candidates.find(({ explains }) => explains.includes(part))?.mistake;

const unexplained = ({ kind }: Verdict): string => (kind === 'wrong' ? 'unexplained' : kind);

const rightAnswer = (variant: Variant, part: Part): string =>
  part.kind === 'number'
    ? keyOf(variant, part.quantity).decimal
    : (variant.certificate.parts[part.id]?.key ?? '');

/** What the rules about stuck students look at; undefined where nothing new was tried. */
export function eventOf({
  attemptId,
  stored,
  result,
  at,
  moved,
  circumstances,
}: CountedAttempt): AnswerEvent | undefined {
  const before = new Map(stored.progress.map(({ part, tries }) => [part, tries]));
  const tried = moved.filter(({ part, tries }) => tries > (before.get(part) ?? 0));
  if (tried.length === 0) return undefined;
  const parts = (isFine: boolean) =>
    tried.flatMap(({ part, lastVerdict }) => (fine.has(lastVerdict) === isFine ? [part] : []));
  return {
    kind: 'answers',
    at: at.toISOString(),
    attempt: attemptId,
    variant: stored.id,
    position: stored.position,
    seconds: circumstances.seconds,
    wrong: parts(false),
    right: parts(true),
    mistake: result.diagnosis.candidates[0]?.mistake ?? null,
  };
}

const fine: ReadonlySet<Verdict['kind']> = new Set<Verdict['kind']>(['right', 'follow-through']);

/**
 * Since the student opened the variant, answered there or took a hint, whichever was last; pauses cut. In whole seconds,
 * so that sums of them are the same in any order.
 */
export function secondsSince({ createdAt, last, progress }: StoredVariant, at: Date): number {
  const seen = [createdAt, last?.createdAt, ...progress.map(({ hintedAt }) => hintedAt)];
  const latest = Math.max(...seen.flatMap((time) => (time ? [time.getTime()] : [])));
  return Math.round(secondsOnTask(new Date(latest), at));
}
