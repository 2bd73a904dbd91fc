/** Marks changed by hand: set and taken back, parts that weigh differently, and the history of it. */
import * as z from 'zod';
import { workOut } from '../../../classroom/ask-job.ts';
import { overrideMark, withdrawOverride } from '../../../classroom/override-mark.ts';
import { weighPart } from '../../../classroom/weigh-part.ts';
import { listAdjustments, type MarkPlace, type Override } from '../../../store/adjustments.ts';
import type { Assignment } from '../../../store/assignments.ts';
import { listMarkChanges, markChangeKinds } from '../../../store/mark-changes.ts';
import { endpoint } from '../endpoint.ts';
import { filledLine, id, instant, list, share, shareAsked, weightAsked } from '../fields.ts';
import { assignmentHere, enrolledHere } from '../here.ts';
import { Problem } from '../problem.ts';

export const override = z.object({ mark: share, reason: z.string(), byId: id, createdAt: instant });

export const overrideTold = (set: Override | undefined): z.output<typeof override> | null => set ?? null;

export const markChange = z.object({
  assignmentId: id,
  enrolmentId: id,
  kind: z.enum(markChangeKinds),
  /** 0 and '': of the whole assignment. */
  position: z.number(),
  part: z.string(),
  before: share.nullable(),
  after: share.nullable(),
  reason: z.string(),
  byId: id,
  createdAt: instant,
});

const changes = z.object({ items: list(markChange) });

export const markSchemas = { MarkChange: markChange, MarkChanges: changes };

const placeAsked = {
  position: z.number().int().min(0).max(1000).default(0),
  part: z
    .string()
    .regex(/^(p\d{1,3})?$/)
    .default(''),
};

/** A part of an exercise of the assignment, or the whole of it. */
function requirePlace({ exercises }: Assignment, { position, part }: MarkPlace): void {
  const whole = position === 0 && part === '';
  if (!whole && (part === '' || !exercises.some((each) => each.position === position)))
    throw new Problem(422, 'noPlace', { pointers: ['/position', '/part'] });
}

const assignment = '/courses/:courseId/assignments/:assignmentId';

export const markEndpoints = [
  endpoint({
    id: 'setMark',
    method: 'PUT',
    path: `${assignment}/students/:enrolmentId/mark`,
    action: 'change marks',
    /** null: what was earned counts again. */
    body: z.strictObject({ ...placeAsked, mark: shareAsked.nullable(), reason: filledLine(500) }),
    answers: changes,
    run: async (call) => {
      const found = await assignmentHere(call);
      const { id: enrolmentId, courseId } = await enrolledHere(call);
      const { mark, ...asked } = call.body;
      requirePlace(found, asked);
      const { id: byId } = await call.member();
      const place = { courseId, assignmentId: found.id, enrolmentId, ...asked, byId };
      const items =
        mark === null
          ? await withdrawOverride(call.context, place)
          : await overrideMark(call.context, { ...place, mark });
      return { items };
    },
  }),
  endpoint({
    id: 'readWeights',
    method: 'GET',
    path: `${assignment}/weights`,
    action: 'follow the class',
    answers: z.object({
      items: list(
        z.object({
          position: z.number(),
          part: z.string(),
          weight: share,
          reason: z.string(),
          byId: id,
          createdAt: instant,
        }),
      ),
    }),
    run: async (call) => {
      const { courseId, id: assignmentId } = await assignmentHere(call);
      return { items: (await listAdjustments(call.context.store, courseId, assignmentId)).partWeights };
    },
  }),
  endpoint({
    id: 'weighPart',
    method: 'PUT',
    path: `${assignment}/weights`,
    action: 'change marks',
    /** Weight 0 drops the part. */
    body: z.strictObject({
      position: z.number().int().min(1).max(1000),
      part: z.string().regex(/^p\d{1,3}$/),
      weight: weightAsked,
      reason: filledLine(500),
    }),
    answers: changes,
    run: async (call) => {
      const found = await assignmentHere(call);
      requirePlace(found, call.body);
      const { courseId, id: assignmentId } = found;
      const { id: byId } = await call.member();
      return { items: await weighPart(call.context, { courseId, assignmentId, ...call.body, byId }) };
    },
  }),
  endpoint({
    id: 'listMarkChanges',
    method: 'GET',
    path: `${assignment}/mark-changes`,
    action: 'follow the class',
    answers: changes,
    run: async (call) => {
      const { courseId, id: assignmentId } = await assignmentHere(call);
      return { items: await listMarkChanges(call.context.store, courseId, { assignmentId }) };
    },
  }),
  endpoint({
    id: 'findCoincidences',
    method: 'GET',
    path: `${assignment}/integrity`,
    action: 'see student work',
    answers: z.object({
      /** How many of so many wrong numbers would be found by chance. */
      expected: z.number(),
      answers: z.number(),
      found: list(
        z.object({
          position: z.number(),
          exercise: id,
          part: z.string(),
          chance: z.number(),
          answer: z.object({ student: id, variant: id, attempt: id, typed: z.string() }),
          /** Whose numbers it would be right for. */
          fits: list(z.object({ student: id, variant: id })),
          mistake: z.object({ id, form: z.number() }).optional(),
        }),
      ),
    }),
    run: async (call) => {
      const { courseId, id: assignmentId } = await assignmentHere(call);
      const payload = { courseId, assignmentId };
      const asked = { kind: 'find-coincidences', payload } as const;
      const { found, ...counts } = await workOut(call.context, asked);
      const told = found.map(({ mistake, ...each }) => ({ ...each, ...(mistake && { mistake }) }));
      return { ...counts, found: told };
    },
  }),
];
