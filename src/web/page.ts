/**
 * A page before it is written: which template prints it, under which title, with which view. Pages are
 * built by pure functions; a view holds every field that its template names, so that templates decide nothing.
 */
import { type Catalogue, type Locale, locales, say } from '../language/language.ts';
import { latinDigits } from './digits.ts';

export interface Page {
  /** Path below src/web, without '.hbs': 'student/exercise-page'. */
  readonly template: string;
  readonly title: string;
  readonly view: Readonly<Record<string, unknown>>;
}

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Digits in sentences: those of the language, or 0 to 9. */
export const digitChoices = ['local', 'latin'] as const;
export type Digits = (typeof digitChoices)[number];

/** How this visitor wants to see pages, and which page this is. */
export interface Looks {
  readonly locale: Locale;
  readonly digits: Digits;
  readonly theme: Theme;
  /** The path to come back to after a change of language or theme. */
  readonly path: string;
  /** Of who reads it; '' for a visitor. */
  readonly name: string;
  /** Whether they have a session, and so work of their own. */
  readonly known?: boolean;
}

/** Everything that layout.hbs prints around a page; `body` is the page's own markup. */
export function layoutView(title: string, looks: Looks, body: string): Page['view'] {
  const catalogue = say(looks.locale);
  const words = catalogue.student;
  return {
    tag: catalogue.tag,
    direction: catalogue.direction,
    theme: looks.theme,
    title: title === words.site ? title : words.titleOf(title),
    words,
    path: looks.path,
    account:
      looks.name === ''
        ? { text: catalogue.people.signIn, href: '/sign-in' }
        : { text: looks.name, href: '/account' },
    known: looks.known ?? false,
    languages: locales.map((tag) => ({ tag, name: say(tag).name, pressed: tag === looks.locale })),
    digits: digitButtons(looks, words.looks),
    themes: themes.map((theme) => ({ theme, name: words.themes[theme], pressed: theme === looks.theme })),
    body,
  };
}

/** A language whose own digits are 0 to 9 offers no choice. */
const digitButtons = (looks: Looks, { digits, choices }: Catalogue['student']['looks']) =>
  digits === latinDigits
    ? []
    : digitChoices.map((choice) => ({
        choice,
        name: choices[choice],
        pressed: choice === looks.digits,
      }));
