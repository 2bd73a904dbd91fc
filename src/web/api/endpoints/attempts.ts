/** What students did: attempts found and read, a student's work, a variant with every attempt at it. */
import * as z from 'zod';
import { commentOnWork } from '../../../classroom/comment-on-work.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import { findPrinted } from '../../../classroom/find-printed.ts';
import { workOutMarks } from '../../../classroom/list-marks.ts';
import { forStudent } from '../../../exercise/variant.ts';
import { listEveryAssignment } from '../../../store/assignments.ts';
import { listAttempts } from '../../../store/attempts.ts';
import { listComments } from '../../../store/comments.ts';
import { listVariantsOf, listVariantsOfSheet, searchAttempts } from '../../../store/find-attempts.ts';
import { listMarkChanges } from '../../../store/mark-changes.ts';
import { listExtensionsOf } from '../../../store/sittings.ts';
import { findSheetByCode } from '../../../store/worksheets.ts';
import { noteLook } from '../../teacher/attempt-routes.ts';
import { endpoint, nothing } from '../endpoint.ts';
import {
  cutPage,
  fractionOf,
  id,
  idAsked,
  instant,
  line,
  list,
  pageOf,
  paging,
  paragraphs,
  share,
} from '../fields.ts';
import { enrolledHere, variantHere } from '../here.ts';
import { Problem } from '../problem.ts';
import { markChange, override, overrideTold } from './marks.ts';
import { exerciseShown, result, resultTold, standing } from './told-work.ts';

const place = {
  id,
  enrolmentId: id,
  assignmentId: id,
  position: z.number(),
  number: z.number(),
  exercise: id,
};

const attempt = z.object({
  id,
  number: z.number(),
  createdAt: instant,
  typed: z.record(z.string(), z.string()),
  result,
  variant: z.object(place),
});

const foundVariant = z.object({ ...place, createdAt: instant, attempts: z.number() });

const ownAttempt = z.object({
  id,
  number: z.number(),
  createdAt: instant,
  locale: z.string(),
  typed: z.record(z.string(), z.string()),
  result,
  /** As it was graded again. */
  regraded: result.nullable(),
});

const comment = z.object({ id, text: z.string(), byId: id, createdAt: instant });

export const attemptSchemas = {
  Attempt: attempt,
  AttemptResult: result,
  FoundVariant: foundVariant,
};

const course = '/courses/:courseId';

export const attemptEndpoints = [
  endpoint({
    id: 'searchAttempts',
    method: 'GET',
    path: `${course}/attempts`,
    action: 'see student work',
    query: z.strictObject({
      ...paging,
      student: idAsked.optional(),
      assignment: idAsked.optional(),
      exercise: idAsked.optional(),
      mistake: idAsked.optional(),
    }),
    answers: pageOf(attempt),
    run: async ({ context, param, query: { after, limit, student, ...asked } }) => {
      const search = { ...asked, enrolmentId: student, before: after, most: limit + 1 };
      const found = await searchAttempts(context.store, { courseId: param('courseId'), ...search });
      const told = found.map((each) => ({ ...each, result: resultTold(each.result) }));
      return cutPage(told, (each) => each.id, limit);
    },
  }),
  endpoint({
    id: 'findPrinted',
    method: 'GET',
    path: `${course}/printed`,
    action: 'see student work',
    /** The code of a sheet, or numbers that stand in a figure. */
    query: z.strictObject({ code: line(80).optional(), numbers: line(300).optional() }),
    answers: z.object({
      variants: list(foundVariant),
      sheets: list(
        z.object({
          id,
          worksheetId: id,
          copy: z.number(),
          position: z.number(),
          code: z.string(),
          exercise: id,
        }),
      ),
    }),
    run: async ({ context, param, query: { code, numbers = '' } }) => {
      const courseId = param('courseId');
      if (code === undefined) {
        const found = await findPrinted(context, courseId, numbers, 'en');
        if (found.kind === 'unreadable') throw new Problem(422, 'noNumber');
        return found;
      }
      const sheet = await findSheetByCode(context.store, code.toLowerCase());
      if (sheet?.courseId !== courseId) throw new Problem(404, 'noSheet');
      const variants = await listVariantsOfSheet(context.store, sheet);
      return { variants, sheets: [{ ...sheet, exercise: sheet.variant.exercise }] };
    },
  }),
  endpoint({
    id: 'readStudent',
    method: 'GET',
    path: `${course}/students/:enrolmentId`,
    action: 'see student work',
    answers: z.object({
      enrolmentId: id,
      displayName: z.string(),
      assignments: list(
        z.object({
          id,
          mark: share.nullable(),
          earned: share.nullable(),
          override: override.nullable(),
          extension: z.object({ dueAt: instant.nullable(), extraMinutes: z.number() }).nullable(),
        }),
      ),
      variants: list(foundVariant),
      markChanges: list(markChange),
    }),
    run: async (call) => {
      const { store } = call.context;
      const { id: enrolmentId, displayName, courseId } = await enrolledHere(call);
      await noteLook(call.context, await call.member(), enrolmentId);
      const assignments = await listEveryAssignment(store, courseId);
      const [variants, markOf, markChanges, extensions] = await Promise.all([
        listVariantsOf(store, courseId, enrolmentId),
        workOutMarks(store, assignments, await listExercises(call.context, courseId), [enrolmentId]),
        listMarkChanges(store, courseId, { enrolmentId }),
        listExtensionsOf(store, courseId, enrolmentId),
      ]);
      const told = assignments.map((each) => {
        const { mark, earned, override: set } = markOf(enrolmentId, each);
        return {
          id: each.id,
          mark: fractionOf(mark),
          earned: fractionOf(earned),
          override: overrideTold(set),
          extension: extensions.get(each.id) ?? null,
        };
      });
      return { enrolmentId, displayName, assignments: told, variants, markChanges };
    },
  }),
  endpoint({
    id: 'readVariant',
    method: 'GET',
    path: `${course}/variants/:variantId`,
    action: 'see student work',
    answers: z.object({
      id,
      enrolmentId: id,
      assignmentId: id,
      position: z.number(),
      number: z.number(),
      createdAt: instant,
      exercise: exerciseShown,
      standings: list(standing),
      attempts: list(ownAttempt),
      comments: list(comment),
    }),
    run: async (call) => {
      const { store } = call.context;
      const stored = await variantHere(call);
      const { courseId, enrolmentId } = stored;
      await noteLook(call.context, await call.member(), enrolmentId);
      const [attempts, comments] = await Promise.all([
        listAttempts(store, courseId, stored.id),
        listComments(store, courseId, stored.id),
      ]);
      return {
        ...stored,
        exercise: forStudent(stored.variant),
        standings: stored.progress,
        attempts: attempts.map((each) => ({
          ...each,
          result: resultTold(each.result),
          regraded: each.regraded ? resultTold(each.regraded) : null,
        })),
        comments,
      };
    },
  }),
  endpoint({
    id: 'comment',
    method: 'POST',
    path: `${course}/variants/:variantId/comments`,
    action: 'comment',
    body: z.strictObject({ text: paragraphs(2000) }),
    answers: nothing,
    run: async (call) => {
      await commentOnWork(call.context, await call.member(), await variantHere(call), call.body.text);
      return undefined;
    },
  }),
];
