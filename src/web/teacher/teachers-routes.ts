/** For the site's owner: who teaches here, and a link for somebody who is to. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { weekMs } from '../../number/durations.ts';
import { endAllApiTokens, endApiTokensOf } from '../../store/api-tokens.ts';
import { saveOneTimeLink } from '../../store/one-time-links.ts';
import { newToken } from '../../store/secret-token.ts';
import { endSessionsOf, endSessionsWithAccounts } from '../../store/sessions.ts';
import { findUserById, listTeachers, setMayTeach } from '../../store/users.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { requireForm } from '../forms.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { requireUser, tokenOf } from '../session.ts';
import { entryAddresses } from './entry-pages.ts';
import { teachersPage } from './teachers-page.ts';

export function teachersRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/teach/teachers', (request, response) => show(context, request, response));
  router.post('/teach/teachers', (request, response) =>
    requireForm(siteForm, request).sessions === 'all'
      ? signAllOut(context, request, response)
      : invite(context, request, response),
  );
  router.post('/teach/teachers/:userId', (request, response) => change(context, request, response));
  return router;
}

const siteForm = z.object({ sessions: z.literal('all').optional() });

/** Whether they may make courses; or their sessions and tokens end, wherever they are. */
const teacherForm = z.union([
  z.object({ may: z.enum(['yes', 'no']) }),
  z.object({ sessions: z.literal('end') }),
]);

async function change(context: WebContext, request: Request, response: Response): Promise<void> {
  const form = requireForm(teacherForm, request);
  const [by, user] = [requireUser(response).id, nameIn(request, 'userId')];
  if ('may' in form) {
    if (!(await setMayTeach(context.store, user, form.may === 'yes'))) throw new Refusal(404, 'notFound');
    noteSecurity(context, response, 'may teach changed', { by, user, may: form.may });
    return response.redirect(303, '/teach/teachers');
  }
  if (!(await findUserById(context.store, user))) throw new Refusal(404, 'notFound');
  await endSessionsOf(context.store, user);
  await endApiTokensOf(context.store, user);
  noteSecurity(context, response, 'session ended', { by, user });
  response.redirect(303, '/teach/teachers?done=signed-out');
}

async function signAllOut(context: WebContext, request: Request, response: Response): Promise<void> {
  await endSessionsWithAccounts(context.store, tokenOf(context, request));
  await endAllApiTokens(context.store);
  noteSecurity(context, response, 'session ended', { by: requireUser(response).id, user: 'all' });
  response.redirect(303, '/teach/teachers?done=signed-out');
}

const doneQuery = z.object({ done: z.literal('signed-out').optional().catch(undefined) });

async function show(
  context: WebContext,
  request: Request,
  response: Response,
  invitation?: string,
): Promise<void> {
  const teachers = await listTeachers(context.store);
  const { done } = doneQuery.parse(request.query);
  context.views.send(request, response, (locale) =>
    teachersPage({
      locale,
      teachers,
      signedOut: done === 'signed-out',
      ...(invitation !== undefined && { invitation }),
    }),
  );
}

/** Shown once: only its hash is kept. */
async function invite(context: WebContext, request: Request, response: Response): Promise<void> {
  const [token, createdAt] = [newToken(), context.now()];
  const expiresAt = new Date(createdAt.getTime() + weekMs);
  await saveOneTimeLink(context.store, { token, purpose: 'teacher', createdAt, expiresAt });
  await show(context, request, response, `${context.publicUrl}${entryAddresses.teacher}/${token}`);
}
