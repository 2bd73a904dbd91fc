/** A moment as people read it, in UTC and said so: nobody has told us where they are. */
import { type Locale, say } from './language.ts';

export const showInstant = (at: Date, locale: Locale): string =>
  `${new Intl.DateTimeFormat(say(locale).tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`;

/** The day alone, in UTC. */
export const showDay = (at: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(say(locale).tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
