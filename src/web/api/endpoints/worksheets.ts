/** Worksheets to print: made, listed, with what stands on each sheet and, apart from it, the keys. */
import * as z from 'zod';
import { workOut } from '../../../classroom/ask-job.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import { mostSheets } from '../../../classroom/make-worksheet.ts';
import { forStudent } from '../../../exercise/variant.ts';
import { type Locale, locales, say } from '../../../language/language.ts';
import { newId } from '../../../store/new-id.ts';
import { findWorksheet, listSheets, listWorksheets, type Worksheet } from '../../../store/worksheets.ts';
import { Refusal } from '../../failure.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { filledLine, id, idAsked, list, pageById, pageOf, paging } from '../fields.ts';
import { Problem } from '../problem.ts';

const language = z.enum(locales as readonly [Locale, ...Locale[]]);

const worksheet = z.object({ id, title: z.string(), language });

const sheet = z.object({
  id,
  copy: z.number(),
  position: z.number(),
  code: z.string(),
  /** Where its reader works on it online. */
  address: z.string(),
  exercise: id,
  given: z.record(z.string(), z.string()),
  drawn: z.record(z.string(), z.string()),
  parts: list(z.object({ id, kind: z.string(), quantity: z.string() })),
});

const sheets = z.object({ ...worksheet.shape, sheets: list(sheet) });

export const worksheetSchemas = { Worksheet: worksheet, Sheet: sheet };

const told = ({ locale, ...rest }: Worksheet) => ({ ...rest, language: locale });

async function worksheetHere({ context, param }: Call<unknown, unknown>): Promise<Worksheet> {
  const found = await findWorksheet(context.store, param('courseId'), param('worksheetId'));
  if (!found) throw new Refusal(404, 'notFound');
  return found;
}

async function sheetsOf(
  { context }: Call<unknown, unknown>,
  of: Worksheet,
): Promise<z.output<typeof sheets>> {
  const all = await listSheets(context.store, of.courseId, of.id);
  return {
    ...told(of),
    sheets: all.map(({ variant, code, ...place }) => ({
      ...place,
      ...forStudent(variant),
      code,
      address: `${context.publicUrl}/sheet/${code}`,
    })),
  };
}

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
    answers: z.object({
      items: list(
        z.object({
          copy: z.number(),
          position: z.number(),
          code: z.string(),
          /** The right answer of each part: an exact fraction, 20 digits, a formula, or ids of options. */
          right: z.record(z.string(), z.string()),
        }),
      ),
    }),
    run: async (call) => {
      const { courseId, id: worksheetId } = await worksheetHere(call);
      const found = await listSheets(call.context.store, courseId, worksheetId);
      const asked = found.filter(({ code }) => code === (call.query.code ?? code));
      if (asked.length === 0) throw new Refusal(404, 'notFound');
      return {
        items: asked.map(({ variant, ...place }) => ({
          ...place,
          right: Object.fromEntries(
            Object.entries(variant.certificate.parts).map(([part, { key }]) => [part, key]),
          ),
        })),
      };
    },
  }),
];
