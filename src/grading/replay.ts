/**
 * Attempts graded again from the first to the last, as if they came in only now: a pure function of the variant, of
 * what was typed and when, and of the policy. With the engine and the policy of then it gives what was given then.
 */
import type { Variant } from '../exercise/variant.ts';
import { type GradingPolicy, gradeAttempt } from './grade-attempt.ts';
import type { AttemptResult } from './result.ts';
import { type PartStanding, standingAfter, type TryPolicy } from './standing.ts';

export interface Played {
  /** Part or step → text. */
  readonly typed: Readonly<Record<string, string>>;
  /** BCP 47, of who typed. */
  readonly locale: string;
  readonly at: Date;
  /** On task; undefined where it was not kept. */
  readonly seconds: number | undefined;
}

export interface ReplayPolicy extends TryPolicy {
  readonly grading: GradingPolicy;
  /** The fraction of a mark that is left at this time. */
  keepsAt(at: Date): string;
}

export interface Replayed {
  /** In the order of the attempts. */
  readonly results: readonly AttemptResult[];
  /** By part: of those that were answered. */
  readonly standings: ReadonlyMap<string, PartStanding>;
  /** By part: its share of each attempt that moved it; undefined where the time of an attempt was not kept. */
  readonly seconds: ReadonlyMap<string, number> | undefined;
}

export function replay(variant: Variant, attempts: readonly Played[], policy: ReplayPolicy): Replayed {
  const results = attempts.map(({ typed, locale }) => gradeAttempt(variant, typed, locale, policy.grading));
  const standings = new Map<string, PartStanding>();
  const seconds = new Map<string, number>();
  results.forEach((result, index) => {
    const attempt = attempts[index];
    if (!attempt) return;
    const moved = moveAll(standings, result, { ...policy, keeps: policy.keepsAt(attempt.at) });
    for (const part of moved)
      seconds.set(part, (seconds.get(part) ?? 0) + (attempt.seconds ?? 0) / moved.length);
  });
  const isKept = attempts.every((attempt) => attempt.seconds !== undefined);
  return { results, standings, seconds: isKept ? seconds : undefined };
}

/** Standings after one more attempt; the parts that it moved. */
export function moveAll(
  standings: Map<string, PartStanding>,
  { parts }: AttemptResult,
  { keeps, ...policy }: TryPolicy & { readonly keeps: string },
): readonly string[] {
  return parts.flatMap((part) => {
    const before = standings.get(part.part);
    const standing = standingAfter(before, part, policy, keeps);
    if (!standing || standing === before) return [];
    standings.set(part.part, standing);
    return [part.part];
  });
}
