/**
 * How a reader wants to see pages: language, digits, theme. Kept with whoever has a session, so that another device
 * shows the same, and in three cookies that hold nothing else, for everybody.
 */
import type { Request } from 'express';
import { findLocale, type Locale } from '../language/language.ts';
import type { StoredLooks } from '../store/users.ts';
import { lookInCookies, readChoice } from './looks-choices.ts';
import type { Looks } from './page.ts';
import { findUser } from './session.ts';

export const looksOf = (request: Request): Looks => ({
  locale: localeOf(request),
  digits: chosenBy(request, 'digits', readChoice.digits) ?? 'local',
  theme: chosenBy(request, 'theme', readChoice.theme) ?? 'auto',
  path: request.method === 'GET' ? request.originalUrl : '/',
  name: (request.res && findUser(request.res)?.name) ?? '',
  known: request.res !== undefined && findUser(request.res) !== undefined,
});

/** The language that was chosen, else the first the browser asks for that we speak, else English. */
export const localeOf = (request: Request): Locale =>
  chosenBy(request, 'locale', readChoice.locale) ??
  request
    .acceptsLanguages()
    .map(findLocale)
    .find((locale) => locale !== undefined) ??
  'en';

/** As kept with the user, else as in the cookie. */
function chosenBy<T>(
  request: Request,
  choice: keyof StoredLooks,
  read: (text: string) => T | undefined,
): T | undefined {
  const user = request.res && findUser(request.res);
  return read(user?.[choice] ?? '') ?? read(lookInCookies(request, choice));
}

/** '/a?b', but not '//elsewhere' or '/\elsewhere', which browsers take for another host. */
export const isLocalPath = (back: unknown): back is string =>
  typeof back === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(back);
