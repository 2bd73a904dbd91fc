/**
 * How often somebody may send what costs the server something. Nobody who works, double-clicks or shares an address
 * with a lecture hall meets these limits; a program that sends without end does.
 */
import type { RequestHandler } from 'express';
import { minuteMs } from '../number/durations.ts';
import type { Store } from '../store/database.ts';
import { makePacer } from '../store/pacer.ts';
import { hasAccount, type User } from '../store/users.ts';
import { addressOf } from './address-of.ts';
import { Refusal } from './failure.ts';
import type { WebContext } from './server.ts';
import { findUser } from './session.ts';

export interface Limits {
  /** Of one student; the other limits of pages are multiples of it. */
  readonly submissionsPerMinute: number;
  /** Of one token. */
  readonly apiCallsPerMinute: number;
}

interface Row {
  readonly name: string;
  readonly at: RegExp;
  /** So many times `submissionsPerMinute`. */
  readonly times: number;
  /** Whom it counts; undefined: not counted here. */
  keyOf(user: User | undefined, address: string): string | undefined;
}

const answers = /^\/exercise\/\w+\/\w+\/?$/;
const person = (user: User | undefined): string | undefined => user?.id;
const withoutAccount = (user: User | undefined, address: string): string | undefined =>
  user && hasAccount(user) ? undefined : address;
const newcomer = (user: User | undefined, address: string): string | undefined =>
  user ? undefined : address;

/** Drafts follow the keyboard, once a second. */
const rows: readonly Row[] = [
  { name: 'submissions', at: answers, times: 1, keyOf: person },
  { name: 'submissions from an address', at: answers, times: 100, keyOf: withoutAccount },
  { name: 'drafts', at: /^\/exercise\/\w+\/\w+\/draft\/?$/, times: 3, keyOf: person },
  { name: 'drawings', at: /^\/(?:practise|exercise\/\w+\/\w+\/another)\/?$/, times: 1, keyOf: person },
  { name: 'newcomers from an address', at: /^\/(?:practise|join|sign-up)\/?$/, times: 20, keyOf: newcomer },
];

export function paceForms({ store, operations, now }: WebContext): RequestHandler {
  const paced = rows.map(({ name, times, ...row }) => {
    const most = times * operations.limits.submissionsPerMinute;
    return { ...row, pacer: makePacer(store, { name, most, perMs: minuteMs }) };
  });
  return async (request, response, next) => {
    if (request.method !== 'POST') return next();
    for (const { at, keyOf, pacer } of paced) {
      if (!at.test(request.path)) continue;
      const key = keyOf(findUser(response), addressOf(request));
      if (key !== undefined) requireSlower(await pacer.waitMs(key, now()));
    }
    next();
  };
}

/** Throws 429 where one token asks too often. */
export function paceTokens(
  store: Store,
  { apiCallsPerMinute }: Limits,
): (tokenId: string, now: Date) => Promise<void> {
  const pacer = makePacer(store, { name: 'api', most: apiCallsPerMinute, perMs: minuteMs });
  return async (tokenId, now) => requireSlower(await pacer.waitMs(tokenId, now));
}

function requireSlower(waitMs: number | undefined): void {
  if (waitMs === undefined) return;
  throw new Refusal(429, 'tooOften', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}
