/** A teacher says to which course an LMS course belongs, and which assignment a link in it opens. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { chooseLinked } from '../../classroom/choose-linked.ts';
import { settleLmsCourse, taughtBy } from '../../classroom/settle-lms-course.ts';
import { say } from '../../language/language.ts';
import { listAssignments } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import { listLineItems } from '../../store/line-items.ts';
import { type Context, findContext, listContexts } from '../../store/lti-contexts.ts';
import { listLinks } from '../../store/lti-links.ts';
import { listPlatforms } from '../../store/lti-platforms.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { contextPage, courseLtiPage } from './context-pages.ts';

export function contextRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/lti/contexts/:contextId', (request, response) => showContext(context, request, response));
  router.post('/lti/contexts/:contextId', (request, response) => settle(context, request, response));
  const course = '/teach/courses/:courseId/lti';
  router.get(course, (request, response) => showLinks(context, request, response));
  router.post(`${course}/links/:linkId`, (request, response) => choose(context, request, response));
  return router;
}

/** Of a course of an LMS that waits to be settled, by whoever came from it first; 404 for others. */
async function requireOwnContext(
  { store }: WebContext,
  request: Request,
  response: Response,
): Promise<Context> {
  const user = requireUser(response);
  const found = await findContext(store, nameIn(request, 'contextId'));
  if (found?.askedBy !== user.id) throw new Refusal(404, 'notFound');
  return found;
}

async function showContext(
  context: WebContext,
  request: Request,
  response: Response,
  problem?: string,
): Promise<void> {
  const lms = await requireOwnContext(context, request, response);
  if (lms.courseId !== null) return response.redirect(303, `/teach/courses/${lms.courseId}`);
  const courses = await taughtBy(context, requireUser(response));
  context.views.send(request, response, (locale) =>
    contextPage({ locale, lms, courses, ...(problem !== undefined && { problem }) }),
  );
}

const settleForm = z.object({ course: line(80).default(''), title: line(200).default('') });

async function settle(context: WebContext, request: Request, response: Response): Promise<void> {
  const lms = await requireOwnContext(context, request, response);
  const { course, title } = requireForm(settleForm, request);
  if (course === '' && title === '') {
    response.status(422);
    return showContext(context, request, response, say(localeOf(request)).lti.titleMissing);
  }
  const wish =
    course === '' ? ({ kind: 'new', title } as const) : ({ kind: 'existing', courseId: course } as const);
  const courseId = await settleLmsCourse(context, requireUser(response), lms, wish);
  response.redirect(
    303,
    courseId === undefined ? `/lti/contexts/${lms.id}` : `/teach/courses/${courseId}/lti`,
  );
}

async function showLinks(context: WebContext, request: Request, response: Response): Promise<void> {
  const { store } = context;
  const { courseId } = await requireEnrolment(context, request, response);
  const [course, contexts, links, assignments, platforms, columns] = await Promise.all([
    findCourse(store, courseId),
    listContexts(store, courseId),
    listLinks(store, courseId),
    listAssignments(store, courseId),
    listPlatforms(store),
    listLineItems(store, courseId),
  ]);
  context.views.send(request, response, (locale) =>
    courseLtiPage({
      ...{ locale, courseId, contexts, links, assignments, platforms, columns },
      title: course?.title ?? '',
    }),
  );
}

const chooseForm = z.object({ assignment: line(80) });

async function choose(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireEnrolment(context, request, response);
  const { assignment } = requireForm(chooseForm, request);
  const place = { courseId, linkId: nameIn(request, 'linkId'), assignmentId: assignment };
  if (!(await chooseLinked(context, place))) throw new Refusal(404, 'notFound');
  response.redirect(303, `/teach/courses/${courseId}/lti`);
}
