/** Between here and learning management systems. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';
import { arrivalRoutes } from './arrival-routes.ts';
import { columnRoutes } from './column-routes.ts';
import { contextRoutes } from './context-routes.ts';
import { deepLinkingRoutes } from './deep-linking-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { launchRoutes } from './launch-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { platformRoutes } from './platform-routes.ts';
import { registrationRoutes } from './registration-routes.ts';

export function lmsRoutes(context: WebContext): Router {
  const all = [
    launchRoutes,
    arrivalRoutes,
    deepLinkingRoutes,
    contextRoutes,
    columnRoutes,
    peopleRoutes,
    platformRoutes,
    keyRoutes,
    registrationRoutes,
  ];
  return all.reduce((router, routes) => router.use(routes(context)), Router());
}
