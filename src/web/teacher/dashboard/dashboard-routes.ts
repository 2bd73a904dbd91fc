/** The dashboard of an assignment: its pages, the same as files, and what a teacher has seen and dismissed. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { classItems, learningCurves, skillMap, timeOnTask } from '../../../classroom/class-statistics.ts';
import { dismissAlert } from '../../../classroom/dismiss-alert.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import { exercisesForExample } from '../../../classroom/find-worked-example.ts';
import { followClass } from '../../../classroom/follow-class.ts';
import { stuckRules } from '../../../learning/stuck.ts';
import { isMistake } from '../../../mistakes/sentence.ts';
import { classVersion } from '../../../store/class-work.ts';
import { listEnrolments } from '../../../store/enrolments.ts';
import { nameIn, requireAssignment, requireEnrolment } from '../../access.ts';
import { Refusal } from '../../failure.ts';
import { line, requireForm, requireQuery } from '../../forms.ts';
import { sendMade } from '../../send-made.ts';
import type { WebContext } from '../../server.ts';
import { dashboardAddress } from './dashboard-address.ts';
import { dashboardFileRoutes } from './dashboard-file-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { curvesPage, itemsPage, skillsPage, timePage } from './statistics-pages.ts';
import { projectedNetPage, todayPage } from './today-page.ts';
import { workedWork } from './worked-page.ts';

const dashboard = '/teach/courses/:courseId/assignments/:assignmentId/dashboard';

export function dashboardRoutes(context: WebContext): Router {
  const router = Router();
  router.get(dashboard, (request, response) => showToday(context, request, response, todayPage));
  router.get(`${dashboard}/net`, (request, response) =>
    showToday(context, request, response, projectedNetPage),
  );
  router.get(`${dashboard}/mistakes/:mistake`, (request, response) => showWorked(context, request, response));
  router.post(`${dashboard}/dismissals`, (request, response) => dismiss(context, request, response));
  router.get(`${dashboard}/skills`, async (request, response) => {
    const assignment = await requireAssignment(context, request);
    const map = await skillMap(context, assignment.courseId);
    context.views.send(request, response, (locale) => skillsPage({ locale, assignment }, map));
  });
  router.get(`${dashboard}/curves`, async (request, response) => {
    const assignment = await requireAssignment(context, request);
    const curves = await learningCurves(context, assignment.courseId);
    context.views.send(request, response, (locale) => curvesPage({ locale, assignment }, curves));
  });
  router.get(`${dashboard}/items`, async (request, response) => {
    const assignment = await requireAssignment(context, request);
    const [items, exercises] = await Promise.all([
      classItems(context, assignment),
      listExercises(context, assignment.courseId),
    ]);
    context.views.send(request, response, (locale) => itemsPage({ locale, assignment, items, exercises }));
  });
  router.get(`${dashboard}/time`, async (request, response) => {
    const assignment = await requireAssignment(context, request);
    const times = await timeOnTask(context, assignment);
    context.views.send(request, response, (locale) => timePage({ locale, assignment }, times));
  });
  return router.use(dashboardFileRoutes(context)).use(liveRoutes(context));
}

async function showToday(
  context: WebContext,
  request: Request,
  response: Response,
  page: typeof todayPage,
): Promise<void> {
  const assignment = await requireAssignment(context, request);
  const version = await classVersion(context.store, assignment.courseId, assignment.id);
  const [today, exercises] = await Promise.all([
    followClass(context, assignment),
    listExercises(context, assignment.courseId),
  ]);
  context.views.send(request, response, (locale) => page({ locale, assignment, exercises, today, version }));
}

const workedQuery = z.object({ draw: z.coerce.number().int().min(1).max(1_000_000).catch(1) });

async function showWorked(context: WebContext, request: Request, response: Response): Promise<void> {
  const assignment = await requireAssignment(context, request);
  const mistake = nameIn(request, 'mistake');
  if (!isMistake(mistake)) throw new Refusal(404, 'notFound');
  const { draw } = requireQuery(workedQuery, request);
  const definitions = await exercisesForExample(context, assignment, mistake);
  await sendMade(context, request, response, workedWork, { assignment, mistake, definitions, draw });
}

const dismissal = z.object({ enrolment: line(80), rule: z.enum(stuckRules) });

async function dismiss(context: WebContext, request: Request, response: Response): Promise<void> {
  const assignment = await requireAssignment(context, request);
  const viewer = await requireEnrolment(context, request, response);
  const { enrolment, rule } = requireForm(dismissal, request);
  const { courseId, id: assignmentId } = assignment;
  const people = await listEnrolments(context.store, courseId);
  if (!people.some(({ id }) => id === enrolment)) throw new Refusal(404, 'notFound');
  await dismissAlert(context, {
    courseId,
    assignmentId,
    enrolmentId: enrolment,
    rule,
    dismissedBy: viewer.id,
  });
  response.redirect(303, dashboardAddress(assignment));
}
