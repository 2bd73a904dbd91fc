/** Signing in, with a password or a link by e-mail; making an account; signing out. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { claimAccount } from '../../classroom/claim-account.ts';
import { keepWork } from '../../classroom/keep-work.ts';
import { openAccountLink } from '../../classroom/open-account-link.ts';
import { welcomeVisitor } from '../../classroom/practise.ts';
import { provePassword } from '../../classroom/prove-password.ts';
import { sendSignInLink } from '../../classroom/send-link.ts';
import { say } from '../../language/language.ts';
import { isAccountLinkOpen } from '../../store/account-links.ts';
import { isOver } from '../../store/tries.ts';
import { hasAccount, type User } from '../../store/users.ts';
import { nameIn } from '../access.ts';
import { addressOf } from '../address-of.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { isLocalPath, localeOf } from '../looks.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn, signOut } from '../session.ts';
import { allows, limits, linkMail } from './account-context.ts';
import { emailField, emailProblem, passwordField, passwordProblem } from './credentials.ts';
import {
  messagePage,
  openLinkPage,
  type SignInModel,
  type SignUpModel,
  signInPage,
  signUpPage,
} from './pages.ts';

/** What was typed in this browser and has not arrived goes with the session. */
export const forgetHere = { 'clear-site-data': '"storage"' } as const;

export function signInRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/sign-in', (request, response) => {
    const user = findUser(response);
    const { next } = requireQuery(nextQuery, request);
    if (user && hasAccount(user)) return response.redirect(303, next);
    sendSignIn(context, request, response, { email: '', next });
  });
  router.post('/sign-in', (request, response) => signInByPassword(context, request, response));
  router.post('/sign-in/link', (request, response) => sendLink(context, request, response));
  router.get('/sign-in/link/:token', async (request, response) => {
    const token = nameIn(request, 'token');
    if (!(await isAccountLinkOpen(context.store, token, context.now()))) throw new Refusal(410, 'linkOver');
    context.views.send(request, response, (locale) => openLinkPage(locale, token));
  });
  router.post('/sign-in/link/:token', (request, response) => signInByLink(context, request, response));
  router.get('/sign-up', (request, response) => {
    const user = findUser(response);
    if (user && hasAccount(user)) return response.redirect(303, '/account');
    sendSignUp(context, request, response, { name: user?.name ?? '', email: '', problems: {} });
  });
  router.post('/sign-up', (request, response) => signUp(context, request, response));
  router.post('/sign-out', async (request, response) => {
    noteSecurity(context, response, 'signed out', { user: findUser(response)?.id });
    await signOut(context, request, response);
    response.set(forgetHere).redirect(303, '/');
  });
  return router;
}

const nextField = z.string().max(2000).refine(isLocalPath).catch('/account');
const nextQuery = z.object({ next: nextField });

/** Who this browser belongs to so far, where they have no account. */
const strangerHere = (response: Response): User | undefined => {
  const user = findUser(response);
  return user && !hasAccount(user) ? user : undefined;
};

function sendSignIn(
  context: WebContext,
  request: Request,
  response: Response,
  model: Pick<SignInModel, 'email' | 'next' | 'problem'>,
): void {
  const here = strangerHere(response)?.name ?? '';
  const links = context.sendMail !== null;
  context.views.send(request, response, (locale) => signInPage({ ...model, locale, here, links }));
}

const signInForm = z.object({
  email: emailField,
  password: passwordField,
  next: nextField,
  keep: z.literal('yes').optional(),
});

