/** For everybody who comes by and for students: home, practising, exercises, joining, assignments. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';
import { courseRoutes } from './course-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { exerciseRoutes } from './exercise-routes.ts';
import { myWorkRoutes } from './my-work-routes.ts';

export function studentRoutes(context: WebContext): Router {
  return Router()
    .use(entryRoutes(context))
    .use(exerciseRoutes(context))
    .use(courseRoutes(context))
    .use(myWorkRoutes(context));
}
