/** Personal tokens for scripts: made with a name and an end, told once, revoked. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { makeApiToken, mostTokens, tokenDays } from '../../classroom/make-api-token.ts';
import { say } from '../../language/language.ts';
import { deleteApiToken, listApiTokens } from '../../store/api-tokens.ts';
import { hasAccount } from '../../store/users.ts';
import { nameIn } from '../access.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { mustProve, proof } from './account-routes.ts';
import { passwordField } from './credentials.ts';
import { type TokensModel, tokensPage } from './tokens-page.ts';

export function tokenRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/account/tokens', (request, response) => show(context, request, response, {}));
  router.post('/account/tokens', (request, response) => make(context, request, response));
  router.post('/account/tokens/:tokenId/revoke', async (request, response) => {
    const { id: user } = requireUser(response);
    await deleteApiToken(context.store, user, nameIn(request, 'tokenId'));
    noteSecurity(context, response, 'token revoked', { user });
    response.redirect(303, '/account/tokens?done=revoked');
  });
  return router;
}

const query = z.object({ done: z.literal('revoked').optional().catch(undefined) });

async function show(
  context: WebContext,
  request: Request,
  response: Response,
  shown: Partial<Pick<TokensModel, 'made' | 'name' | 'days' | 'problems'>>,
): Promise<void> {
  const user = requireUser(response);
  const [tokens, asksPassword] = await Promise.all([
    listApiTokens(context.store, user.id),
    mustProve(context, request, user),
  ]);
  const { done } = query.parse(request.query);
  const { made = '', name = '', days = 90, problems = {} } = shown;
  if (Object.keys(problems).length > 0) response.status(422);
  response.set('cache-control', 'no-store');
  context.views.send(request, response, (locale) =>
    tokensPage({
      ...{ locale, tokens, asksPassword, made, name, days, problems },
      now: context.now(),
      mayMake: hasAccount(user),
      revoked: done === 'revoked',
      address: context.publicUrl,
    }),
  );
}

const form = z.object({
  name: line(100),
  days: z.coerce
    .number()
    .pipe(z.literal([...tokenDays]))
    .catch(90),
  current: passwordField.default(''),
});

/** Whoever has only a visitor's browser could not revoke it from another. */
async function make(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  if (!hasAccount(user)) {
    response.status(422);
    return show(context, request, response, {});
  }
  const { name, days, current } = requireForm(form, request);
  const { people: words, api } = say(localeOf(request));
  const problems = {
    ...(name === '' && { name: words.nameMissing }),
    ...(await proof(context, response, user, current)),
  };
  if (Object.keys(problems).length > 0) return show(context, request, response, { name, days, problems });
  const made = await makeApiToken(context, user, { name, days });
  if (made.kind === 'too-many')
    return show(context, request, response, {
      name,
      days,
      problems: { name: api.tokens.tooMany(mostTokens) },
    });
  noteSecurity(context, response, 'token made', { user: user.id });
  response.status(201);
  await show(context, request, response, { made: made.token });
}
