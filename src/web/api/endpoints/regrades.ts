/** Grading again: what it would do to whom, done as it was shown, and undone. */
import * as z from 'zod';
import { workOut } from '../../../classroom/ask-job.ts';
import type { ShownPlan } from '../../../classroom/foresee-change.ts';
import { say } from '../../../language/language.ts';
import { listRegrades } from '../../../store/regrades.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { id, idAsked, instant, line, list, share } from '../fields.ts';
import { assignmentHere } from '../here.ts';
import { Problem } from '../problem.ts';

export const regradePlan = z.object({
  /** To send when it is done: only what was shown is done. */
  digest: z.string(),
  /** Graded again to find this. */
  attempts: z.number(),
  /** For whom anything changes. */
  students: list(
    z.object({
      enrolmentId: id,
      before: share.nullable(),
      after: share.nullable(),
      moved: list(z.object({ variantId: id, part: z.string(), was: share, mark: share })),
      attempts: z.number(),
    }),
  ),
});

export const regradeSchemas = { RegradePlan: regradePlan };

export const planTold = ({ digest, attempts, students }: ShownPlan): z.output<typeof regradePlan> => ({
  digest,
  attempts,
  students: students.map((student) => ({ ...student, attempts: student.attempts.length })),
});

/** 'all', or ids of enrolments. */
export const studentsAsked = z.union([z.literal('all'), z.array(idAsked).max(10_000)]).default('all');

const regrade = z.object({
  id,
  reason: z.string(),
  engine: z.string(),
  byId: id,
  createdAt: instant,
  undoneAt: instant.nullable(),
});

const regrades = list(regrade);

async function pastHere(call: Call<unknown, unknown>) {
  const { courseId, id: assignmentId } = await assignmentHere(call);
  return listRegrades(call.context.store, courseId, assignmentId);
}

const all = '/courses/:courseId/assignments/:assignmentId/regrades';

export const regradeEndpoints = [
  endpoint({
    id: 'listRegrades',
    method: 'GET',
    path: all,
    action: 'change marks',
    answers: z.object({ items: regrades }),
    run: async (call) => ({ items: await pastHere(call) }),
  }),
  endpoint({
    id: 'planRegrade',
    method: 'GET',
    path: `${all}/plan`,
    action: 'change marks',
    answers: regradePlan,
    run: async (call) => {
      const { courseId, id: assignmentId } = await assignmentHere(call);
      const payload = { courseId, assignmentId, proposed: null, form: {} };
      return planTold((await workOut(call.context, { kind: 'foresee-change', payload })).plan);
    },
  }),
  endpoint({
    id: 'regrade',
    method: 'POST',
    path: all,
    action: 'change marks',
    body: z.strictObject({
      digest: z.string().max(80),
      students: studentsAsked,
      reason: line(500).default(''),
    }),
    status: 201,
    answers: z.object({ items: regrades }),
    run: async (call) => {
      const { digest, students, reason } = call.body;
      const { courseId, id: assignmentId } = await assignmentHere(call);
      const { id: byId } = await call.member();
      const order = { proposed: null, digest, students, reason, byId, form: {} };
      const payload = { courseId, assignmentId, ...order };
      const done = await workOut(call.context, { kind: 'regrade', payload });
      if (done === 'stale') throw new Problem(409, 'stalePlan');
      return { items: await pastHere(call) };
    },
  }),
  endpoint({
    id: 'undoRegrade',
    method: 'POST',
    path: `${all}/:regradeId/undo`,
    action: 'change marks',
    answers: z.object({ items: regrades }),
    run: async (call) => {
      const { courseId, id: assignmentId } = await assignmentHere(call);
      const { id: byId } = await call.member();
      const reason = say(call.locale).teacher.marks.regrade.undo;
      const payload = { courseId, assignmentId, regradeId: call.param('regradeId'), byId, reason };
      if ((await workOut(call.context, { kind: 'undo-regrade', payload })) !== 'undone')
        throw new Problem(409, 'notLatestRegrade');
      return { items: await pastHere(call) };
    },
  }),
];
