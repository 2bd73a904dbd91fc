/**
 * Exercises that a teacher writes for their own course: the list, adding one by text or file, and each one's preview.
 * A form with a file comes as multipart/form-data, which Node itself can read.
 */
import express, { type Request, type Response, Router } from 'express';
import { addExercise, mostCharacters } from '../../classroom/add-exercise.ts';
import { say } from '../../language/language.ts';
import { findCourseExercise, listCourseExercises } from '../../store/course-exercises.ts';
import { findCourse } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { localeOf } from '../looks.ts';
import { readMultipart } from '../multipart.ts';
import { goneOf } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { requireTeacher } from './course-routes.ts';
import { previewRoutes } from './exercise-routes.ts';
import { type OwnExercisesModel, ownExercisesPage } from './own-exercise-page.ts';

const path = '/teach/courses/:courseId/exercises';
const multipart = express.raw({ type: 'multipart/form-data', limit: '100kb' });

export function ownExerciseRoutes(context: WebContext): Router {
  const router = Router();
  router.get(path, async (request, response) => {
    const enrolment = await requireTeacher(context, request, response);
    await show(context, request, response, enrolment, { yaml: '', said: '', problems: [] });
  });
  router.post(path, multipart, (request, response) => add(context, request, response));
  const preview = previewRoutes(context, `${path}/:exerciseId`, async (request, response) => {
    const { courseId } = await requireTeacher(context, request, response);
    const definition = await findCourseExercise(context.store, courseId, nameIn(request, 'exerciseId'));
    if (!definition) throw new Refusal(404, 'notFound');
    const list = `/teach/courses/${courseId}/exercises`;
    const { ownExercises } = say(localeOf(request)).teacher;
    return { definition, address: `${list}/${definition.id}`, place: { text: ownExercises, href: list } };
  });
  return router.use(preview);
}

type Outcome = Pick<OwnExercisesModel, 'yaml' | 'said' | 'problems'>;

async function show(
  context: WebContext,
  request: Request,
  response: Response,
  { courseId, role }: Enrolment,
  outcome: Outcome,
): Promise<void> {
  const [course, exercises] = await Promise.all([
    findCourse(context.store, courseId),
    listCourseExercises(context.store, courseId),
  ]);
  if (!course) throw new Refusal(404, 'notFound');
  context.views.send(request, response, (locale) =>
    ownExercisesPage({ locale, role, course, exercises: [...exercises.values()], ...outcome }),
  );
}

async function add(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireTeacher(context, request, response);
  const { courseId } = enrolment;
  const yaml = await yamlIn(request);
  const locale = localeOf(request);
  const added = await addExercise(context, { courseId, yaml, locale }, goneOf(response));
  if (added.kind === 'refused') {
    response.status(422);
    const problems = added.sentences;
    return show(context, request, response, enrolment, {
      yaml: yaml.slice(0, mostCharacters),
      said: '',
      problems,
    });
  }
  const said = say(locale).teacher.added(added.definition.id);
  await show(context, request, response, enrolment, { yaml: '', said, problems: [] });
}

/** The chosen file, or else what stands in the box. */
async function yamlIn(request: Request): Promise<string> {
  const fields = await readMultipart(request);
  const [file, text] = [fields.get('file'), fields.get('yaml')];
  const written = file instanceof Blob && file.size > 0 ? await file.text() : text;
  if (typeof written !== 'string') throw new Refusal(400, 'notUnderstood');
  return written.replaceAll('\r\n', '\n');
}
