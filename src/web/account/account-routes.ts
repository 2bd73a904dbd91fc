/** One's own account: name, address, password, and where one is signed in. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { changePassword } from '../../classroom/change-password.ts';
import { claimAccount } from '../../classroom/claim-account.ts';
import { downloadOwnData } from '../../classroom/download-data.ts';
import { forgetOneself } from '../../classroom/forget-person.ts';
import { proveOwnPassword } from '../../classroom/prove-password.ts';
import { sendConfirmation } from '../../classroom/send-link.ts';
import { say } from '../../language/language.ts';
import { findPasswordHash } from '../../store/accounts.ts';
import { findCoursesOf } from '../../store/courses.ts';
import { endSessionNamed, listSessions } from '../../store/sessions.ts';
import { nameUser, type User } from '../../store/users.ts';
import { nameIn } from '../access.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { findUser, requireUser, signOut, tokenOf } from '../session.ts';
import { sendData, sureForm } from '../teacher/data-routes.ts';
import { allows, limits, linkMail } from './account-context.ts';
import {
  emailField,
  emailProblem,
  type FieldProblems,
  passwordField,
  passwordProblem,
} from './credentials.ts';
import { accountPage, type Done } from './pages.ts';
import { forgetHere } from './sign-in-routes.ts';

export function accountRoutes(context: WebContext): Router {
  const router = Router();
  router.use('/account', (_request, response, next) => {
    if (findUser(response)) next();
    else response.redirect(303, '/sign-in?next=/account');
  });
  router.get('/account', async (request, response) => {
    const { done } = z.object({ done: doneField }).parse(request.query);
    await showAccount(context, request, response, { done, problems: {} });
  });
  router.post('/account/name', (request, response) => changeName(context, request, response));
  router.post('/account/email', (request, response) => changeEmail(context, request, response));
  router.post('/account/confirm', (request, response) => sendAgain(context, request, response));
  router.post('/account/password', (request, response) => changeOwnPassword(context, request, response));
  router.get('/account/data.json', async (_request, response) => {
    sendData(response, await downloadOwnData(context, requireUser(response)));
  });
  router.post('/account/forget', (request, response) => forget(context, request, response));
  router.post('/account/sessions/:session/end', async (request, response) => {
    const { id } = requireUser(response);
    await endSessionNamed(context.store, id, nameIn(request, 'session'));
    noteSecurity(context, response, 'session ended', { user: id });
    response.redirect(303, donePath('session'));
  });
  return router;
}

const doneField = z.enum(['name', 'email', 'password', 'session', 'sent']).optional().catch(undefined);
const donePath = (done: Done): string => `/account?done=${done}`;

async function showAccount(
  context: WebContext,
  request: Request,
  response: Response,
  { done, problems }: { readonly done?: Done | undefined; readonly problems: FieldProblems },
): Promise<void> {
  const user = requireUser(response);
  const token = tokenOf(context, request);
  const [sessions, asksPassword, courses] = await Promise.all([
    listSessions(context.store, { userId: user.id, token, now: context.now() }),
    mustProve(context, request, user),
    findCoursesOf(context.store, user.id),
  ]);
  if (Object.keys(problems).length > 0) response.status(422);
  context.views.send(request, response, (locale) =>
    accountPage({
      locale,
      user,
      links: context.sendMail !== null,
      asksPassword,
      sessions,
      done,
      problems,
      courses: courses
        .filter(({ course }) => course.kind === 'course')
        .map(({ course }) => ({ text: course.title, href: `/courses/${course.id}` })),
    }),
  );
}

/** The old password, before it or the address is changed; not from who has just come by a link, or has none. */
export async function mustProve(
  context: WebContext,
  request: Request,
  { id: userId }: User,
): Promise<boolean> {
  const { store, now } = context;
  const sessions = await listSessions(store, { userId, token: tokenOf(context, request), now: now() });
  const byLink = sessions.some(({ current, byLink }) => current && byLink);
  return !byLink && (await findPasswordHash(store, userId)) !== null;
}

/** What is wrong with the password that was given to prove who asks. */
export async function proof(
  context: WebContext,
  response: Response,
  user: User,
  current: string,
): Promise<FieldProblems> {
  const request = response.req;
  if (!(await mustProve(context, request, user))) return {};
  const words = say(localeOf(request)).people;
  if (!(await allows(context, limits.passwords, user.id))) return { current: words.tooManyTries };
  if (await proveOwnPassword(context, user.id, current)) return {};
  noteSecurity(context, response, 'sign-in refused', { by: 'password', why: 'wrong', user: user.id });
  return { current: words.notYourPassword };
}

async function changeName(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  const { name } = requireForm(z.object({ name: line(200) }), request);
  const words = say(localeOf(request)).people;
  if (name === '') return showAccount(context, request, response, { problems: { name: words.nameMissing } });
  await nameUser(context.store, user.id, name);
  response.redirect(303, donePath('name'));
}

const emailForm = z.object({ email: emailField, current: passwordField.default('') });

async function changeEmail(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  const { email, current } = requireForm(emailForm, request);
  const locale = localeOf(request);
  const problem = emailProblem(email, say(locale).people);
  const { current: unproven } = await proof(context, response, user, current);
  const problems = { ...problem, ...(unproven && { email: unproven }) };
  if (Object.keys(problems).length > 0) return showAccount(context, request, response, { problems });
  const mail = linkMail(context, response);
  if (email !== user.email)
    await claimAccount(context, user, { claim: { name: user.name, email, password: null }, mail });
  noteSecurity(context, response, 'address changed', { user: user.id });
  response.redirect(303, donePath(mail && email !== user.email ? 'sent' : 'email'));
}

async function sendAgain(context: WebContext, request: Request, response: Response): Promise<void> {
  const { id: userId, claimedEmail: email } = requireUser(response);
  const mail = linkMail(context, response);
  if (email !== null && mail) await sendConfirmation(context, { userId, email }, mail);
  response.redirect(303, donePath('sent'));
}

const forgetForm = sureForm.extend({ current: passwordField.default('') });

async function forget(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  const { current } = requireForm(forgetForm, request);
  const words = say(localeOf(request)).people;
  const { current: unproven } = await proof(context, response, user, current);
  const outcome = unproven === undefined ? await forgetOneself(context, user) : undefined;
  if (outcome === 'erased') {
    await signOut(context, request, response);
    return response.set(forgetHere).redirect(303, '/');
  }
  const refused = outcome === 'owner' ? words.ownerStays : words.lastTeacherLeaves;
  await showAccount(context, request, response, { problems: { forget: unproven ?? refused } });
}

const passwordForm = z.object({ password: passwordField, current: passwordField.default('') });

async function changeOwnPassword(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  const { password, current } = requireForm(passwordForm, request);
  const words = say(localeOf(request)).people;
  const problems = {
    ...(await proof(context, response, user, current)),
    ...passwordProblem(password, words, [user.name, user.email ?? '', user.claimedEmail ?? '']),
  };
  if (Object.keys(problems).length > 0) return showAccount(context, request, response, { problems });
  await changePassword(context, user.id, { password, token: tokenOf(context, request) });
  noteSecurity(context, response, 'password changed', { user: user.id });
  response.redirect(303, donePath('password'));
}
