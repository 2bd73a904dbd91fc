/** A worked example for a mistake, in numbers of its own: an exercise that shows it, the wrong answer, the right one. */
import type { Definition } from '../exercise/definition.ts';
import { keyOf, type Written } from '../exercise/key.ts';
import { makeVariant } from '../exercise/make-variant.ts';
import type { Part, Variant } from '../exercise/variant.ts';
import { wrongAnswers } from './wrong-answers.ts';

export interface WorkedExample {
  readonly variant: Variant;
  readonly part: Part;
  /** Which form of the mistake, from 0. */
  readonly form: number;
  readonly wrong: Written;
  readonly right: Written;
}

/** So many draws before the exercise is said not to show the mistake. */
const mostSeeds = 12;

/** The first draw from the seed on whose numbers show the mistake in a number that is asked. */
export function workedExample(
  definition: Definition,
  mistake: string,
  seed: string,
): WorkedExample | undefined {
  for (let draw = 1; draw <= mostSeeds; draw++) {
    const made = makeVariant(definition, `${seed} ${draw}`);
    const found = made.kind === 'variant' ? exampleIn(made.variant, mistake) : undefined;
    if (found) return found;
  }
  return undefined;
}

function exampleIn(variant: Variant, mistake: string): WorkedExample | undefined {
  const wrong = wrongAnswers(variant).find((answer) => answer.mistake === mistake);
  const part = variant.parts.find(({ id, kind }) => id === wrong?.part && kind === 'number');
  return wrong && part
    ? { variant, part, form: wrong.form, wrong: wrong.answer, right: keyOf(variant, part.quantity) }
    : undefined;
}
