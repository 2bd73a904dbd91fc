/** An exercise as students see it, and all that follows from it, with the measured share of draws that are accepted. */
import type { Definition } from '../exercise/definition.ts';
import { type Made, makeVariant } from '../exercise/make-variant.ts';
import { type Locale, say } from '../language/language.ts';
import { readExercises } from '../store/exercise-files.ts';
import type { CommandIo } from './command.ts';
import { printedVariant } from './show-variant.ts';

export interface PreviewAsked {
  readonly id: string;
  readonly seed: string;
  readonly locale: Locale;
}

export async function previewExercise({ id, seed, locale }: PreviewAsked, io: CommandIo): Promise<number> {
  const { definitions } = await readExercises();
  const definition = definitions.find((each) => each.id === id);
  if (!definition) {
    const expected = definitions.map((each) => each.id).join(', ');
    io.complain(say('en').exercise.noExercise({ found: id, expected }));
    return 1;
  }
  const made = makeVariant(definition, seed);
  if (made.kind === 'none') {
    io.complain(whyNone(made));
    return 1;
  }
  for (const line of printedVariant(definition, made.variant, locale, true)) io.print(line);
  io.print('');
  io.print(acceptedShare(definition, locale));
  return 0;
}

function whyNone({ draws, constraint, share }: Extract<Made, { kind: 'none' }>): string {
  const percent = (100 * share).toFixed(0);
  return say('en').exerciseCheck.noVariant({ draws: `${draws}`, constraint, percent });
}

const seedsMeasured = 200;

function acceptedShare(definition: Definition, locale: Locale): string {
  const made = Array.from({ length: seedsMeasured }, (_, i) => makeVariant(definition, `share ${i}`));
  const variants = made.filter(({ kind }) => kind === 'variant').length;
  const draws = made.reduce((sum, each) => sum + each.draws, 0);
  const percent = ((100 * variants) / draws).toFixed(1);
  return say(locale).exerciseCheck.accepted({ percent, variants: `${variants}`, draws: `${draws}` });
}
