/** Joining a course, its page for a student, and an assignment with where the student stands in it. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { openVariant } from '../../classroom/draw-variant.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import { exerciseMark } from '../../classroom/gradebook.ts';
import { joinCourse } from '../../classroom/join-course.ts';
import { welcomeVisitor } from '../../classroom/practise.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import { toDouble } from '../../number/rational.ts';
import { type Assignment, findAssignment, listAssignments } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import { listProgress, type ProgressRow } from '../../store/progress.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { assignmentPage, coursePage, joinPage } from './entry-pages.ts';
import { exerciseAddress } from './exercise-routes.ts';
import type { AssignmentEntry } from './model.ts';

export function courseRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/join', (request, response) => {
    const { code = '' } = requireQuery(joinQuery, request);
    const name = findUser(response)?.name ?? '';
    context.views.send(request, response, (locale) => joinPage({ locale, code, name }));
  });
  router.post('/join', (request, response) => join(context, request, response));
  router.get('/courses/:courseId', (request, response) => showCourse(context, request, response));
  const assignment = '/courses/:courseId/assignments/:assignmentId';
  router.get(assignment, (request, response) => showAssignment(context, request, response));
  router.post(`${assignment}/:position`, (request, response) => openExercise(context, request, response));
  return router;
}

const joinQuery = z.object({ code: z.string().max(80).optional() });
const joinForm = z.object({ code: line(80), name: line(200) });

async function join(context: WebContext, request: Request, response: Response): Promise<void> {
  const { code: written, name } = requireForm(joinForm, request);
  const code = written.toLowerCase();
  const words = say(localeOf(request)).student;
  const again = (problem: { readonly codeProblem?: string; readonly nameProblem?: string }): void => {
    response.status(422);
    context.views.send(request, response, (locale) => joinPage({ locale, code: written, name, ...problem }));
  };
  if (name === '') return again({ nameProblem: words.nameMissing });
  const known = findUser(response);
  const user = known ?? (await welcomeVisitor(context));
  const joined = await joinCourse(context, user, { code, name });
  if (joined.kind === 'no-such-code') return again({ codeProblem: words.noSuchCode });
  if (!known) await signIn(context, response, user);
  response.redirect(303, `/courses/${joined.courseId}`);
}

async function showCourse(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireEnrolment(context, request, response);
  const { courseId } = enrolment;
  if (enrolment.role !== 'student') return response.redirect(303, `/teach/courses/${courseId}`);
  const [course, assignments] = await Promise.all([
    findCourse(context.store, courseId),
    listAssignments(context.store, courseId),
  ]);
  context.views.send(request, response, (locale) =>
    coursePage({
      locale,
      title: course?.title ?? '',
      name: enrolment.displayName,
      assignments: assignments.map(({ id, title }) => ({
        title,
        href: `/courses/${courseId}/assignments/${id}`,
      })),
    }),
  );
}

async function showAssignment(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireEnrolment(context, request, response);
  const assignment = await requireAssignment(context, request, enrolment);
  const course = await findCourse(context.store, enrolment.courseId);
  const definitions = await listExercises(context, enrolment.courseId);
  const rows = await listProgress(context.store, enrolment.courseId, assignment.id);
  const own = rows.filter(({ enrolmentId }) => enrolmentId === enrolment.id);
  context.views.send(request, response, (locale) =>
    assignmentPage({
      locale,
      title: assignment.title,
      course: { text: course?.title ?? '', href: `/courses/${enrolment.courseId}` },
      facts: factsOf(assignment, locale),
      exercises: assignment.exercises.map(({ position, exercise }) =>
        entryOf(
          definitions,
          assignment,
          own.filter((row) => row.position === position),
          { position, exercise, locale },
        ),
      ),
    }),
  );
}

async function requireAssignment(
  { store }: WebContext,
  request: Request,
  { courseId }: Enrolment,
): Promise<Assignment> {
  const assignment = await findAssignment(store, courseId, nameIn(request, 'assignmentId'));
  if (!assignment) throw new Refusal(404, 'notFound');
  return assignment;
}

function entryOf(
  definitions: ReadonlyMap<string, Definition>,
  assignment: Assignment,
  rows: readonly ProgressRow[],
  {
    position,
    exercise,
    locale,
  }: { readonly position: number; readonly exercise: string; readonly locale: Locale },
): AssignmentEntry {
  const { title, parts = [] } = definitions.get(exercise) ?? {};
  const closed = rows.filter((row) => row.closed).length;
  return {
    title: title?.[locale] ?? exercise,
    href: `/courses/${assignment.courseId}/assignments/${assignment.id}/${position}`,
    state: rows.length === 0 ? 'untouched' : closed >= parts.length ? 'done' : 'begun',
    percent: Math.round(100 * toDouble(exerciseMark(rows, Math.max(parts.length, 1)))),
  };
}

function factsOf({ policy }: Assignment, locale: Locale) {
  const { student } = say(locale);
  return [
    { name: student.tries, text: policy.tries === null ? student.anyTries : student.triesEach(policy.tries) },
  ];
}

async function openExercise(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireEnrolment(context, request, response);
  const assignment = await requireAssignment(context, request, enrolment);
  const chosen = assignment.exercises.find(({ position }) => `${position}` === nameIn(request, 'position'));
  if (!chosen) throw new Refusal(404, 'notFound');
  const { courseId, id: enrolmentId } = enrolment;
  const place = { courseId, enrolmentId, assignmentId: assignment.id, position: chosen.position };
  response.redirect(303, exerciseAddress(await openVariant(context, place, chosen.exercise)));
}
