/** Who is asking: a random token in a cookie, its hash in the database. */
import type { Request, RequestHandler, Response } from 'express';
import { newToken } from '../store/secret-token.ts';
import { endSession, findSessionUser, startSession } from '../store/sessions.ts';
import type { User } from '../store/users.ts';
import { readCookie } from './cookies.ts';
import { Refusal } from './failure.ts';
import type { WebContext } from './server.ts';

const lifetimeMs = 180 * 24 * 60 * 60 * 1000;

/** Puts the user beside the response, where findUser and requireUser look. */
export function recogniseUser(context: WebContext): RequestHandler {
  const cookie = cookieName(context);
  return async (request, response, next) => {
    const token = readCookie(request, cookie);
    if (token) users.set(response, await findSessionUser(context.store, token, context.now()));
    next();
  };
}

const users = new WeakMap<Response, User | undefined>();

export const findUser = (response: Response): User | undefined => users.get(response);

export function requireUser(response: Response): User {
  const user = findUser(response);
  if (!user) throw new Refusal(403, 'forbidden');
  return user;
}

/** Always a new token: one that was planted before signing in is worth nothing after it. */
export async function signIn(context: WebContext, response: Response, user: User): Promise<void> {
  const token = newToken();
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
  await startSession(context.store, { token, userId: user.id, createdAt, expiresAt });
  users.set(response, user);
  response.cookie(cookieName(context), token, { ...cookieOptions(context), maxAge: lifetimeMs });
}

export async function signOut(context: WebContext, request: Request, response: Response): Promise<void> {
  const token = readCookie(request, cookieName(context));
  if (token) await endSession(context.store, token);
  users.delete(response);
  response.clearCookie(cookieName(context), cookieOptions(context));
}

const isSecure = (context: WebContext) => context.publicUrl.startsWith('https:');

/** __Host- makes browsers refuse the cookie from a subdomain or without TLS. */
const cookieName = (context: WebContext) => (isSecure(context) ? '__Host-chainmark' : 'chainmark');

const cookieOptions = (context: WebContext) =>
  ({ httpOnly: true, sameSite: 'lax', secure: isSecure(context), path: '/' }) as const;
