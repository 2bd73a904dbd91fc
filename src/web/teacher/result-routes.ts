/** The results of an assignment, and its grades as a file. */
import { type Request, type Response, Router } from 'express';
import { classResults } from '../../classroom/class-results.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import { gradebookCsv } from '../../lms/gradebook-csv.ts';
import { type Assignment, findAssignment } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import type { WebContext } from '../server.ts';
import { requireTeacher } from './course-routes.ts';
import { resultPage } from './result-page.ts';

const pointsPossible = 100;

export function resultRoutes(context: WebContext): Router {
  const router = Router();
  const address = '/teach/courses/:courseId/assignments/:assignmentId';
  router.get(address, async (request, response) => {
    const assignment = await requireAssignment(context, request, response);
    const [course, results, exercises] = await Promise.all([
      findCourse(context.store, assignment.courseId),
      classResults(context, assignment),
      listExercises(context, assignment.courseId),
    ]);
    context.views.send(request, response, (locale) =>
      resultPage({ locale, course: course?.title ?? '', assignment, exercises, results }),
    );
  });
  router.get(`${address}/grades.csv`, async (request, response) => {
    const assignment = await requireAssignment(context, request, response);
    const { students } = await classResults(context, assignment);
    const rows = students.map(({ enrolment, mark }) => ({ name: enrolment.displayName, marks: [mark] }));
    response
      .type('text/csv; charset=utf-8')
      .attachment(`${fileName(assignment.title)}.csv`)
      .send(gradebookCsv([{ title: assignment.title, pointsPossible }], rows));
  });
  return router;
}

async function requireAssignment(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Assignment> {
  const { courseId } = await requireTeacher(context, request, response);
  const assignment = await findAssignment(context.store, courseId, nameIn(request, 'assignmentId'));
  if (!assignment) throw new Refusal(404, 'notFound');
  return assignment;
}

/** Letters, digits and what is harmless between them, in any script. */
const fileName = (title: string): string => title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'grades';
