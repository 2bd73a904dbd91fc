/** A teacher's courses: the list, a course with its people and assignments, a new assignment. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { listExercises } from '../../classroom/find-exercise.ts';
import { setAssignment } from '../../classroom/set-assignment.ts';
import { startCourse } from '../../classroom/start-course.ts';
import { say } from '../../language/language.ts';
import { listAssignments, type Policy, withoutSchedule } from '../../store/assignments.ts';
import { type CourseOfUser, findCourse, findCoursesOf, listCourses } from '../../store/courses.ts';
import { type Enrolment, listEnrolments } from '../../store/enrolments.ts';
import type { User } from '../../store/users.ts';
import { requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { type CoursePageProblems, coursePage, coursesPage } from './course-pages.ts';
import { readInstant } from './edit-form.ts';

export function courseRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/teach', (_request, response) => showCourses(context, _request, response));
  router.post('/teach/courses', (request, response) => makeCourse(context, request, response));
  router.get('/teach/courses/:courseId', async (request, response) => {
    const teacher = await requireTeacher(context, request, response);
    await showCourse(context, request, response, teacher);
  });
  router.post('/teach/courses/:courseId/assignments', (request, response) =>
    makeAssignment(context, request, response),
  );
  return router;
}

/** The enrolment of somebody who teaches or assists, as the guard has seen. */
export const requireTeacher = requireEnrolment;

const teaching = async ({ store }: WebContext, user: User) =>
  (await findCoursesOf(store, user.id)).filter(({ role }) => role !== 'student');

async function showCourses(
  context: WebContext,
  request: Request,
  response: Response,
  problem?: string,
): Promise<void> {
  const user = requireUser(response);
  const own = await teaching(context, user);
  const others = user.siteOwner ? await othersThan(context, own) : [];
  const courses = own.map(({ course }) => ({
    title: course.title,
    href: `/teach/courses/${course.id}`,
  }));
  context.views.send(request, response, (locale) =>
    coursesPage({
      locale,
      courses,
      others,
      owner: user.siteOwner,
      ...(problem !== undefined && { problem }),
    }),
  );
}

/** For the site's owner. */
async function othersThan({ store }: WebContext, own: readonly CourseOfUser[]) {
  const known = new Set(own.map(({ course }) => course.id));
  const courses = await listCourses(store);
  return courses
    .filter(({ id }) => !known.has(id))
    .map(({ id, title }) => ({ title, enter: `/teach/courses/${id}/enter` }));
}

const titleForm = z.object({ title: line(200) });

async function makeCourse(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  const { title } = requireForm(titleForm, request);
  if (title === '') {
    response.status(422);
    return showCourses(context, request, response, say(localeOf(request)).teacher.titleMissing);
  }
  const course = await startCourse(context, user, title);
  response.redirect(303, `/teach/courses/${course.id}`);
}

async function showCourse(
  context: WebContext,
  request: Request,
  response: Response,
  { courseId, role }: Enrolment,
  problems: CoursePageProblems = {},
): Promise<void> {
  const [course, people, assignments, exercises] = await Promise.all([
    findCourse(context.store, courseId),
    listEnrolments(context.store, courseId),
    listAssignments(context.store, courseId),
    listExercises(context, courseId),
  ]);
  if (!course) throw new Refusal(404, 'notFound');
  context.views.send(request, response, (locale) =>
    coursePage({
      locale,
      role,
      course,
      joinAddress: `${context.publicUrl}/join?code=${course.joinCode ?? ''}`,
      people: people.filter(({ role }) => role === 'student'),
      assignments,
      exercises: [...exercises.values()],
      collections: context.collections,
      problems,
    }),
  );
}

/** An empty field is none. */
const filled = <T extends z.ZodType<number>>(schema: T) =>
  z.union([z.literal('').transform(() => null), schema]).default(null);

const assignmentForm = z.object({
  title: line(200),
  collection: line(80).default(''),
  exercise: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
  tries: z.coerce.number().int().min(1).max(20).catch(3),
  mode: z.enum(['homework', 'exam']).default('homework'),
  due: line(30).default(''),
  opens: line(30).default(''),
  until: line(30).default(''),
  late: filled(z.coerce.number().int().min(0).max(100)),
  minutes: filled(z.coerce.number().int().min(1).max(1440)),
});

async function makeAssignment(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireTeacher(context, request, response);
  const form = requireForm(assignmentForm, request);
  const { tries, mode, late, minutes } = form;
  const [due, opens, until] = [form.due, form.opens, form.until].map(readInstant);
  const known = await listExercises(context, teacher.courseId);
  const collection = context.collections.find(({ id }) => id === form.collection);
  const exercises = (collection?.exercises ?? form.exercise).filter((id) => known.has(id));
  const title = form.title || (collection?.title[localeOf(request)] ?? '');
  const words = say(localeOf(request)).teacher;
  const problems: CoursePageProblems = {
    ...(title === '' && { title: words.titleMissing }),
    ...(due === undefined && { due: words.dueUnclear }),
    ...(opens === undefined && { opens: words.dueUnclear }),
    ...(until === undefined && { until: words.dueUnclear }),
    ...(exercises.length === 0 && { exercises: words.exercisesMissing }),
  };
  if (Object.keys(problems).length > 0) {
    response.status(422);
    return showCourse(context, request, response, teacher, problems);
  }
  const policy: Policy = {
    ...withoutSchedule({ tries: mode === 'exam' ? 1 : tries, penalty: '0' }),
    opensAt: opens ?? null,
    dueAt: due ?? null,
    late: late === null || mode === 'exam' ? null : { perDay: `${late}/100`, until: until ?? null },
    timeLimitMinutes: mode === 'exam' ? minutes : null,
    feedback: mode === 'exam' ? 'when-closed' : 'at-once',
  };
  const { courseId } = teacher;
  const assignment = await setAssignment(context, { courseId, title, exercises, policy, mode });
  response.redirect(303, `/teach/courses/${courseId}/assignments/${assignment.id}`);
}
