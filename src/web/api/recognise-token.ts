/**
 * Below /api/v1 a token says who asks, and nothing else does: a cookie that a browser sends along opens nothing here,
 * so that no other site can make a browser act.
 */
import type { Request, RequestHandler } from 'express';
import { findTokenOwner, type TokenOwner } from '../../store/api-tokens.ts';
import { paceTokens } from '../pace.ts';
import type { WebContext } from '../server.ts';
import { keepUser } from '../session.ts';
import { Problem } from './problem.ts';

/** What explains the rest is open to everybody, as pages are. */
const open = new Set(['/docs', '/openapi.json']);

export function recogniseToken({ store, now, operations }: WebContext): RequestHandler {
  const pace = paceTokens(store, operations.limits);
  return async (request, response, next) => {
    if (open.has(request.path)) return next();
    const token = tokenIn(request);
    if (token === undefined) throw new Problem(401, 'noToken');
    const owner = await findTokenOwner(store, token, now());
    if (!owner) throw new Problem(401, 'unknownToken');
    await pace(owner.token.id, now());
    keepUser(response, owner.user);
    tokens.set(response, owner.token);
    next();
  };
}

const tokens = new WeakMap<object, TokenOwner['token']>();

/** The token that came with this request. */
export function requireToken(response: object): TokenOwner['token'] {
  const token = tokens.get(response);
  if (!token) throw new Problem(401, 'noToken');
  return token;
}

const tokenIn = (request: Request): string | undefined =>
  /^bearer +([\w-]{20,200})$/i.exec(request.get('authorization') ?? '')?.[1];
