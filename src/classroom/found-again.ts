/** Attempts in the order in which they came, each with its variant as it found it, had it been graded then as it is now. */

import type { Circumstances } from '../learning/circumstances.ts';
import type { StoredAttempt } from '../store/attempts.ts';
import type { PartProgress } from '../store/progress.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { CountedAttempt } from './counted-work.ts';
import { circumstancesOf, movedBy } from './effect-of-attempt.ts';

export interface FoundAgain extends CountedAttempt {
  /** The variant as it is today. */
  readonly now: StoredVariant;
  /** Whether its circumstances were kept; else they are worked out, as far as they can be. */
  readonly isKept: boolean;
}

/** Attempts of other variants are left out. */
export function* foundAgain(
  variants: readonly StoredVariant[],
  attempts: readonly StoredAttempt[],
): Generator<FoundAgain> {
  const today = new Map(variants.map((variant) => [variant.id, variant]));
  const then = new Map(variants.map((variant) => [variant.id, asOpened(variant)]));
  for (const attempt of [...attempts].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    const { variantId, id: attemptId, createdAt: at } = attempt;
    const [now, stored] = [today.get(variantId), then.get(variantId)];
    if (!now || !stored) continue;
    const result = attempt.regraded ?? attempt.result;
    const circumstances = attempt.circumstances ?? likelyCircumstances(now, stored, at);
    const moved = movedBy({ attemptId, stored, result, at });
    const isKept = attempt.circumstances !== undefined;
    yield { attemptId, stored, result, at, circumstances, moved, now, isKept };
    const last = { typed: attempt.typed, result, createdAt: at };
    then.set(variantId, { ...stored, attempts: attempt.number, last, progress: after(stored, moved) });
  }
}

const asOpened = (variant: StoredVariant): StoredVariant => ({
  ...variant,
  attempts: 0,
  last: undefined,
  progress: [],
});

function after({ progress }: StoredVariant, moved: CountedAttempt['moved']): readonly PartProgress[] {
  const parts = new Set(moved.map(({ part }) => part));
  return [
    ...progress.filter(({ part }) => !parts.has(part)),
    ...moved.map((standing) => ({ ...standing, hintedAt: null, seconds: 0 })),
  ];
}

/** With the hints of which it is known that they were taken before. */
function likelyCircumstances(now: StoredVariant, stored: StoredVariant, at: Date): Circumstances {
  const hinted = now.progress.filter(({ hintedAt }) => hintedAt !== null && hintedAt <= at);
  const { sitting } = stored.work;
  const open = sitting?.handedInAt && sitting.handedInAt >= at ? { ...sitting, handedInAt: null } : sitting;
  const then = { ...stored, progress: hinted, work: { ...stored.work, sitting: open } };
  return { ...circumstancesOf(then, at), told: [] };
}
