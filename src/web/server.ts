/**
 * The web server. Each kind of user has a folder here that exports its routes; this file only puts them in order:
 * what everybody gets (headers, assets, health), who is asking, whether they may, the
 * routes, and at last what to say when it fails.
 */
import express, { type Express, Router } from 'express';
import type { Tool } from '../lms/lti/lti.ts';
import type { SendMail } from './account/mailer.ts';
import { accountRoutes } from './account/routes.ts';
import { apiRoot } from './api/endpoints.ts';
import { answerProblem } from './api/problem.ts';
import { recogniseToken } from './api/recognise-token.ts';
import { apiRoutes } from './api/routes.ts';
import { answerFailure, answerNotFound } from './failure.ts';
import { guardRoutes, listRoutes } from './guard.ts';
import { lmsRoutes } from './lms/routes.ts';
import { looksRoutes } from './looks-routes.ts';
import { healthRoutes } from './operations/health-routes.ts';
import type { Operations } from './operations/operations.ts';
import { logRequests } from './operations/request-log.ts';
import { statusRoutes } from './operations/status-routes.ts';
import { paceForms } from './pace.ts';
import {
  refuseForeignForms,
  refuseOtherMethods,
  requireRoomToWrite,
  setSecurityHeaders,
} from './protection.ts';
import { recogniseUser } from './session.ts';
import { studentRoutes } from './student/routes.ts';
import { teacherRoutes } from './teacher/routes.ts';
import type { Views } from './views.ts';
import { viewsHere } from './views-here.ts';

/** What main.ts gives to the web. */
export interface ServerParts extends Tool {
  /** null: there is no mail server, and so no links by e-mail. */
  readonly sendMail: SendMail | null;
  /** A job was added: whoever works in this process need not look for it. */
  nudgeJobs(): void;
  /** Hears of every error that is ours, and in which request it was. */
  report(error: unknown, requestId?: string): void;
  /** Aborted once the server is to end. */
  readonly stopping: AbortSignal;
  readonly operations: Operations;
}

/** What every folder of routes gets. */
export interface WebContext extends ServerParts {
  readonly views: Views;
}

/** One factory for each kind of user; add yours here. */
const routes = [looksRoutes, accountRoutes, studentRoutes, teacherRoutes, lmsRoutes, statusRoutes, apiRoutes];

export function makeServer(parts: ServerParts): Express {
  const context: WebContext = { ...parts, views: viewsHere() };
  const app = express();
  app.disable('x-powered-by');
  const { log, metrics, tracing } = parts.operations;
  app.use(tracing.traceRequests, logRequests(log), metrics.countRequests);
  app.use(setSecurityHeaders(parts.publicUrl), refuseOtherMethods);
  app.use(healthRoutes(parts));
  app.use(context.views.assets());
  app.use(refuseForeignForms(parts.publicUrl));
  app.use(express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 200 }));
  app.use(requireRoomToWrite(parts.store));
  app.use(apiRoot, recogniseToken(context));
  app.use(recogniseUser(context));
  app.use(paceForms(context));
  const rooms = Router();
  for (const makeRoutes of routes) rooms.use(makeRoutes(context));
  app.use(guardRoutes(context, listRoutes(rooms)));
  app.use(rooms);
  app.use(answerNotFound);
  app.use(apiRoot, answerProblem(context));
  app.use(answerFailure(context));
  return app;
}
