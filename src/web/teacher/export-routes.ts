/** Grades as files for other systems: asked for, looked at, downloaded. */
import { type Request, type Response, Router } from 'express';
import { workElsewhere } from '../../classroom/long-work.ts';
import { noteExport } from '../../classroom/note-export.ts';
import { type ExportAsked, gradebookFile, gradebookPreview } from '../../lms/export-gradebook.ts';
import { fileKindOf } from '../../lms/write-gradebook.ts';
import { type Assignment, listAssignments } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import { listSections } from '../../store/known-students.ts';
import { Refusal } from '../failure.ts';
import { requireQuery } from '../forms.ts';
import { bufferOver, goneOf } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { requireTeacher } from './course-routes.ts';
import { type ExportQuery, exportQuery, orderOf } from './export-order.ts';
import { exportPage } from './export-page.ts';

const path = '/teach/courses/:courseId/gradebook/export';

export function exportRoutes(context: WebContext): Router {
  const router = Router();
  router.get(path, (request, response) => showExport(context, request, response));
  router.get(`${path}/file`, (request, response) => sendFile(context, request, response));
  return router;
}

async function showExport(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireTeacher(context, request, response);
  const query = requireQuery(exportQuery, request);
  const [course, assignments, sections] = await Promise.all([
    findCourse(context.store, courseId),
    listAssignments(context.store, courseId),
    listSections(context.store, courseId),
  ]);
  if (!course) throw new Refusal(404, 'notFound');
  const { format } = query;
  const chosen = chosenOf(assignments, query);
  const preview =
    format && chosen.length > 0
      ? await workElsewhere(
          context,
          gradebookPreview,
          { order: orderOf(query, format, context.now()), grades: gradesOf(chosen, query) },
          goneOf(response),
        )
      : null;
  context.views.send(request, response, (locale) =>
    exportPage({ locale, course, assignments, sections, query, preview }),
  );
}

async function sendFile(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireTeacher(context, request, response);
  const { courseId } = teacher;
  const query = requireQuery(exportQuery, request);
  const [course, assignments] = await Promise.all([
    findCourse(context.store, courseId),
    listAssignments(context.store, courseId),
  ]);
  const chosen = chosenOf(assignments, query);
  const [first] = chosen;
  if (!query.format) throw new Refusal(400, 'notUnderstood');
  if (!first) throw new Refusal(404, 'notFound');
  const { extension, mediaType } = fileKindOf(query.format);
  const title = chosen.length === 1 ? first.title : (course?.title ?? '');
  const asked = { order: orderOf(query, query.format, context.now()), grades: gradesOf(chosen, query) };
  const file = await workElsewhere(context, gradebookFile, asked, goneOf(response));
  await noteExport(context, teacher, { file: 'gradebook', form: query.format });
  response.type(mediaType).attachment(`${fileName(title)} ${query.format}.${extension}`);
  response.send(bufferOver(file));
}

/** None chosen: all of them. */
const chosenOf = (assignments: readonly Assignment[], { assignment }: ExportQuery): readonly Assignment[] =>
  assignment.length === 0 ? assignments : assignments.filter(({ id }) => assignment.includes(id));

const gradesOf = (
  assignments: readonly Assignment[],
  { late, section }: ExportQuery,
): ExportAsked['grades'] => ({
  courseId: assignments[0]?.courseId ?? '',
  assignments,
  onTime: late === 'without',
  section: section || null,
});

/** Letters, digits and what is harmless between them, in any script. */
const fileName = (title: string): string => title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'grades';
