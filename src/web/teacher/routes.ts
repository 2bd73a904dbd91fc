/** For teachers: becoming the first one, courses, assignments, results, grades. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';
import { courseRoutes } from './course-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { resultRoutes } from './result-routes.ts';

export function teacherRoutes(context: WebContext): Router {
  return Router().use(entryRoutes(context)).use(courseRoutes(context)).use(resultRoutes(context));
}
