/** A variant from a seed that its teacher names, to be looked at: drawn in a thread, and stored nowhere. */
import type { Definition } from '../exercise/definition.ts';
import { type Made, makeVariant } from '../exercise/make-variant.ts';
import { type Locale, say } from '../language/language.ts';
import type { LongWork } from './long-work.ts';

export interface SeedAsked {
  readonly definition: Definition;
  readonly seed: string;
}

/** An exercise that somebody wrote may need every draw that there is. */
export const drawWork: LongWork<SeedAsked, Made> = {
  at: import.meta.url,
  name: 'drawWork',
  sizeMs: () => Number.POSITIVE_INFINITY,
  run: async (_, { definition, seed }) => makeVariant(definition, seed),
};

export type NoVariant = Extract<Made, { kind: 'none' }>;

/** What the draws lacked. */
export const sayNoVariant = (
  { id }: Pick<Definition, 'id'>,
  { draws, constraint, share }: NoVariant,
  locale: Locale,
): string =>
  say(locale).exercise.noVariant({
    exercise: id,
    draws: `${draws}`,
    percent: (100 * share).toFixed(0),
    constraint,
  });
