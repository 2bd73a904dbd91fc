/** What is done as a job: how its payload is read, how large it is, and the operation that does it. */
import * as z from 'zod';
import { locales } from '../language/language.ts';
import { hourMs, minuteMs } from '../number/durations.ts';
import { type Assignment, findAssignment } from '../store/assignments.ts';
import { countAttemptsIn } from '../store/attempts.ts';
import { type Job, sweepJobs } from '../store/jobs.ts';
import { readPolicy } from '../store/json-columns.ts';
import { sweepTables } from '../store/sweep-tables.ts';
import type { Classroom } from './classroom.ts';
import { findCoincidences } from './find-coincidences.ts';
import { foreseeChange } from './foresee-change.ts';
import { forgetOverdue } from './forget-person.ts';
import { handInOverdue } from './hand-in.ts';
import { isSmall, type LongWork } from './long-work.ts';
import { makeWorksheet } from './make-worksheet.ts';
import { recountWhereDue } from './recount-course.ts';
import { regradeAsShown } from './regrade-as-shown.ts';
import { missingForPractice, missingIn, stockPractice, stockVariants } from './stock-variants.ts';
import type { Threads } from './threads.ts';
import { undoLatestRegrade } from './undo-regrade.ts';

const text = z.string();
const inAssignment = { courseId: text, assignmentId: text };
/** What a form held, for the page that shows it again; no job reads it. */
const form = z.record(text, z.union([text, z.array(text)]));
const proposed = z
  .object({
    courseId: text,
    id: text,
    title: text,
    mode: z.enum(['practice', 'homework', 'exam']),
    policy: z.unknown().transform(readPolicy),
    weight: text,
    exercises: z.array(z.object({ position: z.number(), exercise: text, weight: text })).readonly(),
  })
  .nullable();

export const jobKinds = {
  'foresee-change': defineJob({
    payload: z.object({ ...inAssignment, proposed, form }),
    sizeMs: sizeOfAttempts,
    run: async (classroom, asked) => {
      const assignment = await requireAssignment(classroom, asked);
      return foreseeChange(classroom, assignment, asked.proposed ?? assignment);
    },
  }),
  regrade: defineJob({
    payload: z.object({
      ...inAssignment,
      proposed,
      digest: text,
      students: z.union([z.literal('all'), z.array(text).transform((ids) => new Set(ids))]),
      reason: text,
      byId: text,
      form,
    }),
    sizeMs: sizeOfAttempts,
    run: async (classroom, asked) => {
      const assignment = await requireAssignment(classroom, asked);
      return regradeAsShown(classroom, { ...asked, assignment, proposed: asked.proposed ?? assignment });
    },
  }),
  'undo-regrade': defineJob({
    payload: z.object({ ...inAssignment, regradeId: text, reason: text, byId: text }),
    sizeMs: sizeOfAttempts,
    run: (classroom, { byId, reason, ...place }) => undoLatestRegrade(classroom, place, { byId, reason }),
  }),
  'find-coincidences': defineJob({
    payload: z.object(inAssignment),
    sizeMs: sizeOfAttempts,
    run: async (classroom, asked) => findCoincidences(classroom, await requireAssignment(classroom, asked)),
  }),
  'make-worksheet': defineJob({
    payload: z.object({
      courseId: text,
      id: text,
      title: text,
      locale: z.enum(locales),
      exercises: z.array(text),
      copies: z.number(),
      online: z.boolean(),
    }),
    sizeMs: async (_, { copies, exercises }) => copies * exercises.length * drawMs,
    run: makeWorksheet,
  }),
  'stock-variants': defineJob({
    payload: z.object(inAssignment),
    sizeMs: async (classroom, asked) => sizeOfDraws(await missingIn(classroom, asked)),
    run: stockVariants,
  }),
  'stock-practice': defineJob({
    payload: z.object({}),
    sizeMs: async (classroom) => sizeOfDraws(await missingForPractice(classroom)),
    run: stockPractice,
  }),
  'hand-in-overdue': defineJob({ payload: z.object({}), sizeMs: async () => 0, run: handInOverdue }),
  'forget-overdue': defineJob({ payload: z.object({}), sizeMs: async () => 0, run: forgetOverdue }),
  'recount-where-due': defineJob({ payload: z.object({}), sizeMs: async () => 0, run: recountWhereDue }),
  'sweep-jobs': defineJob({
    payload: z.object({}),
    sizeMs: async () => 0,
    run: ({ store, now }) => sweepJobs(store, now()),
  }),
  'sweep-tables': defineJob({
    payload: z.object({}),
    sizeMs: async () => 0,
    run: ({ store }) => sweepTables(store),
  }),
};

