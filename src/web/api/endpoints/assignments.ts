/** What a class is asked to do: listed, made, changed with what that does to whom, copied, extended for one student. */
import * as z from 'zod';
import { workOut } from '../../../classroom/ask-job.ts';
import { changeAssignment } from '../../../classroom/change-assignment.ts';
import { classResults } from '../../../classroom/class-results.ts';
import { copyAssignments } from '../../../classroom/copy-assignments.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import { giveExtension } from '../../../classroom/give-extension.ts';
import { setAssignment } from '../../../classroom/set-assignment.ts';
import { taughtBy } from '../../../classroom/settle-lms-course.ts';
import { partIdsOf } from '../../../exercise/definition.ts';
import { say } from '../../../language/language.ts';
import { type Assignment, listEveryAssignment } from '../../../store/assignments.ts';
import { hasVariants } from '../../../store/variants.ts';
import { type Call, endpoint } from '../endpoint.ts';
import {
  filledLine,
  fractionOf,
  id,
  idAsked,
  instant,
  instantAsked,
  line,
  list,
  pageById,
  pageOf,
  paging,
  share,
  weightAsked,
} from '../fields.ts';
import { assignmentHere, enrolledHere } from '../here.ts';
import { Problem } from '../problem.ts';
import { type PartsOf, policy, policyAsked, policyTold, policyWith, usualPolicy } from './policy.ts';
import { planTold, regradePlan, studentsAsked } from './regrades.ts';

const assignment = z.object({
  id,
  title: z.string(),
  mode: z.enum(['practice', 'homework', 'exam']),
  weight: share,
  policy,
  exercises: list(z.object({ position: z.number(), exercise: id, weight: share })),
});

export const assignmentSchemas = { Assignment: assignment, Policy: policy };

const told = (found: Assignment): z.output<typeof assignment> => ({
  ...found,
  policy: policyTold(found.policy),
});

const exercisesAsked = z
  .array(z.strictObject({ exercise: idAsked, weight: weightAsked.default('1') }))
  .min(1)
  .max(100);

const change = {
  title: filledLine(200),
  weight: weightAsked,
  policy: policyAsked,
  /** In their order. Once somebody has begun, only their weights may change. */
  exercises: exercisesAsked,
};

const changeAsked = z.strictObject(change).partial();

type Change = z.output<typeof changeAsked>;

async function knownExercises({ context, param }: Call<unknown, unknown>) {
  const known = await listExercises(context, param('courseId'));
  const partsOf: PartsOf = (exercise) => partIdsOf(known.get(exercise));
  return { known, partsOf };
}

function requireKnown(known: ReadonlyMap<string, unknown>, asked: z.output<typeof exercisesAsked>): void {
  const unknown = asked.flatMap(({ exercise }, index) => (known.has(exercise) ? [] : [index]));
  if (unknown.length > 0) throw new Problem(422, 'unknownExercise', { pointers: unknown.map(pointerAt) });
}

const pointerAt = (index: number): string => `/exercises/${index}/exercise`;

/** The assignment as it is to be. */
async function proposedBy(
  call: Call<unknown, unknown>,
  before: Assignment,
  asked: Change,
): Promise<Assignment> {
  const { known, partsOf } = await knownExercises(call);
  const exercises = asked.exercises?.map((each, index) => ({ position: index + 1, ...each }));
  if (asked.exercises && exercises) {
    const begun = await hasVariants(call.context.store, before);
    const same = (list: Assignment['exercises']) => list.map(({ exercise }) => exercise).join(' ');
    if (begun && same(exercises) !== same(before.exercises)) throw new Problem(409, 'begun');
    if (!begun) requireKnown(known, asked.exercises);
  }
  const next = exercises ?? before.exercises;
  return {
    ...before,
    title: asked.title ?? before.title,
    weight: asked.weight ?? before.weight,
    exercises: next,
    policy: asked.policy ? policyWith(before.policy, asked.policy, next, partsOf) : before.policy,
  };
}

