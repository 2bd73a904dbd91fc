/**
 * Gives each request an id, which its answer carries, and a line in the log once it is answered: the pattern of the
 * address, never the address itself, which may hold a one-time link or a printed code.
 */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Log } from './log.ts';

/** A proxy before us may have given one already. */
const acceptable = /^[\w-]{8,64}$/;

export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id') ?? '';
    const requestId = acceptable.test(given) ? given : randomUUID();
    response.locals.requestId = requestId;
    response.set('x-request-id', requestId);
    const began = performance.now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - began);
      const { method } = request;
      const status = response.writableFinished ? response.statusCode : 499;
      log.info({ requestId, method, route: routeOf(request), status, ms }, 'request');
    });
    next();
  };
}

export const requestIdOf = (response: Response): string => `${response.locals.requestId ?? ''}`;

/** '/courses/:courseId'; '/assets' for what is served as files; '' for what has no route. */
export function routeOf(request: Request): string {
  const { route } = request as { route?: { path?: unknown } };
  if (typeof route?.path === 'string') return route.path;
  return request.path.startsWith('/assets/') ? '/assets' : '';
}
