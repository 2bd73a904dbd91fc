/** The one-time link that makes the first teacher. Opening it changes nothing, so that previews of links do no harm. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { becomeFirstTeacher } from '../../classroom/become-first-teacher.ts';
import { welcomeVisitor } from '../../classroom/practise.ts';
import { say } from '../../language/language.ts';
import { isOneTimeLinkOpen } from '../../store/one-time-links.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { firstTeacherPage } from './entry-pages.ts';

export function entryRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/first-teacher/:token', async (request, response) => {
    const token = nameIn(request, 'token');
    const { store, now } = context;
    if (!(await isOneTimeLinkOpen(store, { token, purpose: 'first-teacher', now: now() }))) {
      throw new Refusal(410, 'linkUsed');
    }
    context.views.send(request, response, (locale) => firstTeacherPage({ locale, token, name: '' }));
  });
  router.post('/first-teacher/:token', (request, response) => become(context, request, response));
  return router;
}

const form = z.object({ name: line(200) });

async function become(context: WebContext, request: Request, response: Response): Promise<void> {
  const token = nameIn(request, 'token');
  const { name } = requireForm(form, request);
  if (name === '') {
    const { nameMissing } = say(localeOf(request)).teacher;
    response.status(422);
    return context.views.send(request, response, (locale) =>
      firstTeacherPage({ locale, token, name, problem: nameMissing }),
    );
  }
  const user = findUser(response) ?? (await welcomeVisitor(context));
  if (!(await becomeFirstTeacher(context, user, { token, name }))) throw new Refusal(410, 'linkUsed');
  await signIn(context, response, user);
  response.redirect(303, '/teach');
}
