/** Joining a course, its page for a student, and an assignment with where the student stands in it. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { openVariant } from '../../classroom/draw-variant.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import {
  type AssignmentMark,
  assignmentMark,
  type ExerciseMark,
  noAdjustments,
} from '../../classroom/gradebook.ts';
import { handIn, handInIfOver } from '../../classroom/hand-in.ts';
import { joinCourse } from '../../classroom/join-course.ts';
import { welcomeVisitor } from '../../classroom/practise.ts';
import { startExam } from '../../classroom/start-exam.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Access, accessTo, type Work } from '../../grading/schedule.ts';
import { type Locale, say } from '../../language/language.ts';
import { westernDigits } from '../../lms/safe-text.ts';
import { rational, rationals, showDecimal, toDouble, zero } from '../../number/rational.ts';
import { listAdjustments } from '../../store/adjustments.ts';
import { type Assignment, listAssignments } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import { listProgress, type ProgressRow } from '../../store/progress.ts';
import { findWork } from '../../store/sittings.ts';
import { countTry, isOver, type Limit } from '../../store/tries.ts';
import { nameIn, requireAssignment, requireEnrolment } from '../access.ts';
import { addressOf } from '../address-of.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { gradeFacts } from '../lms/grade-facts.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { assignmentPage, coursePage, joinPage } from './entry-pages.ts';
import { exerciseAddress } from './exercise-routes.ts';
import type { AssignmentEntry } from './model.ts';
import { clockView, noticesOn, scheduleFacts } from './schedule-words.ts';

export function courseRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/join', (request, response) => {
    const { code = '' } = requireQuery(joinQuery, request);
    const name = findUser(response)?.name ?? '';
    context.views.send(request, response, (locale) => joinPage({ locale, code, name, number: '' }));
  });
  router.post('/join', (request, response) => join(context, request, response));
  router.get('/courses/:courseId', (request, response) => showCourse(context, request, response));
  const assignment = '/courses/:courseId/assignments/:assignmentId';
  router.get(assignment, (request, response) => showAssignment(context, request, response));
  router.post(`${assignment}/start`, (request, response) => start(context, request, response));
  router.post(`${assignment}/hand-in`, (request, response) => end(context, request, response));
  router.post(`${assignment}/:position`, (request, response) => openExercise(context, request, response));
  return router;
}

const joinQuery = z.object({ code: z.string().max(80).optional() });
const joinForm = z.object({ code: line(80), name: line(200), number: line(60).default('') });

interface JoinProblem {
  readonly codeProblem?: string;
  readonly nameProblem?: string;
  readonly numberProblem?: string;
}

/** By address of who asks: a class behind one address mistypes a code now and then, and guesses none. */
const wrongCodes: Limit = { name: 'join code', most: 100, perMs: 15 * 60 * 1000 };

async function join(context: WebContext, request: Request, response: Response): Promise<void> {
  const { code: written, name, number } = requireForm(joinForm, request);
  const code = written.toLowerCase();
  const words = say(localeOf(request)).student;
  const again = (problem: JoinProblem, status = 422): void => {
    response.status(status);
    context.views.send(request, response, (locale) =>
      joinPage({ locale, code: written, name, number, ...problem }),
    );
  };
  if (name === '') return again({ nameProblem: words.nameMissing });
  const known = findUser(response);
  const [{ store, now }, from] = [context, addressOf(request)];
  if (await isOver(store, wrongCodes, from, now())) return again({ codeProblem: words.tooManyCodes }, 429);
  const user = known ?? (await welcomeVisitor(context));
  const joined = await joinCourse(context, user, { code, name, studentNumber: westernDigits(number) });
  if (joined.kind === 'no-such-code') {
    await countTry(store, wrongCodes, from, now());
    return again({ codeProblem: words.noSuchCode });
  }
  if (joined.kind === 'removed')
    return again({ codeProblem: say(localeOf(request)).refusals.removedFromCourse });
  if (joined.kind === 'number-taken')
    return again({ numberProblem: say(localeOf(request)).people.numberTaken });
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
  const assignment = await requireAssignment(context, request);
  const course = await findCourse(context.store, enrolment.courseId);
  const definitions = await listExercises(context, enrolment.courseId);
  const rows = await listProgress(context.store, enrolment.courseId, assignment.id);
  const adjustments = await listAdjustments(context.store, enrolment.courseId, assignment.id);
  const { work, access } = await requireAccess(context, assignment, enrolment);
  const own = access.revealed ? rows.filter(({ enrolmentId }) => enrolmentId === enrolment.id) : [];
  const told = { exercises: definitions, adjustments: access.revealed ? adjustments : noAdjustments };
  const mark = assignmentMark(assignment, told, { enrolmentId: enrolment.id, rows: own });
  const here = assignmentAddress(assignment);
  const inLms = await gradeFacts(context.store, assignment, enrolment.id);
  context.views.send(request, response, (locale) =>
    assignmentPage({
      locale,
      title: assignment.title,
      course: { text: course?.title ?? '', href: `/courses/${enrolment.courseId}` },
      facts: [
        ...triesFacts(assignment, locale),
        ...scheduleFacts(work, locale),
        ...markFacts(mark, locale),
        ...inLms(locale),
      ],
      notices: noticesOn({ work }, access, locale),
      ...(access.phase === 'waiting' && { start: `${here}/start` }),
      ...(access.phase === 'open' &&
        work.mode === 'exam' && {
          handIn: `${here}/hand-in`,
          clock: clockView(access.endsAt, context.now(), locale),
        }),
      exercises: mark.exercises.map((exercise) =>
        entryOf(
          definitions,
          assignment,
          own.filter((row) => row.position === exercise.position),
          { ...exercise, locale },
        ),
      ),
    }),
  );
}

