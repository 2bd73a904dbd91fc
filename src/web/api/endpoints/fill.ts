/** The LMS's own export of its gradebook, filled with grades of a course: looked at, and given back. */
import * as z from 'zod';
import { say } from '../../../language/language.ts';
import { fillCourseFile, matchFile } from '../../../lms/fill-course-file.ts';
import { mostBytes, type OpenedFile, openFile } from '../../../lms/fill-file.ts';
import { findAssignment } from '../../../store/assignments.ts';
import { type Call, endpoint, fileEndpoint } from '../endpoint.ts';
import { id, idAsked, list } from '../fields.ts';
import { Problem } from '../problem.ts';

/** Four letters for three bytes. */
const file = z.base64().max(Math.ceil(mostBytes / 3) * 4);
const limit = '3mb';

function requireOpened(content: string, { locale }: Call<unknown, unknown>): OpenedFile {
  const opened = openFile(Buffer.from(content, 'base64'));
  if (opened.kind === 'opened') return opened;
  const { problems } = say(locale).lms.fill;
  const at = 'line' in opened ? `${opened.line}: ` : '';
  const misfit = { in: 'body', at: '/file', detail: `${at}${problems[opened.kind]}` } as const;
  throw new Problem(422, 'misfit', { misfits: [misfit] });
}

const row = z.number().int().min(0).max(1_000_000);

const order = z.strictObject({
  file,
  assignment: idAsked,
  /** `at` of one of its columns. */
  column: row,
  /** Where the file does not say it. */
  points: z.number().int().min(1).max(10_000).default(100),
  late: z.enum(['with', 'without']).default('with'),
  /** For rows in which nobody was recognised. */
  byHand: z
    .array(z.strictObject({ row, enrolmentId: idAsked }))
    .max(10_000)
    .default([]),
});

async function fill(call: Call<unknown, z.output<typeof order>>) {
  const { context, body, param, locale } = call;
  const opened = requireOpened(body.file, call);
  const assignment = await findAssignment(context.store, param('courseId'), body.assignment);
  if (!assignment) throw new Problem(422, 'unknownAssignment', { pointers: ['/assignment'] });
  if (!opened.file.columns.some(({ at }) => at === body.column))
    throw new Problem(422, 'noColumn', { pointers: ['/column'] });
  const byHand = new Map(body.byHand.map((each) => [each.row, each.enrolmentId]));
  const { column, points, late } = body;
  const filling = { assignment, onTime: late === 'without', column, pointsPossible: points, byHand };
  const outcome = await fillCourseFile(context, opened, filling);
  if (outcome.kind === 'filled') return outcome.bytes;
  throw new Problem(409, 'conflict', { detail: say(locale).lms.fill[outcome.kind] });
}

const path = '/courses/:courseId/gradebook/fill';

export const fillEndpoints = [
  endpoint({
    id: 'lookAtFile',
    method: 'POST',
    path: `${path}/look`,
    action: 'export grades',
    body: z.strictObject({ file }),
    limit,
    answers: z.object({
      system: z.string(),
      columns: list(z.object({ at: z.number(), title: z.string(), pointsPossible: z.number().nullable() })),
      matched: list(z.object({ row: z.number(), enrolmentId: id })),
      /** Rows in which nobody was recognised. */
      unmatched: list(z.object({ row: z.number(), name: z.string() })),
      /** Students who stand in no row. */
      absent: list(z.object({ enrolmentId: id, name: z.string() })),
    }),
    run: async (call) => {
      const opened = requireOpened(call.body.file, call);
      const { matched, unmatched, absent } = await matchFile(call.context, call.param('courseId'), opened);
      const { system, columns } = opened.file;
      return {
        system,
        columns: columns.map((each) => ({ ...each, pointsPossible: each.pointsPossible ?? null })),
        matched: [...matched].map(([at, enrolmentId]) => ({ row: at, enrolmentId })),
        unmatched: unmatched.map(({ at, name }) => ({ row: at, name })),
        absent,
      };
    },
  }),
  fileEndpoint({
    id: 'fillFile',
    method: 'POST',
    path,
    action: 'export grades',
    body: order,
    limit,
    files: ['application/octet-stream'],
    run: async (call) => ({
      name: 'gradebook.csv',
      mediaType: 'application/octet-stream',
      content: [await fill(call)],
    }),
  }),
];
