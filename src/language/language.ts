/**
 * The languages that Chainmark speaks. A language is one file of the shape of en.ts and one entry here;
 * TypeScript refuses a catalogue in which a sentence is missing.
 */
import { en } from './en.ts';
import { fa } from './fa.ts';

type Widened<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Widened<T[K]>;
};

export type Catalogue = Widened<typeof en>;

const catalogues = { en, fa } satisfies Record<string, Catalogue>;

export type Locale = keyof typeof catalogues;
export const locales = Object.keys(catalogues) as readonly Locale[];

/** The catalogue of a language: `say('fa').student.practise`. */
export const say = (locale: Locale): Catalogue => catalogues[locale];

/** The language of a tag such as 'fa-IR', or undefined where we do not speak it. */
export const findLocale = (tag: string): Locale | undefined =>
  locales.find((locale) => tag.toLowerCase().split('-')[0] === locale);
