/**
 * The one-time links that make the first teacher, and every further one whom the owner invites. Opening one changes
 * nothing, so that previews of links do no harm.
 */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { becomeFirstTeacher } from '../../classroom/become-first-teacher.ts';
import { becomeTeacher } from '../../classroom/become-teacher.ts';
import { welcomeVisitor } from '../../classroom/practise.ts';
import { say } from '../../language/language.ts';
import { isOneTimeLinkOpen } from '../../store/one-time-links.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { type EntryPurpose, entryPage } from './entry-pages.ts';

const becomes = { 'first-teacher': becomeFirstTeacher, teacher: becomeTeacher } as const;

export function entryRoutes(context: WebContext): Router {
  const router = Router();
  for (const [address, purpose] of [
    ['/first-teacher/:token', 'first-teacher'],
    ['/new-teacher/:token', 'teacher'],
  ] as const) {
    router.get(address, async (request, response) => {
      const token = nameIn(request, 'token');
      const { store, now } = context;
      if (!(await isOneTimeLinkOpen(store, { token, purpose, now: now() })))
        throw new Refusal(410, 'linkUsed');
      const name = findUser(response)?.name ?? '';
      context.views.send(request, response, (locale) => entryPage({ locale, purpose, token, name }));
    });
    router.post(address, (request, response) => become(context, request, response, purpose));
  }
  return router;
}

const form = z.object({ name: line(200) });

async function become(
  context: WebContext,
  request: Request,
  response: Response,
  purpose: EntryPurpose,
): Promise<void> {
  const token = nameIn(request, 'token');
  const { name } = requireForm(form, request);
  if (name === '') {
    const { nameMissing } = say(localeOf(request)).teacher;
    response.status(422);
    return context.views.send(request, response, (locale) =>
      entryPage({ locale, purpose, token, name, problem: nameMissing }),
    );
  }
  const user = findUser(response) ?? (await welcomeVisitor(context));
  if (!(await becomes[purpose](context, user, { token, name }))) throw new Refusal(410, 'linkUsed');
  noteSecurity(context, response, purpose === 'teacher' ? 'became teacher' : 'became owner', {
    user: user.id,
  });
  await signIn(context, response, user);
  response.redirect(303, '/teach');
}
