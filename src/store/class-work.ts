/**
 * Students' own work as the dashboard reads it: latest events, time, tries at the first variants, skills. Rows of
 * one course or assignment, never of attempts.
 */
import { z } from 'zod';
import type { SkillTry } from '../learning/learning-curve.ts';
import type { WorkEvent } from '../learning/stuck.ts';
import type { Queries, Store } from './database.ts';

export interface RecentWork {
  readonly enrolmentId: string;
  /** Oldest first. */
  readonly recent: readonly WorkEvent[];
}

export async function listRecentWork(
  { run }: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly RecentWork[]> {
  const rows = await run<RecentRow>({ name: 'recent work', text: recentWork }, [courseId, assignmentId]);
  return rows.map(({ enrolmentId, recent }) => ({ enrolmentId, recent: events.parse(recent) }));
}

interface RecentRow {
  readonly enrolmentId: string;
  readonly recent: unknown;
}

const recentWork = `
  SELECT "enrolmentId", "recent" FROM "StudentWork" WHERE "courseId" = $1 AND "assignmentId" = $2`;

export interface TimeOnTask {
  readonly enrolmentId: string;
  readonly seconds: number;
}

export const listTimes = (
  { run }: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly TimeOnTask[]> =>
  run<TimeOnTask>({ name: 'times', text: timesOnTask }, [courseId, assignmentId]);

const timesOnTask = `
  SELECT "enrolmentId", "seconds" FROM "StudentWork" WHERE "courseId" = $1 AND "assignmentId" = $2`;

export interface StudentEvents {
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly recent: readonly WorkEvent[];
}

/** Latest events of some students in each assignment. */
export async function listStudentEvents(
  { prisma }: Queries,
  courseId: string,
  enrolmentIds: readonly string[],
): Promise<readonly StudentEvents[]> {
  const rows = await prisma.studentWork.findMany({
    where: { courseId, enrolmentId: { in: [...enrolmentIds] } },
    select: { enrolmentId: true, assignmentId: true, recent: true },
  });
  return rows.map((row) => ({ ...row, recent: events.parse(row.recent) }));
}

/** Changes with every submission every dismissal and every regrade in an assignment, and costs next to nothing to ask. */
export async function classVersion(store: Store, courseId: string, assignmentId: string): Promise<string> {
  const rows = await store.prisma.$queryRaw<{ version: string }[]>`
    SELECT (SELECT coalesce(sum("attempts"), 0) || '.' || coalesce(extract(epoch FROM max("lastAt")), 0)
            FROM "StudentWork" WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId})
        || '.' ||
           (SELECT coalesce(extract(epoch FROM max("dismissedAt")), 0)
            FROM "DismissedAlert" WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId})
        || '.' ||
           (SELECT count(*) || '.' || count("undoneAt")
            FROM "Regrade" WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId})
      AS "version"`;
  return rows[0]?.version ?? '';
}

/** Tries at one question on first variants; the columns are equally long, one place a student. */
export interface QuestionTries {
  readonly position: number;
  readonly part: string;
  readonly enrolmentIds: readonly string[];
  readonly right: readonly boolean[];
  /** Time on task, to whole seconds. */
  readonly seconds: readonly number[];
  readonly hinted: readonly boolean[];
}

/** Gathered in the database: as a row a try, driver and network take longer than the reading. */
export async function listQuestionTries(
  { run }: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly QuestionTries[]> {
  const rows = await run({ name: 'question tries', text: questionTries }, [courseId, assignmentId]);
  return questionColumns.parse(rows);
}

const questionTries = `
  SELECT "position", "part", json_agg("enrolmentId") AS "enrolmentIds", json_agg("firstVerdict" = 'right') AS "right",
         json_agg(round("seconds")) AS "seconds", json_agg("hints" > 0) AS "hinted"
  FROM "Progress"
  WHERE "courseId" = $1 AND "assignmentId" = $2 AND "number" = 1 AND "tries" > 0
  GROUP BY 1, 2`;

/** A column of the heat map; a place for each student who tried the skill. */
export interface SkillColumn {
  readonly skill: string;
  readonly enrolmentIds: readonly string[];
  readonly known: readonly number[];
  readonly opportunities: readonly number[];
}

export async function listSkillColumns({ run }: Store, courseId: string): Promise<readonly SkillColumn[]> {
  return skillColumns.parse(await run({ name: 'skill columns', text: skillsByColumn }, [courseId]));
}

const skillsByColumn = `
  SELECT "skill", json_agg("enrolmentId") AS "enrolmentIds", json_agg("known") AS "known",
         json_agg("opportunities") AS "opportunities"
  FROM "SkillState" WHERE "courseId" = $1 AND "opportunities" > 0 GROUP BY 1`;

export interface SkillCount extends Pick<SkillTry, 'opportunity'> {
  readonly skill: string;
  readonly tried: number;
  readonly right: number;
}

export const listSkillCounts = (store: Store, courseId: string): Promise<readonly SkillCount[]> =>
  store.prisma.skillCount.findMany({
    where: { courseId },
    select: { skill: true, opportunity: true, tried: true, right: true },
    orderBy: [{ skill: 'asc' }, { opportunity: 'asc' }],
  });

export interface Dismissal {
  readonly enrolmentId: string;
  readonly rule: string;
  readonly dismissedAt: Date;
}

export const listDismissals = (
  store: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly Dismissal[]> =>
  store.prisma.dismissedAlert.findMany({
    where: { courseId, assignmentId },
    select: { enrolmentId: true, rule: true, dismissedAt: true },
  });

export async function saveDismissal(
  store: Store,
  dismissal: Dismissal & {
    readonly courseId: string;
    readonly assignmentId: string;
    readonly dismissedBy: string;
  },
): Promise<void> {
  const { courseId, assignmentId, enrolmentId, rule, dismissedAt, dismissedBy } = dismissal;
  await store.prisma.dismissedAlert.upsert({
    where: {
      courseId_assignmentId_enrolmentId_rule: { courseId, assignmentId, enrolmentId, rule },
    },
    create: dismissal,
    update: { dismissedAt, dismissedBy },
  });
}

const place = { at: z.string(), variant: z.string(), position: z.number() };
const events = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      ...place,
      kind: z.literal('answers'),
      attempt: z.string(),
      seconds: z.number(),
      wrong: z.array(z.string()),
      right: z.array(z.string()),
      mistake: z.string().nullable(),
    }),
    z.object({ ...place, kind: z.literal('last-hint'), part: z.string() }),
  ]),
) satisfies z.ZodType<readonly WorkEvent[]>;

const [texts, numbers, booleans] = [z.array(z.string()), z.array(z.number()), z.array(z.boolean())];
const questionColumns = z.array(
  z.object({
    position: z.number(),
    part: z.string(),
    enrolmentIds: texts,
    right: booleans,
    seconds: numbers,
    hinted: booleans,
  }),
) satisfies z.ZodType<readonly QuestionTries[]>;
const skillColumns = z.array(
  z.object({ skill: z.string(), enrolmentIds: texts, known: numbers, opportunities: numbers }),
) satisfies z.ZodType<readonly SkillColumn[]>;