async function signInByPassword(context: WebContext, request: Request, response: Response): Promise<void> {
  const { email, password, next, keep } = requireForm(signInForm, request);
  const words = say(localeOf(request)).people;
  const { allowed, user } = await tryPassword(context, addressOf(request), { email, password });
  if (!user) {
    response.status(allowed ? 422 : 429);
    noteSecurity(context, response, 'sign-in refused', {
      by: 'password',
      why: allowed ? 'wrong' : 'too many',
    });
    const problem = allowed ? words.wrongPassword : words.tooManyTries;
    return sendSignIn(context, request, response, { email, next, problem });
  }
  const here = strangerHere(response);
  if (here && (here.name === '' || keep === 'yes')) await keepWork(context, here, user);
  await signIn(context, response, user);
  noteSecurity(context, response, 'signed in', { by: 'password', user: user.id });
  response.redirect(303, next);
}

async function tryPassword(
  context: WebContext,
  address: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<{ readonly allowed: boolean; readonly user?: User | undefined }> {
  const { email } = credentials;
  const wrong = [[limits.account, email] as const, [limits.address, address] as const];
  const over = await Promise.all(
    wrong.map(([limit, key]) => isOver(context.store, limit, key, context.now())),
  );
  if (over.includes(true)) return { allowed: false };
  if (!(await allows(context, limits.passwords, `${address} ${email}`))) return { allowed: false };
  const user = await provePassword(context, credentials);
  if (!user) await Promise.all(wrong.map(([limit, key]) => allows(context, limit, key)));
  return { allowed: true, user };
}

const linkForm = z.object({ email: emailField });

/** The same page for every address, at once. */
async function sendLink(context: WebContext, request: Request, response: Response): Promise<void> {
  const { email } = requireForm(linkForm, request);
  const locale = localeOf(request);
  const words = say(locale).people;
  const mail = linkMail(context, response);
  if (!mail) throw new Refusal(404, 'notFound');
  const { email: problem } = emailProblem(email, words);
  if (problem) {
    response.status(422);
    return sendSignIn(context, request, response, { email, next: '/account', problem });
  }
  void sendSignInLink(context, email, mail).catch(context.report);
  context.views.send(request, response, () =>
    messagePage(locale, { title: words.linkSent, sentence: words.linkSentIdea(email) }),
  );
}

async function signInByLink(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = await openAccountLink(context, nameIn(request, 'token'), findUser(response));
  if (!user) {
    noteSecurity(context, response, 'sign-in refused', { by: 'link', why: 'over' });
    throw new Refusal(410, 'linkOver');
  }
  const here = strangerHere(response);
  if (here?.name === '') await keepWork(context, here, user);
  await signIn(context, response, user, { byLink: true });
  noteSecurity(context, response, 'signed in', { by: 'link', user: user.id });
  response.redirect(303, '/account');
}

function sendSignUp(
  context: WebContext,
  request: Request,
  response: Response,
  model: Pick<SignUpModel, 'name' | 'email' | 'problems'>,
): void {
  const links = context.sendMail !== null;
  context.views.send(request, response, (locale) => signUpPage({ ...model, locale, links }));
}

const signUpForm = z.object({ name: line(200), email: emailField, password: passwordField });

async function signUp(context: WebContext, request: Request, response: Response): Promise<void> {
  const { name, email, password } = requireForm(signUpForm, request);
  const known = findUser(response);
  if (known && hasAccount(known)) return response.redirect(303, '/account');
  const locale = localeOf(request);
  const words = say(locale).people;
  const mail = linkMail(context, response);
  const byLinkAlone = password === '' && mail !== null;
  const problems = {
    ...(name === '' && { name: words.nameMissing }),
    ...emailProblem(email, words),
    ...(!byLinkAlone && passwordProblem(password, words, [name, email])),
  };
  if (Object.keys(problems).length > 0) {
    response.status(422);
    return sendSignUp(context, request, response, { name, email, problems });
  }
  const user = known ?? (await welcomeVisitor(context));
  const claim = { name, email, password: byLinkAlone ? null : password };
  await claimAccount(context, user, { claim, mail });
  await signIn(context, response, user);
  noteSecurity(context, response, 'account made', { user: user.id });
  response.redirect(303, '/account');
}
