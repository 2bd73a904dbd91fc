/** Each loss as it is written in a sentence. */
import type { Loss } from './spec.ts';

export const lossNames: Readonly<Record<Loss, string>> = {
  half: 'E = ½Σe²',
  full: 'E = Σe²',
  mean: 'E = ½(e1² + e2²)',
  crossEntropy: 'E = −Σ t·ln y',
};