export type JobKind = keyof typeof jobKinds;
export type PayloadOf<K extends JobKind> = z.input<(typeof jobKinds)[K]['payload']>;
export type ResultOf<K extends JobKind> = Awaited<ReturnType<(typeof jobKinds)[K]['run']>>;

/** What is never over: how long after its end it begins again. Of each there is one job, whoever works. */
export const repeatsEveryMs: Partial<Record<JobKind, number>> = {
  'hand-in-overdue': 10_000,
  'forget-overdue': hourMs,
  'sweep-jobs': hourMs,
  'sweep-tables': 10 * minuteMs,
  'stock-practice': hourMs,
};

/** What a PostgreSQL server does by itself. */
export const ofEmbedded: ReadonlySet<string> = new Set<JobKind>(['sweep-tables']);

/** One at a time in each process: nobody waits for them, and they leave a worker free for what somebody waits for. */
export const oneAtATime: ReadonlySet<string> = new Set<JobKind>(['stock-variants', 'stock-practice']);

export const isJobKind = (kind: string): kind is JobKind => kind in jobKinds;

export const jobWork: LongWork<Job, unknown> = {
  at: import.meta.url,
  name: 'jobWork',
  sizeMs: (classroom, { kind, payload }) => {
    const { payload: schema, sizeMs } = requireKind(kind);
    return sizeMs(classroom, schema.parse(payload));
  },
  run: async (classroom, { kind, payload }) => {
    const { payload: schema, run } = requireKind(kind);
    return run(classroom, schema.parse(payload));
  },
};

/** Small jobs here, the others in threads, which end with `signal`. */
export const performIn =
  (threads: Threads, classroom: Classroom, signal?: AbortSignal) =>
  async (job: Job, tell: (progress: number) => void): Promise<unknown> =>
    (await isSmall(classroom, jobWork, job))
      ? jobWork.run({ ...classroom, tell }, job)
      : threads.run(jobWork, job, { tell, ...(signal && { signal }) });

/** Of a job that has ended well: what its operation returned, as JSON keeps it. */
export const resultOf = <K extends JobKind>(_kind: K, { result }: Job): ResultOf<K> => result as ResultOf<K>;

interface Definition<S extends z.ZodType, R> {
  readonly payload: S;
  /** About how long it takes. */
  sizeMs(classroom: Classroom, payload: z.output<S>): Promise<number>;
  /** Returns what JSON keeps. Done again, it is done once: a worker may have died at its end. */
  run(classroom: Classroom, payload: z.output<S>): Promise<R>;
}

function defineJob<S extends z.ZodType, R>(definition: Definition<S, R>): Definition<S, R> {
  return definition;
}

function requireKind(kind: string): Definition<z.ZodType, unknown> {
  if (!isJobKind(kind)) throw new Error(`there is no job ${kind}`);
  return jobKinds[kind] as Definition<z.ZodType, unknown>;
}

/** Most draws take a few, some a hundred. */
const drawMs = 10;

/** Never here: a single draw may hold up everybody for longer than many sheets. */
const sizeOfDraws = (missing: readonly unknown[]): number =>
  missing.length === 0 ? 0 : Number.POSITIVE_INFINITY;

interface InAssignment {
  readonly courseId: string;
  readonly assignmentId: string;
}

const attemptMs = 0.5;

async function sizeOfAttempts(
  { store }: Classroom,
  { courseId, assignmentId }: InAssignment,
): Promise<number> {
  return attemptMs * (await countAttemptsIn(store, courseId, assignmentId));
}

async function requireAssignment(
  { store }: Classroom,
  { courseId, assignmentId }: InAssignment,
): Promise<Assignment> {
  const found = await findAssignment(store, courseId, assignmentId);
  if (!found) throw new Error(`there is no assignment ${assignmentId}`);
  return found;
}
