/** A course beside its courses in LMSs: links, columns of gradebooks, what was sent and what they show. */
import * as z from 'zod';
import { chooseLinked } from '../../../classroom/choose-linked.ts';
import { choosePassback } from '../../../classroom/choose-passback.ts';
import { sendGrades } from '../../../classroom/send-grades.ts';
import { say } from '../../../language/language.ts';
import { compareWithLms, findLmsCourse, takeLmsPeople } from '../../../lms/lti/course-people.ts';
import { roles } from '../../../store/enrolments.ts';
import {
  countedVariants,
  findLineItem,
  type LineItem,
  listLineItems,
  sendTimes,
} from '../../../store/line-items.ts';
import { listContexts } from '../../../store/lti-contexts.ts';
import { listLinks } from '../../../store/lti-links.ts';
import { listPassbacks } from '../../../store/passbacks.ts';
import { Refusal } from '../../failure.ts';
import { type Call, endpoint, nothing } from '../endpoint.ts';
import { id, idAsked, instant, list, share } from '../fields.ts';
import { Problem } from '../problem.ts';

const column = z.object({
  id,
  assignmentId: id,
  lmsCourseId: id,
  label: z.string(),
  sends: z.enum(sendTimes),
  counts: z.enum(countedVariants),
});

const ledger = z.object({
  ...column.shape,
  rows: list(
    z.object({
      enrolmentId: id,
      state: z.enum(['waiting', 'sent', 'confirmed', 'conflict', 'failed']),
      mark: share.nullable(),
      sentMark: share.nullable(),
      sentAt: instant.nullable(),
      /** What the LMS shows, from 0 to 1. */
      shown: z.number().nullable(),
      problem: z.string().nullable(),
      tries: z.number(),
      nextAt: instant.nullable(),
    }),
  ),
});

export const lmsSchemas = { Column: column, Ledger: ledger };

const columnTold = ({ contextId, ...item }: LineItem) => ({ ...item, lmsCourseId: contextId });

async function columnHere({ context, param }: Call<unknown, unknown>): Promise<LineItem> {
  const found = await findLineItem(context.store, param('courseId'), param('lineItemId'));
  if (!found) throw new Refusal(404, 'notFound');
  return found;
}

async function ledgerHere(call: Call<unknown, unknown>): Promise<z.output<typeof ledger>> {
  const item = await columnHere(call);
  return { ...columnTold(item), rows: await listPassbacks(call.context.store, item.courseId, item.id) };
}

async function lmsCourseHere({ context, param }: Call<unknown, unknown>) {
  const lms = await findLmsCourse(context, param('courseId'), param('lmsCourseId'));
  if (!lms) throw new Refusal(404, 'notFound');
  return lms;
}

const ids = z.array(z.string().max(255)).max(5000).default([]);

const lti = '/courses/:courseId/lti';
const one = `${lti}/columns/:lineItemId`;

const beside = `${lti}/people/:lmsCourseId`;

export const lmsEndpoints = [
  endpoint({
    id: 'readLms',
    method: 'GET',
    path: lti,
    action: 'connect an LMS',
    answers: z.object({
      courses: list(z.object({ id, title: z.string() })),
      links: list(z.object({ id, lmsCourseId: id, title: z.string(), assignmentId: id.nullable() })),
      columns: list(column),
    }),
    run: async ({ context, param }) => {
      const courseId = param('courseId');
      const [courses, links, items] = await Promise.all([
        listContexts(context.store, courseId),
        listLinks(context.store, courseId),
        listLineItems(context.store, courseId),
      ]);
      const linksTold = links.map(({ contextId, ...link }) => ({ ...link, lmsCourseId: contextId }));
      return { courses, links: linksTold, columns: items.map(columnTold) };
    },
  }),
  endpoint({
    id: 'chooseLinked',
    method: 'PUT',
    path: `${lti}/links/:linkId`,
    action: 'connect an LMS',
    body: z.strictObject({ assignmentId: idAsked }),
    answers: z.object({ id, assignmentId: id }),
    run: async ({ context, param, body: { assignmentId } }) => {
      const place = { courseId: param('courseId'), linkId: param('linkId'), assignmentId };
      if (!(await chooseLinked(context, place))) throw new Refusal(404, 'notFound');
      return { id: place.linkId, assignmentId };
    },
  }),
  endpoint({
    id: 'readColumn',
    method: 'GET',
    path: one,
    action: 'connect an LMS',
    answers: ledger,
    run: ledgerHere,
  }),
  endpoint({
    id: 'choosePassback',
    method: 'PUT',
    path: `${one}/policy`,
    action: 'connect an LMS',
    body: z.strictObject({ sends: z.enum(sendTimes), counts: z.enum(countedVariants) }),
    answers: ledger,
    run: async (call) => {
      await choosePassback(call.context, await columnHere(call), call.body);
      return ledgerHere(call);
    },
  }),
  endpoint({
    id: 'sendGrades',
    method: 'POST',
    path: `${one}/send`,
    action: 'connect an LMS',
    /** One student, whatever the LMS shows; null: everybody who waits or failed. */
    body: z.strictObject({ enrolmentId: idAsked.nullable() }),
    answers: z.object({ going: z.number() }),
    run: async (call) => ({
      going: await sendGrades(call.context, await columnHere(call), call.body.enrolmentId),
    }),
  }),
  endpoint({
    id: 'compareLmsPeople',
    method: 'GET',
    path: beside,
    action: 'change the roster',
    answers: z.object({
      /** There, and not here. */
      added: list(z.object({ subject: z.string(), name: z.string(), role: z.enum(roles) })),
      /** Here by that LMS, and not there any more. */
      gone: list(z.object({ id, displayName: z.string() })),
    }),
    run: async (call) => {
      const compared = await compareWithLms(call.context, call.param('courseId'), await lmsCourseHere(call));
      if (!compared) throw new Problem(424, 'lmsSilent');
      return compared;
    },
  }),
  endpoint({
    id: 'takeLmsPeople',
    method: 'POST',
    path: beside,
    action: 'change the roster',
    /** Subjects of people to add, and ids of enrolments to remove. */
    body: z.strictObject({ add: ids, remove: ids }),
    answers: nothing,
    run: async (call) => {
      const lms = await lmsCourseHere(call);
      const nameHidden = say(call.locale).lti.hiddenName;
      const order = { lms, ...call.body, nameHidden };
      if (!(await takeLmsPeople(call.context, await call.member(), order)))
        throw new Problem(424, 'lmsSilent');
      return undefined;
    },
  }),
];
