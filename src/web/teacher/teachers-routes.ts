/** For the site's owner: who teaches here, and a link for somebody who is to. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { saveOneTimeLink } from '../../store/one-time-links.ts';
import { newToken } from '../../store/secret-token.ts';
import { listTeachers, setMayTeach } from '../../store/users.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { requireForm } from '../forms.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { entryAddresses } from './entry-pages.ts';
import { teachersPage } from './teachers-page.ts';

export function teachersRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/teach/teachers', (request, response) => show(context, request, response));
  router.post('/teach/teachers', (request, response) => invite(context, request, response));
  router.post('/teach/teachers/:userId', async (request, response) => {
    const { may } = requireForm(mayForm, request);
    if (!(await setMayTeach(context.store, nameIn(request, 'userId'), may === 'yes')))
      throw new Refusal(404, 'notFound');
    const [by, user] = [requireUser(response).id, nameIn(request, 'userId')];
    noteSecurity(context, response, 'may teach changed', { by, user, may });
    response.redirect(303, '/teach/teachers');
  });
  return router;
}

const mayForm = z.object({ may: z.enum(['yes', 'no']) });

async function show(
  context: WebContext,
  request: Request,
  response: Response,
  invitation?: string,
): Promise<void> {
  const teachers = await listTeachers(context.store);
  context.views.send(request, response, (locale) =>
    teachersPage({ locale, teachers, ...(invitation !== undefined && { invitation }) }),
  );
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Shown once: only its hash is kept. */
async function invite(context: WebContext, request: Request, response: Response): Promise<void> {
  const [token, createdAt] = [newToken(), context.now()];
  const expiresAt = new Date(createdAt.getTime() + weekMs);
  await saveOneTimeLink(context.store, { token, purpose: 'teacher', createdAt, expiresAt });
  await show(context, request, response, `${context.publicUrl}${entryAddresses.teacher}/${token}`);
}
