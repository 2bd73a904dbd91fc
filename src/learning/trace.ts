/**
 * Bayesian knowledge tracing (Corbett and Anderson 1995) with fixed parameters: how likely it is that a skill is known
 * after a try at it.
 *
 * right: P(known | right) = p(1 − slip) / (p(1 − slip) + (1 − p)guess)
 * wrong: P(known | wrong) = p·slip / (p·slip + (1 − p)(1 − guess))
 * then P ← P + (1 − P)·learn.
 */
export const tracing = { first: 0.3, learn: 0.15, slip: 0.15, guess: 0.05, mastered: 0.95 } as const;

export interface Try {
  readonly right: boolean;
  /** The chance of a right answer without the skill. */
  readonly guess: number;
}

export function knownAfter(known: number, { right, guess }: Try): number {
  const { slip, learn } = tracing;
  const ifKnown = known * (right ? 1 - slip : slip);
  const ifUnknown = (1 - known) * (right ? guess : 1 - guess);
  const believed = ifKnown / (ifKnown + ifUnknown);
  return believed + (1 - believed) * learn;
}
