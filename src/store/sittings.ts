/** Exams that were started, and what one student gets beyond the others. */
import { z } from 'zod';
import type { Work } from '../grading/schedule.ts';
import type { Store } from './database.ts';
import { readPolicy } from './json-columns.ts';
import { utc } from './utc.ts';

/** One student's work on one assignment. */
export interface WorkPlace {
  readonly courseId: string;
  readonly enrolmentId: string;
  readonly assignmentId: string;
}

/** The clock starts once: a second start changes nothing. */
export async function startSitting(store: Store, place: WorkPlace, startedAt: Date): Promise<void> {
  const { courseId, enrolmentId, assignmentId } = place;
  await store.prisma.sitting.createMany({
    data: { courseId, enrolmentId, assignmentId, startedAt },
    skipDuplicates: true,
  });
}

export async function endSitting(store: Store, place: WorkPlace, handedInAt: Date): Promise<void> {
  const { courseId, enrolmentId, assignmentId } = place;
  await store.prisma.sitting.updateMany({
    where: { courseId, enrolmentId, assignmentId, handedInAt: null },
    data: { handedInAt },
  });
}

export interface ExtensionGiven {
  readonly dueAt: Date | null;
  readonly extraMinutes: number;
}

export async function saveExtension(
  store: Store,
  place: WorkPlace,
  extension: ExtensionGiven,
  createdAt: Date,
): Promise<void> {
  const { courseId, enrolmentId, assignmentId } = place;
  await store.prisma.extension.upsert({
    where: { courseId_enrolmentId_assignmentId: { courseId, enrolmentId, assignmentId } },
    create: { courseId, enrolmentId, assignmentId, ...extension, createdAt },
    update: extension,
  });
}

/** By enrolment. */
export async function listExtensions(
  store: Store,
  courseId: string,
  assignmentId: string,
): Promise<ReadonlyMap<string, ExtensionGiven>> {
  const rows = await store.prisma.extension.findMany({ where: { courseId, assignmentId } });
  return new Map(rows.map(({ enrolmentId, dueAt, extraMinutes }) => [enrolmentId, { dueAt, extraMinutes }]));
}

/** Of one student, by assignment. */
export async function listExtensionsOf(
  store: Store,
  courseId: string,
  enrolmentId: string,
): Promise<ReadonlyMap<string, ExtensionGiven>> {
  const rows = await store.prisma.extension.findMany({ where: { courseId, enrolmentId } });
  return new Map(
    rows.map(({ assignmentId, dueAt, extraMinutes }) => [assignmentId, { dueAt, extraMinutes }]),
  );
}

/** How one student works on an assignment. */
export async function findWork(store: Store, place: WorkPlace): Promise<Work | undefined> {
  const { courseId, enrolmentId, assignmentId } = place;
  const rows = await selectWork(store, { courseId, enrolmentId, assignmentId });
  return rows.find((row) => row.assignmentId === assignmentId)?.work;
}

/** Every assignment of a course, as it is for one student. */
export async function listWork(
  store: Store,
  place: Omit<WorkPlace, 'assignmentId'>,
): Promise<ReadonlyMap<string, Work>> {
  const rows = await selectWork(store, { ...place, assignmentId: null });
  return new Map(rows.map(({ assignmentId, work }) => [assignmentId, work]));
}

async function selectWork(
  store: Store,
  { courseId, enrolmentId, assignmentId }: Omit<WorkPlace, 'assignmentId'> & { assignmentId: string | null },
): Promise<readonly { assignmentId: string; work: Work }[]> {
  const rows = await store.prisma.$queryRaw<WorkRow[]>`
    SELECT a."id" AS "assignmentId", a."mode", a."policy", row_to_json(s) AS "sitting",
           row_to_json(x) AS "extension"
    FROM "Assignment" a
    LEFT JOIN "Sitting" s ON s."courseId" = a."courseId" AND s."assignmentId" = a."id"
      AND s."enrolmentId" = ${enrolmentId}
    LEFT JOIN "Extension" x ON x."courseId" = a."courseId" AND x."assignmentId" = a."id"
      AND x."enrolmentId" = ${enrolmentId}
    WHERE a."courseId" = ${courseId} AND (${assignmentId}::text IS NULL OR a."id" = ${assignmentId})`;
  return rows.map((row) => ({ assignmentId: row.assignmentId, work: workOf(row) }));
}

/** Exams under way, of all courses: started, not handed in. */
export async function listOpenSittings(
  store: Store,
): Promise<readonly (WorkPlace & { readonly work: Work })[]> {
  const rows = await store.prisma.$queryRaw<(WorkRow & WorkPlace)[]>`
    SELECT s."courseId", s."enrolmentId", s."assignmentId", a."mode", a."policy", row_to_json(s) AS "sitting",
           row_to_json(x) AS "extension"
    FROM "Sitting" s
    JOIN "Assignment" a ON a."courseId" = s."courseId" AND a."id" = s."assignmentId"
    LEFT JOIN "Extension" x ON x."courseId" = s."courseId" AND x."assignmentId" = s."assignmentId"
      AND x."enrolmentId" = s."enrolmentId"
    WHERE s."handedInAt" IS NULL`;
  return rows.map((row) => ({
    courseId: row.courseId,
    enrolmentId: row.enrolmentId,
    assignmentId: row.assignmentId,
    work: workOf(row),
  }));
}

interface WorkRow {
  readonly assignmentId: string;
  readonly mode: string;
  readonly policy: unknown;
  readonly sitting: unknown;
  readonly extension: unknown;
}

const workOf = ({ mode, policy, sitting, extension }: WorkRow): Work => ({
  mode: mode as Work['mode'],
  schedule: readPolicy(policy),
  sitting: readSitting(sitting),
  extension: readExtension(extension),
});

const instant = z.string().transform(utc);
const sittingRow = z.object({ startedAt: instant, handedInAt: instant.nullable() }).nullable();
const extensionRow = z.object({ dueAt: instant.nullable(), extraMinutes: z.number() }).nullable();

/** Rows of the tables as JSON. They throw on anything that we did not write. */
export const readSitting = (sitting: unknown): Work['sitting'] => sittingRow.parse(sitting);
export const readExtension = (extension: unknown): Work['extension'] => extensionRow.parse(extension);
