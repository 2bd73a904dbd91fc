/** What a student is told of where they stand: nothing before it is revealed; once it is over, every part is closed. */
import type { Access } from '../grading/schedule.ts';
import { type PartStanding, untouched } from '../grading/standing.ts';
import type { StoredVariant } from '../store/variants.ts';

export function toldProgress(
  { variant, progress }: Pick<StoredVariant, 'variant' | 'progress'>,
  access: Access,
): readonly PartStanding[] {
  if (!access.revealed) return [];
  if (access.phase !== 'over') return progress;
  return variant.parts.map(({ id }) => ({
    ...(progress.find(({ part }) => part === id) ?? untouched(id)),
    closed: true,
  }));
}