const made = z.strictObject({
  title: filledLine(200),
  mode: z.enum(['homework', 'exam']).default('homework'),
  /** One of these two. */
  exercises: exercisesAsked.optional(),
  collection: idAsked.optional(),
  policy: policyAsked.default({}),
});

async function make(call: Call<unknown, z.output<typeof made>>): Promise<z.output<typeof assignment>> {
  const { context, body, param } = call;
  const { known, partsOf } = await knownExercises(call);
  const collection = context.collections.find((each) => each.id === body.collection);
  if (body.collection !== undefined && !collection) throw new Problem(422, 'unknownCollection');
  const exercises =
    body.exercises ?? collection?.exercises.map((exercise) => ({ exercise, weight: '1' })) ?? [];
  if (exercises.length === 0) throw new Problem(422, 'noExercises');
  requireKnown(known, exercises);
  const { title, mode } = body;
  const placed = exercises.map((each, index) => ({ position: index + 1, ...each }));
  const set = await setAssignment(context, {
    courseId: param('courseId'),
    ...{ title, mode },
    exercises: exercises.map(({ exercise }) => exercise),
    policy: policyWith(usualPolicy(mode), body.policy, placed, partsOf),
  });
  if (placed.every(({ weight }) => weight === '1')) return told(set);
  const { id: byId } = await call.member();
  await changeAssignment(context, { ...set, exercises: placed }, { byId, reason: title });
  return told({ ...set, exercises: placed });
}

const applied = z.discriminatedUnion('kind', [
  /** What was answered stays as it was graded. */
  z.strictObject({ kind: z.literal('from-now-on'), reason: line(500).default('') }),
  /** What was answered is graded again, as it was foreseen. */
  z.strictObject({
    kind: z.literal('regrade'),
    digest: z.string().max(80),
    students: studentsAsked,
    reason: line(500).default(''),
  }),
]);

async function edit(
  call: Call<unknown, Change & { readonly apply?: z.output<typeof applied> | undefined }>,
): Promise<z.output<typeof assignment>> {
  const { context, body, locale } = call;
  const before = await assignmentHere(call);
  const proposed = await proposedBy(call, before, body);
  const { id: byId } = await call.member();
  const reason = body.apply?.reason || say(locale).teacher.marks.edit.title;
  if (body.apply?.kind === 'regrade') {
    const { students, digest } = body.apply;
    const order = { proposed, digest, students, byId, reason, form: {} };
    const payload = { courseId: before.courseId, assignmentId: before.id, ...order };
    const done = await workOut(context, { kind: 'regrade', payload });
    if (done === 'stale') throw new Problem(409, 'stalePlan');
  } else {
    const begun = await hasVariants(context.store, before);
    if (begun && !body.apply) throw new Problem(409, 'askFirst');
    await changeAssignment(context, proposed, { byId, reason });
  }
  return told(await assignmentHere(call));
}

const extension = z.object({ dueAt: instant.nullable(), extraMinutes: z.number() });

const all = '/courses/:courseId/assignments';
const one = `${all}/:assignmentId`;

