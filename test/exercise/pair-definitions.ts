/** Exercises made for tests: the same question about any net. */
import { type Definition, definitionSchema } from '../../src/exercise/definition.ts';
import { hiddenActivations, outputActivations } from '../../src/net/spec.ts';

/** ∂E/∂w_ij of this net, or what `changes` says. */
export function definitionFor(hidden: string, output: string, changes: object = {}): Definition {
  return definitionSchema.parse({
    id: `${hidden}-${output}`.toLowerCase(),
    level: 4,
    skills: ['K11'],
    title: { en: 'Any net', fa: 'هر شبکه‌ای' },
    prompt: { en: 'Find {{p1}}.', fa: '{{p1}} را بیابید.' },
    net: { hidden, output, loss: output === 'softmax' ? 'crossEntropy' : 'half' },
    given: ['x', 'w', 'u', 't', 'eta'],
    parts: [{ quantity: 'dE/dw{i}{j}' }],
    ...changes,
  });
}

/** One for each of the 28 pairs of activations. */
export const pairDefinitions: readonly Definition[] = hiddenActivations.flatMap((hidden) =>
  outputActivations.map((output) => definitionFor(hidden, output)),
);
