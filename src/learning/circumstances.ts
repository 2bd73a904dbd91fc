/**
 * What an attempt came with beside what was typed, as far as counts and skills depend on it: kept with the attempt, so
 * that it can be counted again as it was counted first.
 */
export interface Circumstances {
  /** Whole ones, on task, since the student was last seen at the variant. */
  readonly seconds: number;
  /** Quantities whose numbers the page had given away, worked out. */
  readonly told: readonly string[];
  /** Parts whose last hint had been taken. */
  readonly hinted: readonly string[];
  /** Whether verdicts might be shown at once: what is not told yet teaches nothing. */
  readonly revealed: boolean;
}
