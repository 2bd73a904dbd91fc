/** Which steps the page of a stored variant shows, as boxes or worked out. */
import { isStepId, stepsTo } from '../exercise/steps.ts';
import { type ShownSteps, stepsShown } from '../learning/steps-shown.ts';
import type { StoredVariant } from '../store/variants.ts';

export type SteppedVariant = Pick<StoredVariant, 'variant' | 'skills' | 'work' | 'draft' | 'last'>;

export function shownSteps({ variant, work, draft, skills, last }: SteppedVariant): ShownSteps {
  const steps = stepsTo(variant);
  const asked = variant.parts.map(({ quantity }) => quantity);
  const latest = last && Object.keys(last.typed).filter(isStepId);
  const wish = draft?.steps ?? null;
  return stepsShown({ steps, asked, mode: work.mode, wish, skills, ...(latest && { latest }) });
}
