/**
 * Time on task: from when a student was last seen at a variant to the answer, pauses cut. Whoever thinks
 * for longer than the cut counts as having thought so long; it is never a grade.
 */
export const idleCutMinutes = 5;

/** Seconds on task between two instants: never negative, at most the idle cut. */
export function secondsOnTask(from: Date, to: Date): number {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return Math.min(Math.max(0, seconds), idleCutMinutes * 60);
}
