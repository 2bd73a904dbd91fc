/**
 * The queue: rows of one table, taken in one statement by whichever process is free. A job belongs to its taker
 * until its lease is over; what a worker that died has left is taken by the next.
 */
import { dayMs } from '../number/durations.ts';
import { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { newId } from './new-id.ts';

export interface NewJob {
  readonly kind: string;
  /** null for the whole site. */
  readonly courseId: string | null;
  /** While a job with this key is open, asking again leads to it; null: always another. */
  readonly key: string | null;
  readonly payload: unknown;
}

export interface Job extends NewJob {
  readonly id: string;
  readonly taker: string | null;
  readonly tries: number;
  /** From 0 to 1. */
  readonly progress: number;
  readonly result: unknown;
  readonly problem: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** How long a job is its taker's, unless they keep it. */
export const leaseMs = 60_000;
/** Of jobs that have ended: how long they can be looked at. */
const keptMs = dayMs;

/** The id of the job, or of the one that is open under its key. */
export async function addJob({ prisma }: Store, job: NewJob, now: Date): Promise<string> {
  const { kind, courseId, key, payload } = job;
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO "Job" ("id", "kind", "courseId", "key", "payload", "runAt", "createdAt")
    VALUES (${newId(now)}, ${kind}, ${courseId}, ${key}, ${JSON.stringify(payload)}::json, ${now}, ${now})
    ON CONFLICT ("key") DO UPDATE SET "key" = excluded."key" RETURNING "id"`;
  const [{ id } = { id: '' }] = rows;
  return id;
}

/** The one that has waited longest, of these kinds. */
export async function takeJob(
  { prisma }: Store,
  { kinds, now, taker }: { readonly kinds: readonly string[]; readonly now: Date; readonly taker: string },
): Promise<Job | undefined> {
  const [job] = await prisma.$queryRaw<Job[]>`
    UPDATE "Job" j SET "runAt" = ${leaseFrom(now)}, "taker" = ${taker}, "tries" = "tries" + 1, "progress" = 0
    FROM (SELECT "id" FROM "Job" WHERE "runAt" <= ${now} AND "kind" IN (${Prisma.join([...kinds])})
          ORDER BY "runAt" LIMIT 1 FOR UPDATE SKIP LOCKED) due
    WHERE j."id" = due."id" RETURNING j.*`;
  return job;
}

/** Whether it is still the taker's. */
export async function keepJob({ prisma }: Store, job: Job, progress: number, now: Date): Promise<boolean> {
  const data = { runAt: leaseFrom(now), progress };
  return (await prisma.job.updateMany({ where: ownedBy(job), data })).count > 0;
}

export async function finishJob({ prisma }: Store, job: Job, result: unknown, now: Date): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Job" SET "result" = ${JSON.stringify(result ?? null)}::json, "progress" = 1, "problem" = NULL,
      "endedAt" = ${now}, "key" = NULL, "runAt" = NULL, "taker" = NULL
    WHERE "id" = ${job.id} AND "taker" = ${job.taker}`;
}

/** Nobody tries again. */
export async function buryJob({ prisma }: Store, job: Job, problem: string, now: Date): Promise<void> {
  const data = { problem, endedAt: now, key: null, runAt: null, taker: null };
  await prisma.job.updateMany({ where: ownedBy(job), data });
}

/** Given back: whoever is free takes it from then on. */
export async function returnJob(
  { prisma }: Store,
  job: Job,
  back: { readonly runAt: Date; readonly tries: number; readonly problem: string | null },
): Promise<void> {
  await prisma.job.updateMany({ where: ownedBy(job), data: { ...back, taker: null } });
}

export const findJob = (
  { prisma }: Store,
  { courseId, id }: { readonly courseId: string; readonly id: string },
): Promise<Job | undefined> =>
  prisma.job.findFirst({ where: { courseId, id } }).then((job) => job ?? undefined);

/** The number of ended jobs that are gone from now on. */
export async function sweepJobs({ prisma }: Store, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptMs);
  return (await prisma.job.deleteMany({ where: { endedAt: { lt: before } } })).count;
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + leaseMs);
const ownedBy = ({ id, taker }: Job) => ({ id, taker });
