/** How a visitor wants to see pages: language and theme, each in a cookie; the language else as the browser asks. */
import { type Request, Router } from 'express';
import { z } from 'zod';
import { findLocale, type Locale } from '../language/language.ts';
import { type Looks, type Theme, themes } from './page.ts';
import { readCookie } from './session.ts';

const lifetimeMs = 365 * 24 * 60 * 60 * 1000;

export const looksOf = (request: Request): Looks => ({
  locale: localeOf(request),
  theme: findTheme(readCookie(request, 'theme')) ?? 'auto',
  path: request.method === 'GET' ? request.originalUrl : '/',
});

/** What was chosen, else the first language the browser asks for that we speak; English otherwise. */
export const localeOf = (request: Request): Locale =>
  [readCookie(request, 'locale') ?? '', ...request.acceptsLanguages()]
    .map(findLocale)
    .find((locale) => locale !== undefined) ?? 'en';

const findTheme = (text: string | undefined): Theme | undefined => themes.find((theme) => theme === text);

const form = z.object({
  locale: z.string().optional(),
  theme: z.string().optional(),
  back: z.string().default('/'),
});

/** POST /looks: remembers what was chosen, and goes back to the page on which it was. */
export function looksRoutes({ publicUrl }: { readonly publicUrl: string }): Router {
  const router = Router();
  const options = {
    maxAge: lifetimeMs,
    sameSite: 'lax',
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
  } as const;
  router.post('/looks', (request, response) => {
    const { locale, theme, back } = form.parse(request.body ?? {});
    const [chosenLocale, chosenTheme] = [findLocale(locale ?? ''), findTheme(theme)];
    if (chosenLocale) response.cookie('locale', chosenLocale, options);
    if (chosenTheme) response.cookie('theme', chosenTheme, options);
    response.redirect(303, isOurs(back) ? back : '/');
  });
  return router;
}

/** A path on this server; '//host' and '/\host' would lead to another. */
const isOurs = (path: string): boolean => /^\/(?![/\\])/.test(path);
