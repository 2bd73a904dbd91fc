/**
 * The dashboard while the class works: a stream that tells when something changed, and the same as one number
 * for whoever cannot hold a stream. Both ask the database, so that any replica can answer for any other.
 */

import { type Request, type Response, Router } from 'express';
import type { Assignment } from '../../../store/assignments.ts';
import { classVersion } from '../../../store/class-work.ts';
import { findOutage } from '../../../store/outage.ts';
import { requireAssignment } from '../../access.ts';
import type { WebContext } from '../../server.ts';

const askEveryMs = 2_000;
/** Then the browser comes back, and is asked again who it is. */
const longestMs = 5 * 60_000;

export function liveRoutes(context: WebContext): Router {
  const router = Router();
  const dashboard = '/teach/courses/:courseId/assignments/:assignmentId/dashboard';
  router.get(`${dashboard}/version`, async (request, response) => {
    const { courseId, id } = await requireAssignment(context, request);
    const version = await classVersion(context.store, courseId, id);
    response.set('cache-control', 'no-store').json({ version });
  });
  router.get(`${dashboard}/events`, async (request, response) =>
    tellChanges(context, request, response, await requireAssignment(context, request)),
  );
  return router;
}

/** Server-sent events: a version at once, then each new one; a comment in between keeps the line open. */
async function tellChanges(
  { store, report, stopping }: WebContext,
  _request: Request,
  response: Response,
  { courseId, id }: Assignment,
): Promise<void> {
  response.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 3000\n\n');
  let told = '';
  const tell = async (): Promise<void> => {
    const version = await classVersion(store, courseId, id);
    if (response.writableEnded || response.destroyed) return;
    response.write(version === told ? ':\n\n' : `data: ${version}\n\n`);
    told = version;
  };
  await tell();
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    tell()
      .catch((error: unknown) => {
        report(error);
        // The line stays open until the database is back: a browser that is refused once never asks again.
        if (!findOutage(error)) response.end();
      })
      .finally(() => {
        asking = false;
      });
  }, askEveryMs);
  const end = (): void => void response.end();
  const ending = setTimeout(end, longestMs);
  stopping.addEventListener('abort', end);
  response.on('close', () => {
    stopping.removeEventListener('abort', end);
    clearInterval(timer);
    clearTimeout(ending);
  });
}
