/** A teacher's courses: the list, a course with its people and assignments, a new assignment. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { listExercises } from '../../classroom/find-exercise.ts';
import { setAssignment } from '../../classroom/set-assignment.ts';
import { startCourse } from '../../classroom/start-course.ts';
import { say } from '../../language/language.ts';
import { listAssignments, withoutSchedule } from '../../store/assignments.ts';
import { findCourse, findCoursesOf } from '../../store/courses.ts';
import { type Enrolment, listEnrolments } from '../../store/enrolments.ts';
import type { User } from '../../store/users.ts';
import { requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { type CoursePageProblems, coursePage, coursesPage } from './course-pages.ts';

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

export const requireTeacher = (
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Enrolment> => requireEnrolment(context, request, response, ['teacher', 'assistant']);

const teaching = async ({ store }: WebContext, user: User) =>
  (await findCoursesOf(store, user.id)).filter(({ role }) => role !== 'student');

/** Courses are started by the site's owner and by whoever teaches one already. */
export async function requireWhoMayTeach(context: WebContext, response: Response): Promise<User> {
  const user = requireUser(response);
  if (!user.siteOwner && (await teaching(context, user)).length === 0) throw new Refusal(403, 'forbidden');
  return user;
}

async function showCourses(
  context: WebContext,
  request: Request,
  response: Response,
  problem?: string,
): Promise<void> {
  const user = await requireWhoMayTeach(context, response);
  const courses = (await teaching(context, user)).map(({ course }) => ({
    title: course.title,
    href: `/teach/courses/${course.id}`,
  }));
  context.views.send(request, response, (locale) =>
    coursesPage({ locale, courses, ...(problem !== undefined && { problem }) }),
  );
}

const titleForm = z.object({ title: line(200) });

async function makeCourse(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = await requireWhoMayTeach(context, response);
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
  { courseId }: Enrolment,
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

const assignmentForm = z.object({
  title: line(200),
  collection: line(80).default(''),
  exercise: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
  tries: z.coerce.number().int().min(1).max(20).catch(3),
});

async function makeAssignment(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireTeacher(context, request, response);
  const form = requireForm(assignmentForm, request);
  const { tries } = form;
  const known = await listExercises(context, teacher.courseId);
  const collection = context.collections.find(({ id }) => id === form.collection);
  const exercises = (collection?.exercises ?? form.exercise).filter((id) => known.has(id));
  const title = form.title || (collection?.title[localeOf(request)] ?? '');
  const words = say(localeOf(request)).teacher;
  const problems: CoursePageProblems = {
    ...(title === '' && { title: words.titleMissing }),
    ...(exercises.length === 0 && { exercises: words.exercisesMissing }),
  };
  if (Object.keys(problems).length > 0) {
    response.status(422);
    return showCourse(context, request, response, teacher, problems);
  }
  const policy = withoutSchedule({ tries, penalty: '0' });
  const { courseId } = teacher;
  const assignment = await setAssignment(context, { courseId, title, exercises, policy });
  response.redirect(303, `/teach/courses/${courseId}/assignments/${assignment.id}`);
}
