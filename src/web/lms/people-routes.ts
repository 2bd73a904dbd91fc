/** Teachers compare the people of their course with those of the LMS, and take over what they tick. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { say } from '../../language/language.ts';
import { compareWithLms, findLmsCourse, takeLmsPeople } from '../../lms/lti/course-people.ts';
import type { Context } from '../../store/lti-contexts.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { peoplePage } from './people-pages.ts';

export function peopleRoutes(context: WebContext): Router {
  const router = Router();
  const people = '/teach/courses/:courseId/lti/people/:lmsCourseId';
  router.get(people, (request, response) => show(context, request, response));
  router.post(people, (request, response) => take(context, request, response));
  return router;
}

async function requireLmsCourse(context: WebContext, request: Request, response: Response): Promise<Context> {
  const { courseId } = await requireEnrolment(context, request, response);
  const lms = await findLmsCourse(context, courseId, nameIn(request, 'lmsCourseId'));
  if (!lms) throw new Refusal(404, 'notFound');
  return lms;
}

async function show(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireEnrolment(context, request, response);
  const lms = await requireLmsCourse(context, request, response);
  const compared = await compareWithLms(context, courseId, lms);
  if (!compared) response.status(424);
  context.views.send(request, response, (locale) => peoplePage({ locale, courseId, lms, compared }));
}

const ticked = z.union([z.array(line(255)), line(255).transform((one) => [one])]).default([]);
const form = z.object({ add: ticked, remove: ticked });

async function take(context: WebContext, request: Request, response: Response): Promise<void> {
  const chosen = requireForm(form, request);
  const teacher = await requireEnrolment(context, request, response);
  const lms = await requireLmsCourse(context, request, response);
  const nameHidden = say(localeOf(request)).lti.hiddenName;
  await takeLmsPeople(context, teacher, { lms, ...chosen, nameHidden });
  response.redirect(303, `/teach/courses/${teacher.courseId}/lti/people/${lms.id}`);
}
