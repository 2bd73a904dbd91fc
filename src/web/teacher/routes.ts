/** For teachers: becoming the first one, courses, assignments, results, grades, exercises, worksheets. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';
import { courseRoutes } from './course-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { exerciseRoutes } from './exercise-routes.ts';
import { ownExerciseRoutes } from './own-exercise-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { sheetRoutes } from './sheet-routes.ts';
import { worksheetRoutes } from './worksheet-routes.ts';

export function teacherRoutes(context: WebContext): Router {
  const all = [
    entryRoutes,
    courseRoutes,
    resultRoutes,
    exerciseRoutes,
    ownExerciseRoutes,
    worksheetRoutes,
    sheetRoutes,
  ];
  return all.reduce((router, routes) => router.use(routes(context)), Router());
}
