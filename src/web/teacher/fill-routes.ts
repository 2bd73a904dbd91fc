/**
 * Filling the LMS's own export: read, settled, given back. Nothing of the file is kept between the forms; it comes
 * back with each of them.
 */
import express, { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { workElsewhere } from '../../classroom/long-work.ts';
import { noteExport } from '../../classroom/note-export.ts';
import { fillCourseFile, lookAtFile } from '../../lms/fill-course-file.ts';
import { mostBytes } from '../../lms/fill-file.ts';
import { type Assignment, listAssignments } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import { requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line } from '../forms.ts';
import { readMultipart } from '../multipart.ts';
import { bufferOver, goneOf } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { type FillFields, type FillModel, fillPage } from './fill-page.ts';

const path = '/teach/courses/:courseId/gradebook/fill';
const multipart = express.raw({ type: 'multipart/form-data', limit: 1.5 * mostBytes });

export function fillRoutes(context: WebContext): Router {
  const router = Router();
  router.get(path, async (request, response) =>
    show(context, request, response, { fields: noFields, problem: null }),
  );
  router.post(path, multipart, async (request, response) => {
    const sent = await readSent(request);
    await show(context, request, response, { ...sent, problem: null });
  });
  router.post(`${path}/file`, multipart, (request, response) => give(context, request, response));
  return router;
}

const noFields: FillFields = { assignment: '', late: 'with', column: null, points: 100, byHand: new Map() };

interface Sent {
  readonly fields: FillFields;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
}

/** The page for what was sent: the file read, or why it cannot be. */
async function show(
  context: WebContext,
  request: Request,
  response: Response,
  { fields, file, problem }: Sent & Pick<FillModel, 'problem'>,
): Promise<void> {
  const { courseId } = await requireEnrolment(context, request, response);
  const [course, assignments] = await Promise.all([
    findCourse(context.store, courseId),
    listAssignments(context.store, courseId),
  ]);
  if (!course) throw new Refusal(404, 'notFound');
  const asked = file && { courseId, bytes: file.bytes };
  const looked = asked && (await workElsewhere(context, lookAtFile, asked, goneOf(response)));
  const read =
    file && looked?.kind === 'looked-at'
      ? { name: file.name, base64: Buffer.from(file.bytes).toString('base64'), looked }
      : null;
  const refused = looked && looked.kind !== 'looked-at' ? looked : problem;
  if (refused) response.status(422);
  context.views.send(request, response, (locale) =>
    fillPage({ locale, course, assignments, fields, read, problem: refused }),
  );
}

/** The filled file; or the page again, with all that was chosen, and what is wrong. */
async function give(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireEnrolment(context, request, response);
  const { courseId } = teacher;
  const { fields, file } = await readSent(request);
  if (!file || file.bytes.length === 0)
    return show(context, request, response, { fields, problem: { kind: 'empty' } });
  const { column, points, byHand } = fields;
  const order = {
    bytes: file.bytes,
    assignment: await requireAssignment(context, courseId, fields.assignment),
    onTime: fields.late === 'without',
    column: column ?? -1,
    pointsPossible: points,
    byHand,
  };
  const outcome = await workElsewhere(context, fillCourseFile, order, goneOf(response));
  if (outcome.kind === 'unknown-column') throw new Refusal(400, 'notUnderstood');
  if (outcome.kind !== 'filled') return show(context, request, response, { fields, file, problem: outcome });
  await noteExport(context, teacher, { file: 'filled' });
  response.type('application/octet-stream').attachment(file.name).send(bufferOver(outcome.bytes));
}

async function requireAssignment(
  { store }: WebContext,
  courseId: string,
  asked: string,
): Promise<Assignment> {
  const found = (await listAssignments(store, courseId)).find(({ id }) => id === asked);
  if (!found) throw new Refusal(404, 'notFound');
  return found;
}

const fieldsForm = z.object({
  assignment: line(80).catch(''),
  late: z.enum(['with', 'without']).catch('with'),
  column: z.coerce.number().int().min(0).nullable().catch(null),
  points: z.coerce.number().int().min(1).max(10_000).catch(100),
});

/** The file as it was chosen, or as it came back with the form. */
async function readSent(request: Request): Promise<Sent> {
  const form = await readMultipart(request);
  const entries = form instanceof FormData ? [...form.entries()] : [];
  const fields = fieldsForm.parse(Object.fromEntries(entries));
  const byHand = entries.flatMap(([name, value]) =>
    /^row\.\d{1,7}$/.test(name) && typeof value === 'string' && value !== ''
      ? [[Number(name.slice(4)), value] as const]
      : [],
  );
  const [chosen, content, name] = ['file', 'content', 'name'].map((each) => form.get(each));
  const sent = { fields: { ...fields, byHand: new Map(byHand) } };
  if (typeof content === 'string')
    return { ...sent, file: { name: safeName(name), bytes: Buffer.from(content, 'base64') } };
  const bytes = chosen instanceof Blob ? new Uint8Array(await chosen.arrayBuffer()) : new Uint8Array();
  return { ...sent, file: { name: safeName(chosen instanceof File ? chosen.name : ''), bytes } };
}

/** Called as the LMS called it, but never so that a double click would run it. */
function safeName(name: unknown): string {
  const safe = (typeof name === 'string' ? name : '').replace(/[^\p{L}\p{N} ._-]/gu, '').slice(0, 200);
  if (safe === '') return 'gradebook.csv';
  return /\.(?:csv|tsv|txt|xls)$/i.test(safe) ? safe : `${safe}.csv`;
}
