/** The pages of accounts, as views. */
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import type { OpenSession } from '../../store/sessions.ts';
import { hasAccount, type User } from '../../store/users.ts';
import type { Page } from '../page.ts';
import type { FieldProblems } from './credentials.ts';

const noProblems = { name: '', email: '', password: '', current: '', forget: '' };

export interface SignInModel {
  readonly locale: Locale;
  readonly email: string;
  /** Where to go afterwards. */
  readonly next: string;
  /** Whether links can be sent. */
  readonly links: boolean;
  /** Who this browser belongs to so far, without an account; '' for nobody with a name. */
  readonly here: string;
  readonly problem?: string;
}

export function signInPage({ locale, email, next, links, here, problem = '' }: SignInModel): Page {
  const words = say(locale).people;
  return {
    template: 'account/sign-in-page',
    title: words.signIn,
    view: { words, email, next, links, problem, keep: here === '' ? '' : words.keepWork(here) },
  };
}

/** One sentence, and one way on. */
export function messagePage(
  locale: Locale,
  message: { readonly title: string; readonly sentence: string },
): Page {
  const words = say(locale).people;
  return { template: 'account/message-page', title: message.title, view: { words, ...message } };
}

export function openLinkPage(locale: Locale, token: string): Page {
  const words = say(locale).people;
  const address = `/sign-in/link/${encodeURIComponent(token)}`;
  return { template: 'account/open-link-page', title: words.signIn, view: { words, address } };
}

export interface SignUpModel {
  readonly locale: Locale;
  readonly name: string;
  readonly email: string;
  readonly links: boolean;
  readonly problems: FieldProblems;
}

export function signUpPage({ locale, name, email, links, problems }: SignUpModel): Page {
  const words = say(locale).people;
  const passwordIdea = links ? words.passwordOptional : words.passwordIdea;
  return {
    template: 'account/sign-up-page',
    title: words.signUp,
    view: { words, name, email, passwordIdea, required: !links, problems: { ...noProblems, ...problems } },
  };
}

/** What was just done. */
export type Done = 'name' | 'email' | 'password' | 'session' | 'sent';

export interface AccountModel {
  readonly locale: Locale;
  readonly user: User;
  readonly links: boolean;
  /** Whether the password must be given again before it or the address is changed. */
  readonly asksPassword: boolean;
  readonly sessions: readonly OpenSession[];
  readonly courses: readonly { readonly text: string; readonly href: string }[];
  readonly done: Done | undefined;
  readonly problems: FieldProblems;
}

export function accountPage(model: AccountModel): Page {
  const { locale, user, links, asksPassword, sessions, courses, done, problems } = model;
  const words = say(locale).people;
  return {
    template: 'account/account-page',
    title: words.account,
    view: {
      words,
      tokens: say(locale).api.tokens,
      name: user.name,
      hasAccount: hasAccount(user),
      address: user.claimedEmail ?? user.email ?? '',
      addressState: addressState(user, links, locale),
      unconfirmed: user.claimedEmail !== null && links,
      asksPassword,
      courses,
      done: done === undefined ? '' : words.done[done],
      problems: { ...noProblems, ...problems },
      sessions: sessions.map(({ name, device, createdAt, current }) => ({
        name,
        device: device ?? words.unknownDevice,
        since: words.since(showInstant(createdAt, locale)),
        current,
        end: words.signOutOf(device ?? words.unknownDevice),
      })),
    },
  };
}

function addressState({ email, claimedEmail }: User, links: boolean, locale: Locale): string {
  const words = say(locale).people;
  if (claimedEmail === null) return email === null ? '' : words.confirmed;
  return links ? words.notConfirmed : words.cannotConfirm;
}
