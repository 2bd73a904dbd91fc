/** What a reader can choose of the looks of pages, and how a text, from a form or a cookie, is read as a choice. */
import type { Request } from 'express';
import { findLocale } from '../language/language.ts';
import type { StoredLooks } from '../store/users.ts';
import { hostCookie, readCookie } from './cookies.ts';
import { digitChoices, themes } from './page.ts';

/** undefined for what does not exist. */
export const readChoice = {
  locale: findLocale,
  digits: (text: string) => digitChoices.find((each) => each === text),
  theme: (text: string) => themes.find((each) => each === text),
} satisfies Record<keyof StoredLooks, (text: string) => string | undefined>;

export const choices = ['locale', 'digits', 'theme'] as const satisfies readonly (keyof StoredLooks)[];

/** All that can be read among these texts. */
export const choicesAmong = (textOf: (choice: keyof StoredLooks) => unknown): Partial<StoredLooks> =>
  Object.fromEntries(
    choices.flatMap((choice) => {
      const text = textOf(choice);
      const read = typeof text === 'string' ? readChoice[choice](text) : undefined;
      return read === undefined ? [] : [[choice, read]];
    }),
  );

export const lookCookie = (publicUrl: string, choice: keyof StoredLooks): string =>
  hostCookie(publicUrl, choice);

/** A choice says nothing of anybody, so one under the name without TLS is taken too. */
export const lookInCookies = (request: Request, choice: keyof StoredLooks): string =>
  readCookie(request, lookCookie('https:', choice)) ?? readCookie(request, choice) ?? '';

/** What was chosen in this browser, whoever uses it. */
export const choicesInCookies = (request: Request): Partial<StoredLooks> =>
  choicesAmong((choice) => lookInCookies(request, choice));
