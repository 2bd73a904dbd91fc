/**
 * A page before it is written: which template prints it, under which title, with which view. Pages are
 * built by pure functions; a view holds every field that its template names, so that templates decide nothing.
 */
import { type Locale, locales, say } from '../language/language.ts';

export interface Page {
  /** Path below src/web, without '.hbs': 'student/exercise-page'. */
  readonly template: string;
  readonly title: string;
  readonly view: Readonly<Record<string, unknown>>;
}

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** How this visitor wants to see pages, and which page this is. */
export interface Looks {
  readonly locale: Locale;
  readonly theme: Theme;
  /** The path to come back to after a change of language or theme. */
  readonly path: string;
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
    languages: locales.map((tag) => ({ tag, name: say(tag).name, pressed: tag === looks.locale })),
    themes: themes.map((theme) => ({ theme, name: words.themes[theme], pressed: theme === looks.theme })),
    body,
  };
}
