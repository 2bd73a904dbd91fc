/**
 * The next hint on the part that is to be answered next, some seconds after the last one. The level taken is kept,
 * since the last one counts.
 */
import { secondsToNextHint } from '../grading/hint-pause.ts';
import { recordHint } from '../store/hints.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';

const mostHints = 3;

export async function takeHint(
  { store, now }: Classroom,
  { progress, ...variant }: StoredVariant,
): Promise<'taken' | 'early' | 'none'> {
  const at = now();
  const times = progress.map(({ hintedAt }) => hintedAt);
  if (secondsToNextHint(times, at) > 0) return 'early';
  const closed = new Set(progress.filter((standing) => standing.closed).map(({ part }) => part));
  const part = variant.variant.parts.find(({ id }) => !closed.has(id))?.id;
  if (part === undefined) return 'none';
  const taken = progress.find((each) => each.part === part)?.hints ?? 0;
  await recordHint(store, variant, { part, level: Math.min(taken + 1, mostHints), at });
  return 'taken';
}