export const assignmentEndpoints = [
  endpoint({
    id: 'listAssignments',
    method: 'GET',
    path: all,
    action: 'follow the class',
    query: z.strictObject(paging),
    answers: pageOf(assignment),
    run: async ({ context, param, query }) => {
      const found = await listEveryAssignment(context.store, param('courseId'));
      return pageById(found.map(told), (each) => each.id, query);
    },
  }),
  endpoint({
    id: 'setAssignment',
    method: 'POST',
    path: all,
    action: 'set assignments',
    body: made,
    status: 201,
    answers: assignment,
    run: make,
  }),
  endpoint({
    id: 'readAssignment',
    method: 'GET',
    path: one,
    action: 'follow the class',
    answers: assignment,
    run: async (call) => told(await assignmentHere(call)),
  }),
  endpoint({
    id: 'foreseeChange',
    method: 'POST',
    path: `${one}/foresee`,
    action: 'set assignments',
    body: changeAsked,
    answers: z.object({
      started: z.number(),
      closing: z.number(),
      reopening: z.number(),
      otherEnd: z.number(),
      plan: regradePlan,
    }),
    run: async (call) => {
      const before = await assignmentHere(call);
      const proposed = await proposedBy(call, before, call.body);
      const payload = { courseId: before.courseId, assignmentId: before.id, proposed, form: {} };
      const foreseen = await workOut(call.context, { kind: 'foresee-change', payload });
      return { ...foreseen, plan: planTold(foreseen.plan) };
    },
  }),
  endpoint({
    id: 'changeAssignment',
    method: 'PATCH',
    path: one,
    action: 'set assignments',
    /** `apply` is needed once somebody has begun. */
    body: z.strictObject({ ...change, apply: applied }).partial(),
    answers: assignment,
    run: edit,
  }),
  endpoint({
    id: 'copyAssignment',
    method: 'POST',
    path: `${one}/copy`,
    action: 'set assignments',
    body: z.strictObject({ courseId: idAsked }),
    status: 201,
    answers: z.object({ ...assignment.shape, courseId: id }),
    run: async (call) => {
      const found = await assignmentHere(call);
      const taught = await taughtBy(call.context, call.user);
      if (!taught.some((each) => each.id === call.body.courseId)) throw new Problem(422, 'notTaught');
      const order = { assignments: [found], courseId: call.body.courseId, weeks: null };
      const made = await copyAssignments(call.context, order);
      if (made.kind === 'other-exercises') throw new Problem(409, 'ownExercises');
      const [copied = found] = made.assignments;
      return { ...told(copied), courseId: copied.courseId };
    },
  }),
  endpoint({
    id: 'giveExtension',
    method: 'PUT',
    path: `${one}/students/:enrolmentId/extension`,
    action: 'give extensions',
    body: z.strictObject({
      dueAt: instantAsked.nullable(),
      extraMinutes: z.number().int().min(0).max(1440).default(0),
    }),
    answers: extension,
    run: async (call) => {
      const found = await assignmentHere(call);
      const { id: enrolmentId, courseId } = await enrolledHere(call);
      const { dueAt, extraMinutes } = call.body;
      const given = { dueAt: dueAt === null ? null : new Date(dueAt), extraMinutes };
      const place = { courseId, enrolmentId, assignmentId: found.id };
      await giveExtension(call.context, await call.member(), place, given);
      return given;
    },
  }),
  endpoint({
    id: 'readResults',
    method: 'GET',
    path: `${one}/results`,
    action: 'follow the class',
    query: z.strictObject(paging),
    answers: z.object({
      columns: list(
        z.object({
          position: z.number(),
          part: z.string(),
          exercise: id,
          quantity: z.string(),
          firstTries: z.number(),
          firstRight: z.number(),
        }),
      ),
      mistakes: list(z.object({ mistake: id, shown: z.number(), opportunities: z.number() })),
      items: list(
        z.object({
          enrolmentId: id,
          displayName: z.string(),
          mark: share.nullable(),
          /** One for each column. */
          cells: list(
            z.object({
              state: z.enum(['untouched', 'right-at-once', 'right-later', 'not-yet']),
              tries: z.number(),
            }),
          ),
        }),
      ),
      next: z.string().nullable(),
    }),
    run: async (call) => {
      const { columns, mistakes, students } = await classResults(call.context, await assignmentHere(call));
      const page = pageById(students, ({ enrolment }) => enrolment.id, call.query);
      const items = page.items.map(({ enrolment, cells, mark }) => ({
        enrolmentId: enrolment.id,
        displayName: enrolment.displayName,
        cells,
        mark: fractionOf(mark),
      }));
      return { columns, mistakes, items, next: page.next };
    },
  }),
];
