/** What was assigned in another course, copied to this one: what a teacher does at the beginning of a term. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { copyAssignments } from '../../classroom/copy-assignments.ts';
import { may } from '../../classroom/permissions.ts';
import { say } from '../../language/language.ts';
import { type Assignment, listAssignments } from '../../store/assignments.ts';
import { type Course, findCourse, findCoursesOf } from '../../store/courses.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { copyPage } from './copy-page.ts';
import { requireTeacher } from './course-routes.ts';

const address = '/teach/courses/:courseId/copy';

export function copyRoutes(context: WebContext): Router {
  const router = Router();
  router.get(address, async (request, response) => {
    const { from } = requireQuery(asked, request);
    await show(context, request, response, { from, weeks: '' });
  });
  router.post(address, (request, response) => copy(context, request, response));
  return router;
}

const asked = z.object({ from: line(80).default('') });

interface Shown {
  readonly from: string;
  readonly weeks: string;
  /** Ids; absent: all of them. */
  readonly chosen?: readonly string[];
  readonly problem?: string;
}

async function show(
  context: WebContext,
  request: Request,
  response: Response,
  { from, ...shown }: Shown,
): Promise<void> {
  const { courseId } = await requireTeacher(context, request, response);
  const course = await findCourse(context.store, courseId);
  if (!course) throw new Refusal(404, 'notFound');
  const sources = await sourcesFor(context, response, courseId);
  const source = sources.find(({ id }) => id === from);
  const assignments = source ? await listAssignments(context.store, source.id) : [];
  context.views.send(request, response, (locale) =>
    copyPage({ locale, course, sources, source, assignments, ...shown }),
  );
}

/** Courses that this person follows, as a teacher or an assistant. */
async function sourcesFor(
  { store }: WebContext,
  response: Response,
  courseId: string,
): Promise<readonly Course[]> {
  const all = await findCoursesOf(store, requireUser(response).id);
  return all.flatMap(({ course, role }) =>
    course.kind === 'course' && course.id !== courseId && may(role, 'follow the class') ? [course] : [],
  );
}

const form = asked.extend({
  assignment: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
  weeks: line(10).default(''),
});

const mostWeeks = 520;

async function copy(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireTeacher(context, request, response);
  const { from, assignment: chosen, weeks: typed } = requireForm(form, request);
  const words = say(localeOf(request)).teacher.rest;
  const again = (problem: string): Promise<void> => {
    response.status(422);
    return show(context, request, response, { from, weeks: typed, chosen, problem });
  };
  const source = (await sourcesFor(context, response, courseId)).find(({ id }) => id === from);
  if (!source) return again(words.noCourseChosen);
  const assignments = chosenOf(await listAssignments(context.store, source.id), chosen);
  if (assignments.length === 0) return again(words.nothingChosen);
  const weeks = typed === '' ? null : Number(typed);
  if (weeks !== null && (!Number.isInteger(weeks) || Math.abs(weeks) > mostWeeks))
    return again(words.badWeeks);
  const made = await copyAssignments(context, { assignments, courseId, weeks });
  if (made.kind === 'other-exercises') return again(words.otherExercises(made.exercises.join(', ')));
  response.redirect(303, `/teach/courses/${courseId}`);
}

const chosenOf = (assignments: readonly Assignment[], ids: readonly string[]): readonly Assignment[] =>
  assignments.filter(({ id }) => ids.includes(id));
