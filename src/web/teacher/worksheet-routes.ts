/** Worksheets of a course: made, printed again, with their keys. Only for its teachers. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { listExercises } from '../../classroom/find-exercise.ts';
import { mostSheets } from '../../classroom/make-worksheet.ts';
import { findLocale, type Locale, say } from '../../language/language.ts';
import { findCourse } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import { newId } from '../../store/new-id.ts';
import { findWorksheet, listWorksheets, type Worksheet } from '../../store/worksheets.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { sendMade } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { printSheets } from '../worksheet/print-sheets.ts';
import { requireTeacher } from './course-routes.ts';
import { doneAtOnce } from './job-routes.ts';
import { type WorksheetsModel, worksheetsPage } from './worksheet-pages.ts';

const all = '/teach/courses/:courseId/worksheets';
const one = `${all}/:worksheetId`;

export function worksheetRoutes(context: WebContext): Router {
  const router = Router();
  router.get(all, async (request, response) => {
    const enrolment = await requireTeacher(context, request, response);
    await showWorksheets(context, request, response, enrolment);
  });
  router.post(all, (request, response) => make(context, request, response));
  router.get(one, (request, response) => print(context, request, response, 'sheets'));
  router.get(`${one}/keys`, (request, response) => print(context, request, response, 'keys'));
  return router;
}

async function showWorksheets(
  context: WebContext,
  request: Request,
  response: Response,
  { courseId, role }: Enrolment,
  problems: WorksheetsModel['problems'] = {},
): Promise<void> {
  const [course, worksheets, exercises] = await Promise.all([
    findCourse(context.store, courseId),
    listWorksheets(context.store, courseId),
    listExercises(context, courseId),
  ]);
  if (!course) throw new Refusal(404, 'notFound');
  context.views.send(request, response, (locale) =>
    worksheetsPage({
      locale,
      role,
      course,
      worksheets,
      exercises: [...exercises.values()],
      collections: context.collections,
      problems,
    }),
  );
}

const form = z.object({
  title: line(120),
  collection: line(80).default(''),
  exercise: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
  copies: z.coerce.number().int().min(1).max(mostSheets).catch(1),
  language: z
    .string()
    .transform(findLocale)
    .pipe(z.custom<Locale>((locale) => locale !== undefined)),
  online: z.literal('yes').optional(),
});

async function make(context: WebContext, request: Request, response: Response): Promise<void> {
  const enrolment = await requireTeacher(context, request, response);
  const { courseId } = enrolment;
  const { title, collection: chosen, exercise, copies, language, online } = requireForm(form, request);
  const collection = context.collections.find(({ id }) => id === chosen);
  const known = await listExercises(context, courseId);
  const exercises = [...new Set(collection?.exercises ?? exercise)].filter((id) => known.has(id));
  const words = say(localeOf(request)).teacher;
  const sheets = copies * exercises.length;
  const problem =
    sheets === 0
      ? words.exercisesMissing
      : sheets > mostSheets
        ? words.tooManySheets(sheets, mostSheets)
        : '';
  if (title === '' || problem !== '') {
    response.status(422);
    const problems = {
      ...(title === '' && { title: words.titleMissing }),
      ...(problem !== '' && { exercises: problem }),
    };
    return showWorksheets(context, request, response, enrolment, problems);
  }
  const id = newId(context.now());
  const payload = { courseId, id, title, locale: language, exercises, copies, online: online === 'yes' };
  const done = await doneAtOnce(context, response, { kind: 'make-worksheet', payload });
  if (done) response.redirect(303, `/teach/courses/${courseId}/worksheets/${id}`);
}

/** All of them, or with ?code=… the key of one sheet. */
async function print(
  context: WebContext,
  request: Request,
  response: Response,
  what: 'sheets' | 'keys',
): Promise<void> {
  const worksheet = await requireWorksheet(context, request, response);
  const { code } = z.object({ code: z.string().max(80).default('') }).parse(request.query);
  const asked = { worksheet, what, code: what === 'keys' ? code : '', publicUrl: context.publicUrl };
  await sendMade(context, request, response, printSheets, asked);
}

async function requireWorksheet(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Worksheet> {
  const { courseId } = await requireTeacher(context, request, response);
  const worksheet = await findWorksheet(context.store, courseId, nameIn(request, 'worksheetId'));
  if (!worksheet) throw new Refusal(404, 'notFound');
  return worksheet;
}
