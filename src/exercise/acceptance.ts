/** How many draws of an exercise become a variant, and what refused the others. Bounded by draws and by time. */
import type { Definition } from './definition.ts';
import { makeVariant } from './make-variant.ts';

export interface Acceptance {
  readonly draws: number;
  readonly accepted: number;
  /** What failed most; '' where every draw was accepted. */
  readonly constraint: string;
}

/**
 * Draws one at a time, each from a seed of its own, until there are `most` draws or `goOn` says no; at least one.
 * Stops also once `enough` are accepted.
 */
export function measureAcceptance(
  definition: Definition,
  { seed, most, enough = most, goOn = () => true }: Measure,
): Acceptance {
  const failures = new Map<string, number>();
  let [draws, accepted] = [0, 0];
  do {
    const made = makeVariant(definition, `${seed} ${draws}`, 1);
    draws++;
    if (made.kind === 'variant') accepted++;
    else failures.set(made.constraint, (failures.get(made.constraint) ?? 0) + 1);
  } while (draws < most && accepted < enough && goOn());
  const [constraint = ''] = [...failures].sort((left, right) => right[1] - left[1])[0] ?? [];
  return { draws, accepted, constraint };
}

export interface Measure {
  readonly seed: string;
  readonly most: number;
  readonly enough?: number;
  /** Asked after each draw: whether there is time for another. */
  readonly goOn?: () => boolean;
}
