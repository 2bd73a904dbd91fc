/** Keeps what stands in the boxes, and which steps are shown, as long as it may still be handed in. */
import { accessTo } from '../grading/schedule.ts';
import type { Rung } from '../learning/steps-shown.ts';
import { type Draft, saveDraft } from '../store/drafts.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';

export async function keepDraft(
  { store, now }: Classroom,
  variant: StoredVariant,
  draft: Omit<Draft, 'steps' | 'savedAt'> & { readonly steps?: Rung },
): Promise<'kept' | 'over'> {
  const savedAt = now();
  if (accessTo(variant.work, savedAt).phase !== 'open') return 'over';
  await saveDraft(store, variant, { ...draft, savedAt });
  return 'kept';
}
