/** Who is asking: a random token in a cookie, its hash in the database. */
import type { Request, RequestHandler, Response } from 'express';
import { dayMs, hourMs } from '../number/durations.ts';
import { makeLately } from '../store/lately.ts';
import { newToken } from '../store/secret-token.ts';
import { endSession, findSessionUser, isStaff, keepLastSeen, startSession } from '../store/sessions.ts';
import { saveLooks, type User } from '../store/users.ts';
import { readCookie } from './cookies.ts';
import { deviceOf } from './device.ts';
import { Refusal } from './failure.ts';
import { exerciseIn, foresee } from './foreseen.ts';
import { choicesAmong, choicesInCookies } from './looks-choices.ts';
import type { WebContext } from './server.ts';

const lifetimeMs = 180 * dayMs;

/** Puts the user beside the response, where findUser and requireUser look. */
export function recogniseUser(context: WebContext): RequestHandler {
  const cookie = cookieName(context);
  const noteUse = usesNoted(context);
  return async (request, response, next) => {
    const token = users.has(response) ? undefined : readCookie(request, cookie);
    const place = exerciseIn(request.path);
    if (token) {
      const find = place
        ? foresee(context, response, { token, ...place })
        : findSessionUser(context.store, token, context.now());
      const user = await find;
      users.set(response, user);
      if (user && isStaff(user)) await noteUse(token);
    }
    next();
  };
}

const noteEveryMs = hourMs;
/** More people than teach on one site in an hour; who is forgotten costs a statement. */
const mostNoted = 10_000;

/** What cannot be noted keeps nobody from reading: where the disk is full, or the database has just gone. */
function usesNoted({ store, now, report }: WebContext): (token: string) => Promise<void> {
  const noted = makeLately<number>(mostNoted);
  return async (token) => {
    const at = now();
    const before = noted.find(token);
    if (before !== undefined && Math.abs(at.getTime() - before) < noteEveryMs) return;
    noted.keep(token, at.getTime());
    await keepLastSeen(store, token, at).catch(report);
  };
}

const users = new WeakMap<Response, User | undefined>();

export const findUser = (response: Response): User | undefined => users.get(response);

/** Who asks was known in another way than by a cookie. */
export const keepUser = (response: Response, user: User): unknown => users.set(response, user);

export function requireUser(response: Response): User {
  const user = findUser(response);
  if (!user) throw new Refusal(403, 'forbidden');
  return user;
}

/** Always a new token: one that was planted before signing in is worth nothing after it, and the old one ends. */
export async function signIn(
  context: WebContext,
  response: Response,
  known: User,
  { byLink = false } = {},
): Promise<void> {
  const before = readCookie(response.req, cookieName(context));
  if (before) await endSession(context.store, before);
  const user = await withLooksOf(response.req, context, known);
  const token = newToken();
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
  const device = deviceOf(response.req.get('user-agent') ?? '');
  await startSession(context.store, { token, userId: user.id, createdAt, expiresAt, device, byLink });
  users.set(response, user);
  response.cookie(cookieName(context), token, { ...cookieOptions(context), maxAge: lifetimeMs });
}

/** What was chosen in this browser before signing in is kept from now on, where nothing else was chosen. */
async function withLooksOf(request: Request, { store }: WebContext, user: User): Promise<User> {
  const chosen = choicesInCookies(request);
  const looks = choicesAmong((choice) => (user[choice] === null ? chosen[choice] : undefined));
  if (Object.keys(looks).length > 0) await saveLooks(store, user.id, looks);
  return { ...user, ...looks };
}

/** The token of the session that asks; '' for none. */
export const tokenOf = (context: WebContext, request: Request): string =>
  readCookie(request, cookieName(context)) ?? '';

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