const assignmentAddress = ({ courseId, id }: Assignment): string => `/courses/${courseId}/assignments/${id}`;

/** How this student works on it now; an exam whose time is up is handed in first. */
async function requireAccess(
  context: WebContext,
  assignment: Assignment,
  enrolment: Enrolment,
): Promise<{ readonly work: Work; readonly access: Access }> {
  const place = { courseId: assignment.courseId, enrolmentId: enrolment.id, assignmentId: assignment.id };
  const work = await findWork(context.store, place);
  if (!work) throw new Refusal(404, 'notFound');
  if (await handInIfOver(context, place, work)) return requireAccess(context, assignment, enrolment);
  return { work, access: accessTo(work, context.now()) };
}

async function start(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireEnrolment(context, request, response);
  const assignment = await requireAssignment(context, request);
  await startExam(context, assignment, enrolment.id);
  response.redirect(303, assignmentAddress(assignment));
}

async function end(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireEnrolment(context, request, response);
  const assignment = await requireAssignment(context, request);
  const { work, access } = await requireAccess(context, assignment, enrolment);
  const place = { courseId: enrolment.courseId, enrolmentId: enrolment.id, assignmentId: assignment.id };
  if (work.mode === 'exam' && access.phase === 'open') await handIn(context, place, context.now());
  response.redirect(303, assignmentAddress(assignment));
}

function entryOf(
  definitions: ReadonlyMap<string, Definition>,
  assignment: Assignment,
  rows: readonly ProgressRow[],
  { position, exercise, mark, locale }: ExerciseMark & { readonly locale: Locale },
): AssignmentEntry {
  const { title, parts = [] } = definitions.get(exercise) ?? {};
  const closed = rows.filter((row) => row.closed).length;
  return {
    title: title?.[locale] ?? exercise,
    href: `/courses/${assignment.courseId}/assignments/${assignment.id}/${position}`,
    state: rows.length === 0 ? 'untouched' : closed >= parts.length ? 'done' : 'begun',
    percent: Math.round(100 * toDouble(mark ?? zero)),
  };
}

/** What a teacher set in place of what was earned, and why. */
function markFacts({ override, mark }: AssignmentMark, locale: Locale) {
  if (!override || !mark) return [];
  const percent = showDecimal(rationals.multiply(mark, rational(100)), 0);
  const { given } = say(locale).student;
  return [{ name: given.mark, text: given.because(percent, override.reason) }];
}

export function triesFacts({ policy }: Assignment, locale: Locale) {
  const { student } = say(locale);
  return [
    { name: student.tries, text: policy.tries === null ? student.anyTries : student.triesEach(policy.tries) },
  ];
}

async function openExercise(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireEnrolment(context, request, response);
  const assignment = await requireAssignment(context, request);
  const chosen = assignment.exercises.find(({ position }) => `${position}` === nameIn(request, 'position'));
  if (!chosen) throw new Refusal(404, 'notFound');
  const { access } = await requireAccess(context, assignment, enrolment);
  if (access.phase === 'early' || access.phase === 'waiting') {
    return response.redirect(303, assignmentAddress(assignment));
  }
  const { courseId, id: enrolmentId } = enrolment;
  const place = { courseId, enrolmentId, assignmentId: assignment.id, position: chosen.position };
  response.redirect(303, exerciseAddress(await openVariant(context, place, chosen.exercise)));
}
