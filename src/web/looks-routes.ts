/** Choosing how pages look. */
import { Router } from 'express';
import { dayMs } from '../number/durations.ts';
import { saveLooks } from '../store/users.ts';
import { isLocalPath } from './looks.ts';
import { choices, choicesAmong, lookCookie } from './looks-choices.ts';
import type { WebContext } from './server.ts';
import { findUser } from './session.ts';

const yearMs = 365 * dayMs;

/** POST /looks: keeps the choice and goes back to the page it was made on. */
export function looksRoutes({ publicUrl, store }: WebContext): Router {
  const router = Router();
  const options = {
    maxAge: yearMs,
    sameSite: 'lax',
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    path: '/',
  } as const;
  router.post('/looks', async (request, response) => {
    const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const chosen = choicesAmong((choice) => form[choice]);
    for (const choice of choices) {
      const value = chosen[choice];
      if (value) response.cookie(lookCookie(publicUrl, choice), value, options);
    }
    const user = findUser(response);
    if (user && Object.keys(chosen).length > 0) await saveLooks(store, user.id, chosen);
    response.redirect(303, isLocalPath(form.back) ? form.back : '/');
  });
  return router;
}
