/** What choose-exercises.hbs offers: collections to take as they are, or exercises one by one. */
import type { Collection } from '../../exercise/collection.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';

export interface Offered {
  readonly exercises: readonly Definition[];
  readonly collections: readonly Collection[];
}

export function exerciseChoices({ exercises, collections }: Offered, locale: Locale) {
  const { level: levelOf } = say(locale).teacher;
  return {
    collections: collections.map(({ id, title, about }) => ({
      id,
      title: title[locale],
      about: about[locale],
    })),
    exercises: exercises.map(({ id, level, title }) => ({
      id,
      title: title[locale],
      level: levelOf(level),
    })),
  };
}
