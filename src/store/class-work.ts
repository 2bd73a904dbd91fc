/**
 * Students' own work as the dashboard reads it: latest events, time, tries at the first variants, skills. Rows of
 * one course or assignment, never of attempts.
 */
import { z } from 'zod';
import type { SkillTry } from '../learning/learning-curve.ts';
import type { WorkEvent } from '../learning/stuck.ts';
import type { Queries, Store } from './database.ts';

export interface StudentWork {
  readonly enrolmentId: string;
  readonly seconds: number;
  readonly lastAt: Date;
  /** Oldest first. */
  readonly recent: readonly WorkEvent[];
}

export async function listStudentWork(
  store: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly StudentWork[]> {
  const rows = await store.prisma.studentWork.findMany({
    where: { courseId, assignmentId },
    select: { enrolmentId: true, seconds: true, lastAt: true, recent: true },
  });
  return rows.map((row) => ({ ...row, recent: events.parse(row.recent) }));
}

/** Latest events of one student, by assignment. */
export async function listStudentEvents(
  { prisma }: Queries,
  courseId: string,
  enrolmentId: string,
): Promise<ReadonlyMap<string, readonly WorkEvent[]>> {
  const rows = await prisma.studentWork.findMany({
    where: { courseId, enrolmentId },
    select: { assignmentId: true, recent: true },
  });
  return new Map(rows.map(({ assignmentId, recent }) => [assignmentId, events.parse(recent)]));
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

/** A part of a student's first variant that was tried. */
export interface FirstVariantTry {
  readonly position: number;
  readonly part: string;
  readonly right: boolean;
  readonly seconds: number;
  readonly hinted: boolean;
}

export interface StudentTries {
  readonly enrolmentId: string;
  readonly tries: readonly FirstVariantTry[];
}

/** Gathered in the database: one row a student. */
export async function listFirstVariantTries(
  store: Store,
  courseId: string,
  assignmentId: string,
): Promise<readonly StudentTries[]> {
  const rows = await store.prisma.$queryRaw<{ enrolmentId: string; tries: unknown }[]>`
    SELECT "enrolmentId", json_agg(json_build_array("position", "part", "firstVerdict" = 'right',
                                                    round("seconds"), "hints" > 0)) AS "tries"
    FROM "Progress"
    WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId} AND "number" = 1 AND "tries" > 0
    GROUP BY 1 ORDER BY 1`;
  return rows.map(({ enrolmentId, tries }) => ({
    enrolmentId,
    tries: triesOf
      .parse(tries)
      .map(([position, part, right, seconds, hinted]) => ({ position, part, right, seconds, hinted })),
  }));
}

/** A cell of the heat map. */
export interface ClassSkill {
  readonly enrolmentId: string;
  readonly skill: string;
  readonly known: number;
  readonly opportunities: number;
}

export const listClassSkills = (store: Store, courseId: string): Promise<readonly ClassSkill[]> =>
  store.prisma.skillState.findMany({
    where: { courseId, opportunities: { gt: 0 } },
    select: { enrolmentId: true, skill: true, known: true, opportunities: true },
  });

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

const triesOf = z.array(z.tuple([z.number(), z.string(), z.boolean(), z.number(), z.boolean()]));
