/** The ledger of grades that go to LMSs: a row for each column and student. */
import type { Store } from './database.ts';
import type { LineItem } from './line-items.ts';

export type Asked = 'send' | 'whatever';

export interface PassbackRow {
  readonly courseId: string;
  readonly lineItemId: string;
  readonly enrolmentId: string;
  readonly state: 'waiting' | 'sent' | 'confirmed' | 'conflict' | 'failed';
  readonly changes: number;
  readonly nextAt: Date | null;
  readonly tries: number;
  readonly mark: string | null;
  readonly offeredMark: string | null;
  readonly sentMark: string | null;
  readonly sentAt: Date | null;
  readonly shown: number | null;
  readonly problem: string | null;
  /** A teacher asked: 'send' it now, or put it there 'whatever' stands there. */
  readonly asked: Asked | null;
}

/**
 * Part of the statement that records attempts (record-attempts.ts, whose `recorded` it reads): whatever was answered
 * may have changed a grade. What it is, and whether it goes, is worked out by the sender.
 */
export const owingPassbacks = `owing AS (
  INSERT INTO "Passback" ("courseId", "lineItemId", "enrolmentId", "state", "nextAt")
  SELECT DISTINCT r."courseId", l."id", r."enrolmentId", 'waiting', max(r."createdAt")
  FROM recorded r JOIN "LineItem" l ON l."courseId" = r."courseId" AND l."assignmentId" = r."assignmentId"
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT ("courseId", "lineItemId", "enrolmentId") DO UPDATE SET
    "changes" = "Passback"."changes" + 1, "nextAt" = excluded."nextAt"
)`;

/** A claimed row belongs to one process for this long; a process that dies leaves it to the next. */
const claimedMs = 60_000;

/** Rows that are due, oldest first, claimed by whoever asks. */
export async function claimDue(store: Store, now: Date, most: number): Promise<readonly PassbackRow[]> {
  const until = new Date(now.getTime() + claimedMs);
  return store.prisma.$queryRaw<PassbackRow[]>`
    UPDATE "Passback" p SET "nextAt" = ${until}
    FROM (SELECT "courseId", "lineItemId", "enrolmentId" FROM "Passback" WHERE "nextAt" <= ${now}
          ORDER BY "nextAt" LIMIT ${most} FOR UPDATE SKIP LOCKED) due
    WHERE p."courseId" = due."courseId" AND p."lineItemId" = due."lineItemId"
      AND p."enrolmentId" = due."enrolmentId"
    RETURNING p.*`;
}

export type Settled = Partial<
  Pick<
    PassbackRow,
    'state' | 'tries' | 'mark' | 'offeredMark' | 'sentMark' | 'sentAt' | 'shown' | 'problem' | 'asked'
  >
> & { readonly nextAt: Date | null };

/** What came of a look. Where a grade changed meanwhile, the row stays due. */
export async function settlePassback(store: Store, row: PassbackRow, settled: Settled): Promise<void> {
  const { courseId, lineItemId, enrolmentId, changes } = row;
  const key = { courseId, lineItemId, enrolmentId };
  const { count } = await store.prisma.passback.updateMany({ where: { ...key, changes }, data: settled });
  if (count > 0) return;
  const { nextAt: _, ...rest } = settled;
  await store.prisma.passback.updateMany({ where: key, data: rest });
}

/** Before a score goes out: if we die now, what the LMS shows later is ours. */
export async function offerMark(store: Store, row: PassbackRow, offeredMark: string): Promise<void> {
  const { courseId, lineItemId, enrolmentId } = row;
  await store.prisma.passback.updateMany({
    where: { courseId, lineItemId, enrolmentId },
    data: { offeredMark },
  });
}

export async function listPassbacks(
  store: Store,
  courseId: string,
  lineItemId: string,
): Promise<readonly PassbackRow[]> {
  return (await store.prisma.passback.findMany({ where: { courseId, lineItemId } })).map(rowOf);
}

/** One student's rows in a course. */
export async function listPassbacksOf(
  store: Store,
  courseId: string,
  enrolmentId: string,
): Promise<readonly PassbackRow[]> {
  return (await store.prisma.passback.findMany({ where: { courseId, enrolmentId } })).map(rowOf);
}

/** To be looked at: these students, now. */
export async function owePassbacks(
  store: Store,
  { courseId, id: lineItemId }: LineItem,
  { enrolmentIds, now, asked }: { enrolmentIds: readonly string[]; now: Date; asked?: Asked },
): Promise<void> {
  const key = { courseId, lineItemId };
  const data = enrolmentIds.map((enrolmentId) => ({ ...key, enrolmentId, state: 'waiting' }));
  await store.prisma.passback.createMany({ data, skipDuplicates: true });
  await store.prisma.passback.updateMany({
    where: { ...key, enrolmentId: { in: [...enrolmentIds] } },
    data: { changes: { increment: 1 }, nextAt: now, tries: 0, ...(asked && { asked, state: 'waiting' }) },
  });
}

const rowOf = (
  row: Omit<PassbackRow, 'state' | 'asked'> & { state: string; asked: string | null },
): PassbackRow => ({
  ...row,
  asked: row.asked as PassbackRow['asked'],
  state: row.state as PassbackRow['state'],
});
