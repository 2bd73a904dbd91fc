/**
 * Stands before all routes and asks src/classroom/permissions.ts. It is made from the routes themselves: each that
 * Express knows gets its guard, so that a handler that forgets to ask is still guarded.
 */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type Action, isCourseAction, may, type Standing } from '../classroom/permissions.ts';
import { findCoursesOf } from '../store/courses.ts';
import { findMembership } from './access.ts';
import { Refusal } from './failure.ts';
import { routeActions } from './route-actions.ts';
import type { WebContext } from './server.ts';
import { findUser } from './session.ts';

export interface Route {
  /** 'GET' */
  readonly method: string;
  /** '/courses/:courseId' */
  readonly path: string;
}

/** In the order in which Express tries them. */
export const listRoutes = ({ stack }: Pick<Router, 'stack'>): readonly Route[] =>
  stack.flatMap(({ route, handle }) => {
    if (!route) return isRouter(handle) ? listRoutes(handle) : [];
    const methods = new Set(route.stack.map(({ method = 'all' }) => method.toUpperCase()));
    return [...methods].map((method) => ({ method, path: route.path }));
  });

const isRouter = (handle: unknown): handle is Router => typeof handle === 'function' && 'stack' in handle;

export function guardRoutes(context: WebContext, routes: readonly Route[]): RequestHandler {
  const guarded = new WeakSet<Response>();
  /** By the first word of the address, so that one is not compared with hundreds of patterns. */
  const routers = new Map<string, Router>();
  for (const { method, path } of routes) {
    const action = requireAction({ method, path });
    const word = firstWord(path);
    if (!/^[\w.-]*$/.test(word))
      throw new Error(`${path} begins with no plain word: its guard would not be found`);
    const router = routers.get(word) ?? Router();
    routers.set(word, router);
    router.all(path, async (request, response, next) => {
      const asked = request.method === 'HEAD' ? 'GET' : request.method;
      if (asked === method && !guarded.has(response)) {
        guarded.add(response);
        await requirePermission(context, request, response, action);
      }
      next();
    });
  }
  return (request, response, next) => {
    const router = routers.get(firstWord(request.path));
    if (router) router(request, response, next);
    else next();
  };
}

/** Compared as Express does, whatever the case. */
const firstWord = (path: string): string => (path.split('/')[1] ?? '').toLowerCase();

/** Throws where an address has no row in the table, or one of a course does not name it. */
export function requireAction({ method, path }: Route): Action {
  const action = routeActions[`${method} ${path}`];
  if (!action) throw new Error(`${method} ${path} has no row in src/web/route-actions.ts`);
  if (isCourseAction(action) !== path.split('/').includes(':courseId'))
    throw new Error(`${method} ${path} is not an address for '${action}'`);
  return action;
}

/** Who is not in the course gets 404 and learns nothing; who is in it, and may not, gets 403. */
async function requirePermission(
  context: WebContext,
  request: Request,
  response: Response,
  action: Action,
): Promise<void> {
  const inCourse = isCourseAction(action);
  if (!inCourse && may('visitor', action)) return;
  const standing = await (inCourse
    ? standingInCourse(context, request, response)
    : standingOnSite(context, response));
  if (may(standing, action)) return;
  if (!inCourse) throw new Refusal(403, 'forbidden');
  if (standing === 'visitor') throw new Refusal(404, 'notFound');
  throw new Refusal(403, standing === 'site owner' ? 'notEntered' : 'roleMayNot');
}

async function standingInCourse(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Standing> {
  const membership = await findMembership(context, request, response);
  return membership?.role ?? (findUser(response)?.siteOwner ? 'site owner' : 'visitor');
}

async function standingOnSite({ store }: WebContext, response: Response): Promise<Standing> {
  const user = findUser(response);
  if (!user) return 'visitor';
  if (user.siteOwner) return 'site owner';
  if (user.mayTeach) return 'teacher';
  const courses = await findCoursesOf(store, user.id);
  const roles = courses.filter(({ course }) => course.kind === 'course').map(({ role }) => role);
  return (['teacher', 'assistant', 'student'] as const).find((role) => roles.includes(role)) ?? 'visitor';
}
