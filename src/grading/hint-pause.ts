/** Hints come a few seconds apart: whoever presses through them to the last has read none (Aleven et al. 2006). */
export const hintPauseSeconds = 10;

/** Whole seconds until the next hint; 0: now. `hintedAt`: when each part got its last one. */
export function secondsToNextHint(hintedAt: readonly (Date | null)[], now: Date): number {
  const last = Math.max(...hintedAt.map((at) => at?.getTime() ?? 0), 0);
  const left = hintPauseSeconds + (last - now.getTime()) / 1000;
  // One that was taken long after now was taken before the clock was set back; a little after, by another server's clock.
  if (left > 2 * hintPauseSeconds) return 0;
  return Math.min(hintPauseSeconds, Math.max(0, Math.ceil(left)));
}
