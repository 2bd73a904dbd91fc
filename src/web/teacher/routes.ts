/** For teachers: becoming the first one, courses, assignments, results, attempts, grades, exercises, worksheets. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';
import { attemptRoutes } from './attempt-routes.ts';
import { copyRoutes } from './copy-routes.ts';
import { courseRoutes } from './course-routes.ts';
import { dashboardRoutes } from './dashboard/dashboard-routes.ts';
import { dataRoutes } from './data-routes.ts';
import { editRoutes } from './edit-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { exerciseRoutes } from './exercise-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { fillRoutes } from './fill-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { markRoutes } from './mark-routes.ts';
import { ownExerciseRoutes } from './own-exercise-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { rosterRoutes } from './roster-routes.ts';
import { sheetRoutes } from './sheet-routes.ts';
import { studentPreviewRoutes } from './student-preview-routes.ts';
import { teachersRoutes } from './teachers-routes.ts';
import { worksheetRoutes } from './worksheet-routes.ts';

export function teacherRoutes(context: WebContext): Router {
  const all = [
    entryRoutes,
    courseRoutes,
    rosterRoutes,
    dataRoutes,
    peopleRoutes,
    resultRoutes,
    exportRoutes,
    fillRoutes,
    dashboardRoutes,
    attemptRoutes,
    markRoutes,
    editRoutes,
    exerciseRoutes,
    ownExerciseRoutes,
    worksheetRoutes,
    sheetRoutes,
    teachersRoutes,
    copyRoutes,
    studentPreviewRoutes,
    jobRoutes,
  ];
  return all.reduce((router, routes) => router.use(routes(context)), Router());
}
