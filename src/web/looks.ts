/** How a visitor wants to see pages: language and theme, kept in two cookies that hold nothing else. */
import { type Request, Router } from 'express';
import { findLocale, type Locale } from '../language/language.ts';
import { readCookie } from './cookies.ts';
import { type Looks, themes } from './page.ts';

export const looksOf = (request: Request): Looks => ({
  locale: localeOf(request),
  theme: themes.find((theme) => theme === readCookie(request, 'theme')) ?? 'auto',
  path: request.method === 'GET' ? request.originalUrl : '/',
});

/** The language that was chosen, else the first the browser asks for that we speak, else English. */
export const localeOf = (request: Request): Locale =>
  findLocale(readCookie(request, 'locale') ?? '') ??
  request
    .acceptsLanguages()
    .map(findLocale)
    .find((locale) => locale !== undefined) ??
  'en';

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** POST /looks: keeps the choice and goes back to the page it was made on. */
export function looksRoutes({ publicUrl }: { readonly publicUrl: string }): Router {
  const router = Router();
  const options = {
    maxAge: yearMs,
    sameSite: 'lax',
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    path: '/',
  } as const;
  router.post('/looks', (request, response) => {
    const { locale, theme, back } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const spoken = typeof locale === 'string' ? findLocale(locale) : undefined;
    if (spoken) response.cookie('locale', spoken, options);
    const chosen = themes.find((each) => each === theme);
    if (chosen) response.cookie('theme', chosen, options);
    response.redirect(303, isLocalPath(back) ? back : '/');
  });
  return router;
}

/** '/a?b', but not '//elsewhere' or '/\elsewhere', which browsers take for another host. */
const isLocalPath = (back: unknown): back is string =>
  typeof back === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(back);
