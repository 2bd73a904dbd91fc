/**
 * The web server. Each kind of user has a folder here that exports its routes; this file only puts them in order:
 * what everybody gets (headers, assets, health), who is asking, the routes, and at last what to say when it fails.
 */
import express, { type Express } from 'express';
import type { Classroom } from '../classroom/classroom.ts';
import { answerFailure, answerNotFound } from './failure.ts';
import { looksRoutes } from './looks.ts';
import { refuseForeignForms, setSecurityHeaders } from './protection.ts';
import { recogniseUser } from './session.ts';
import { studentRoutes } from './student/routes.ts';
import { teacherRoutes } from './teacher/routes.ts';
import { makeViews, type Views } from './views.ts';

/** What main.ts gives to the web. */
export interface ServerParts extends Classroom {
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  /** Hears of every error that is ours. */
  report(error: unknown): void;
}

/** What every folder of routes gets. */
export interface WebContext extends ServerParts {
  readonly views: Views;
}

/** One factory for each kind of user; add yours here. */
const routes = [looksRoutes, studentRoutes, teacherRoutes];

export function makeServer(parts: ServerParts): Express {
  const context: WebContext = { ...parts, views: makeViews() };
  const app = express();
  app.disable('x-powered-by');
  app.use(setSecurityHeaders(parts.publicUrl));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use(context.views.assets);
  app.use(refuseForeignForms(parts.publicUrl));
  app.use(express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 200 }));
  app.use(recogniseUser(context));
  for (const makeRoutes of routes) app.use(makeRoutes(context));
  app.use(answerNotFound);
  app.use(answerFailure(context));
  return app;
}
