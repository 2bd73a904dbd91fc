/** Worksheets of a course: made, printed again, with their keys. Only for its teachers. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { listExercises } from '../../classroom/find-exercise.ts';
import { mostSheets } from '../../classroom/make-worksheet.ts';
import { forStudent, type Variant } from '../../exercise/variant.ts';
import { findLocale, type Locale, say } from '../../language/language.ts';
import { findCourse } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import { newId } from '../../store/new-id.ts';
import {
  findWorksheet,
  listSheets,
  listWorksheets,
  type Sheet,
  type Worksheet,
} from '../../store/worksheets.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { keyView } from '../worksheet/key-view.ts';
import { type SheetModel, sheetView } from '../worksheet/sheet-view.ts';
import { requireTeacher } from './course-routes.ts';
import { doneAtOnce } from './job-routes.ts';
import { printPage, type WorksheetsModel, worksheetsPage } from './worksheet-pages.ts';

const all = '/teach/courses/:courseId/worksheets';
const one = `${all}/:worksheetId`;

export function worksheetRoutes(context: WebContext): Router {
  const router = Router();
  router.get(all, async (request, response) => {
    const enrolment = await requireTeacher(context, request, response);
    await showWorksheets(context, request, response, enrolment);
  });
  router.post(all, (request, response) => make(context, request, response));
  router.get(one, async (request, response) => {
    const worksheet = await requireWorksheet(context, request, response);
    const models = await modelsOf(context, worksheet);
    const { title } = worksheet;
    await context.views.sendLong(request, response, {
      build: (locale, parts) => printPage({ locale, title, back: backTo(worksheet, locale), parts }),
      parts: models.map((model) => () => ({
        template: 'worksheet/sheet',
        view: sheetView({ ...model, variant: forStudent(model.variant) }),
      })),
    });
  });
  router.get(`${one}/keys`, (request, response) => showKeys(context, request, response));
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

/** All keys, or with ?code=… the key of one sheet. */
async function showKeys(context: WebContext, request: Request, response: Response): Promise<void> {
  const worksheet = await requireWorksheet(context, request, response);
  const { code } = z.object({ code: z.string().max(80).optional() }).parse(request.query);
  const models = (await modelsOf(context, worksheet)).filter((model) => !code || model.code === code);
  if (models.length === 0) throw new Refusal(404, 'notFound');
  await context.views.sendLong(request, response, {
    build: (locale, parts) => {
      const title = say(locale).teacher.keysOf(worksheet.title);
      return printPage({ locale, title, back: backTo(worksheet, locale), parts });
    },
    parts: models.map((model) => () => ({ template: 'worksheet/key', view: keyView(model) })),
  });
}

const backTo = ({ courseId }: Worksheet, locale: Locale) => ({
  text: say(locale).teacher.worksheets,
  href: `/teach/courses/${courseId}/worksheets`,
});

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

/** By copy and position; a sheet whose exercise is gone is left out. */
async function modelsOf(context: WebContext, worksheet: Worksheet): Promise<readonly SheetModel<Variant>[]> {
  const { courseId, id, locale, title } = worksheet;
  const [sheets, definitions] = await Promise.all([
    listSheets(context.store, courseId, id),
    listExercises(context, courseId),
  ]);
  const copies = Math.max(...sheets.map(({ copy }) => copy));
  return sheets.flatMap(({ variant, code, copy }: Sheet) => {
    const definition = definitions.get(variant.exercise);
    const address = `${context.publicUrl}/sheet/${code}`;
    return definition ? [{ locale, worksheet: title, definition, variant, code, address, copy, copies }] : [];
  });
}
