/** Worksheets to print: made, listed, with what stands on each sheet and, apart from it, the keys. */
import * as z from 'zod';
import { workOut } from '../../../classroom/ask-job.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import { mostSheets } from '../../../classroom/make-worksheet.ts';
import { type Locale, locales, say } from '../../../language/language.ts';
import { newId } from '../../../store/new-id.ts';
import { findWorksheet, listWorksheets, type Worksheet } from '../../../store/worksheets.ts';
import { Refusal } from '../../failure.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { filledLine, id, idAsked, list, pageById, pageOf, paging } from '../fields.ts';
import { Problem } from '../problem.ts';
import { keyRow, keyRows, sheetRow, sheetRows } from '../sheet-rows.ts';

const language = z.enum(locales as readonly [Locale, ...Locale[]]);

const worksheet = z.object({ id, title: z.string(), language });

const sheets = z.object({ ...worksheet.shape, sheets: list(sheetRow) });

export const worksheetSchemas = { Worksheet: worksheet, Sheet: sheetRow };

const told = ({ locale, ...rest }: Worksheet) => ({ ...rest, language: locale });

async function worksheetHere({ context, param }: Call<unknown, unknown>): Promise<Worksheet> {
  const found = await findWorksheet(context.store, param('courseId'), param('worksheetId'));
  if (!found) throw new Refusal(404, 'notFound');
  return found;
}

const sheetsOf = async (
  { context, elsewhere }: Call<unknown, unknown>,
  of: Worksheet,
): Promise<z.output<typeof sheets>> => ({
  ...told(of),
  sheets: await elsewhere(sheetRows, { worksheet: of, publicUrl: context.publicUrl }),
});

const made = z.strictObject({
  title: filledLine(120),
  exercises: z.array(idAsked).min(1).max(mostSheets).optional(),
  collection: idAsked.optional(),
  copies: z.number().int().min(1).max(mostSheets).default(1),
  language: language.default('en'),
  /** Whether students may work on their sheet online. */
  online: z.boolean().default(false),
});

async function make(call: Call<unknown, z.output<typeof made>>): Promise<z.output<typeof sheets>> {
  const { context, body, param, locale } = call;
  const courseId = param('courseId');
  const collection = context.collections.find((each) => each.id === body.collection);
  if (body.collection !== undefined && !collection) throw new Problem(422, 'unknownCollection');
  const exercises = [...new Set(body.exercises ?? collection?.exercises ?? [])];
  const known = await listExercises(context, courseId);
  if (exercises.length === 0) throw new Problem(422, 'noExercises');
  if (exercises.some((each) => !known.has(each))) throw new Problem(422, 'unknownExercise');
  const { title, copies, online } = body;
  const count = copies * exercises.length;
  if (count > mostSheets) {
    const detail = say(locale).teacher.tooManySheets(count, mostSheets);
    throw new Problem(422, 'misfit', { misfits: [{ in: 'body', at: '/copies', detail }] });
  }
  const id = newId(context.now());
  const payload = { courseId, id, title, exercises, copies, online, locale: body.language };
  return sheetsOf(call, await workOut(context, { kind: 'make-worksheet', payload }));
}

const all = '/courses/:courseId/worksheets';
const one = `${all}/:worksheetId`;

export const worksheetEndpoints = [
  endpoint({
    id: 'listWorksheets',
    method: 'GET',
    path: all,
    action: 'see worksheets',
    query: z.strictObject(paging),
    answers: pageOf(worksheet),
    run: async ({ context, param, query }) => {
      const found = await listWorksheets(context.store, param('courseId'));
      return pageById(found.map(told), (each) => each.id, query);
    },
  }),
  endpoint({
    id: 'makeWorksheet',
    method: 'POST',
    path: all,
    action: 'make worksheets',
    body: made,
    status: 201,
    answers: sheets,
    run: make,
  }),
  endpoint({
    id: 'readWorksheet',
    method: 'GET',
    path: one,
    action: 'see worksheets',
    answers: sheets,
    run: async (call) => sheetsOf(call, await worksheetHere(call)),
  }),
  endpoint({
    id: 'readKeys',
    method: 'GET',
    path: `${one}/keys`,
    action: 'see worksheets',
    query: z.strictObject({ code: idAsked.optional() }),
    answers: z.object({ items: list(keyRow) }),
    run: async (call) => {
      const worksheet = await worksheetHere(call);
      const items = await call.elsewhere(keyRows, { worksheet, code: call.query.code });
      if (items.length === 0) throw new Refusal(404, 'notFound');
      return { items };
    },
  }),
];
