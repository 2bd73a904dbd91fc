/** The results of an assignment. */
import { Router } from 'express';
import { classResults } from '../../classroom/class-results.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import { findCourse } from '../../store/courses.ts';
import { requireAssignment } from '../access.ts';
import type { WebContext } from '../server.ts';
import { requireTeacher } from './course-routes.ts';
import { resultPage } from './result-page.ts';

export function resultRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/teach/courses/:courseId/assignments/:assignmentId', async (request, response) => {
    const assignment = await requireAssignment(context, request);
    const { role } = await requireTeacher(context, request, response);
    const [course, results, exercises] = await Promise.all([
      findCourse(context.store, assignment.courseId),
      classResults(context, assignment),
      listExercises(context, assignment.courseId),
    ]);
    context.views.send(request, response, (locale) =>
      resultPage({ locale, role, course: course?.title ?? '', assignment, exercises, results }),
    );
  });
  return router;
}
