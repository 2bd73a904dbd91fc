/** The LMS's own export of its gradebook, filled with grades of a course: looked at, and given back. */
import * as z from 'zod';
import { type Locale, say } from '../../../language/language.ts';
import { fillCourseFile, lookAtFile } from '../../../lms/fill-course-file.ts';
import { mostBytes, type RefusedFile } from '../../../lms/fill-file.ts';
import { findAssignment } from '../../../store/assignments.ts';
import { type Call, endpoint, fileEndpoint } from '../endpoint.ts';
import { id, idAsked, list } from '../fields.ts';
import { Problem } from '../problem.ts';

/** Four letters for three bytes. */
const file = z.base64().max(Math.ceil(mostBytes / 3) * 4);
const limit = '3mb';

const bytesOf = (content: string): Uint8Array => Buffer.from(content, 'base64');

function misfitting(refused: RefusedFile, locale: Locale): Problem {
  const { problems } = say(locale).lms.fill;
  const at = 'line' in refused ? `${refused.line}: ` : '';
  const misfit = { in: 'body', at: '/file', detail: `${at}${problems[refused.kind]}` } as const;
  return new Problem(422, 'misfit', { misfits: [misfit] });
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

async function fill({ context, body, param, locale, elsewhere }: Call<unknown, z.output<typeof order>>) {
  const assignment = await findAssignment(context.store, param('courseId'), body.assignment);
  if (!assignment) throw new Problem(422, 'unknownAssignment', { pointers: ['/assignment'] });
  const byHand = new Map(body.byHand.map((each) => [each.row, each.enrolmentId]));
  const { column, points, late } = body;
  const filling = { assignment, onTime: late === 'without', column, pointsPossible: points, byHand };
  const outcome = await elsewhere(fillCourseFile, { bytes: bytesOf(body.file), ...filling });
  switch (outcome.kind) {
    case 'filled':
      return outcome.bytes;
    case 'unknown-column':
      throw new Problem(422, 'noColumn', { pointers: ['/column'] });
    case 'twice':
    case 'nothing':
      throw new Problem(409, 'conflict', { detail: say(locale).lms.fill[outcome.kind] });
    default:
      throw misfitting(outcome, locale);
  }
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
      const sent = { courseId: call.param('courseId'), bytes: bytesOf(call.body.file) };
      const looked = await call.elsewhere(lookAtFile, sent);
      if (looked.kind !== 'looked-at') throw misfitting(looked, call.locale);
      const { system, columns } = looked;
      const { matched, unmatched, absent } = looked.matches;
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
      content: await fill(call),
    }),
  }),
];
