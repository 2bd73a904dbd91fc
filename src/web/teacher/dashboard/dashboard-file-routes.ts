/** What the dashboard shows, as CSV files for a spreadsheet. */

import { type Request, type Response, Router } from 'express';
import { classItems, learningCurves, skillMap, timeOnTask } from '../../../classroom/class-statistics.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import { followClass } from '../../../classroom/follow-class.ts';
import { noteExport } from '../../../classroom/note-export.ts';
import type { Assignment } from '../../../store/assignments.ts';
import { requireAssignment } from '../../access.ts';
import { localeOf } from '../../looks.ts';
import type { WebContext } from '../../server.ts';
import { requireTeacher } from '../course-routes.ts';
import { curvesTable, itemsTable, type Place, skillsTable, timeTable } from './statistics-pages.ts';
import { type Table, tableCsv } from './table.ts';
import { mistakeTable, placeTable } from './today-page.ts';

type MakeTable = (context: WebContext, place: Place) => Promise<Table>;

const tables: Readonly<Record<string, MakeTable>> = {
  mistakes: async (context, { assignment, locale }) =>
    mistakeTable((await followClass(context, assignment)).mistakes, locale),
  net: async (context, { assignment, locale }) =>
    placeTable((await followClass(context, assignment)).places, new Map(), { locale, assignment }),
  skills: async (context, place) => skillsTable(place, await skillMap(context, place.assignment.courseId)),
  curves: async (context, place) =>
    curvesTable(place, await learningCurves(context, place.assignment.courseId)),
  items: async (context, place) =>
    itemsTable({
      ...place,
      items: await classItems(context, place.assignment),
      exercises: await listExercises(context, place.assignment.courseId),
    }),
  time: async (context, place) => timeTable(place, await timeOnTask(context, place.assignment)),
};

export function dashboardFileRoutes(context: WebContext): Router {
  const router = Router();
  const dashboard = '/teach/courses/:courseId/assignments/:assignmentId/dashboard';
  for (const [name, make] of Object.entries(tables)) {
    router.get(`${dashboard}/${name}.csv`, async (request: Request, response: Response) => {
      const assignment: Assignment = await requireAssignment(context, request);
      const teacher = await requireTeacher(context, request, response);
      await noteExport(context, teacher, { file: 'dashboard', form: name });
      const table = await make(context, { locale: localeOf(request), assignment });
      response.type('text/csv; charset=utf-8').attachment(`${name}.csv`).send(tableCsv(table));
    });
  }
  return router;
}
