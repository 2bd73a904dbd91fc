/**
 * Records submissions: the attempt, the student's progress and skills and the counts of the class in one
 * statement and one commit. Submissions that arrive while a statement runs are gathered into the next one, and each is
 * acknowledged only after the commit of its own.
 */
import type { AttemptResult } from '../grading/result.ts';
import type { PartStanding } from '../grading/standing.ts';
import type { SkillState } from '../learning/skill-state.ts';
import type { PrismaClient } from './client/client.ts';
import { readAttemptResult } from './json-columns.ts';

export interface Submission {
  readonly courseId: string;
  /** Of the attempt: newId(). */
  readonly id: string;
  readonly variantId: string;
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly position: number;
  /** 1 for the student's first variant at this place of the assignment. */
  readonly variantNumber: number;
  /** One more than the attempts there were when the progress below was worked out. */
  readonly attemptNumber: number;
  /** From the form: the same key is the same submission, however often it is sent. */
  readonly submissionKey: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly result: AttemptResult;
  readonly createdAt: Date;
  /** Where each answered part stands after this attempt. */
  readonly progress: readonly PartStanding[];
  /** For the counts of the class: parts answered for the first time, if this is the first variant. */
  readonly firstTries: readonly FirstTry[];
  /** The skills that this attempt says something about, as they stand after it. */
  readonly skills: readonly SkillState[];
}

export interface FirstTry {
  readonly part: string;
  readonly right: boolean;
  /** Ids of the mistakes that this variant would have shown in this part, and whether it did. */
  readonly mistakes: readonly { readonly mistake: string; readonly shown: boolean }[];
}

export type Recorded =
  | { readonly kind: 'recorded' }
  /** This submission is stored already, with this result. */
  | { readonly kind: 'duplicate'; readonly result: AttemptResult }
  /** Another submission took this attempt number: load the variant again, grade again, record again. */
  | { readonly kind: 'superseded' };

export interface AttemptRecorder {
  /** Resolves after the commit. Rejects with the database's error; then the same submission may be sent again. */
  record(submission: Submission): Promise<Recorded>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly submission: Submission;
  resolve(outcome: Recorded): void;
  reject(error: unknown): void;
}

/** Rows in one statement at most; beyond that a statement takes long without getting cheaper. */
const rowsPerStatement = 200;

export function makeAttemptRecorder(prisma: PrismaClient): AttemptRecorder {
  const queue: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const writeAll = async (): Promise<void> => {
    while (queue.length > 0) await writeOrSplit(prisma, queue.splice(0, rowsPerStatement));
    writing = undefined;
  };
  return {
    record: (submission) =>
      new Promise((resolve, reject) => {
        queue.push({ submission, resolve, reject });
        writing ??= writeAll();
      }),
    settled: async () => {
      await writing;
    },
  };
}

/** One submission that the database refuses must not take others with it: after a failure each goes alone. */
async function writeOrSplit(prisma: PrismaClient, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await recordAttempts(
      prisma,
      batch.map((waiting) => waiting.submission),
    );
    batch.forEach((waiting, index) => {
      waiting.resolve(outcomes[index] ?? { kind: 'superseded' });
    });
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const waiting of batch) await writeOrSplit(prisma, [waiting]);
  }
}

/** One statement for any number of submissions; the outcomes are in their order. */
export async function recordAttempts(
  prisma: PrismaClient,
  submissions: readonly Submission[],
): Promise<readonly Recorded[]> {
  const inserted = await prisma.$queryRawUnsafe<{ id: string }[]>(
    statement,
    JSON.stringify(submissions.map(rowOf)),
  );
  const ids = new Set(inserted.map((row) => row.id));
  const outcomes: Recorded[] = [];
  for (const submission of submissions) {
    outcomes.push(ids.has(submission.id) ? { kind: 'recorded' } : await findDuplicate(prisma, submission));
  }
  return outcomes;
}

async function findDuplicate(prisma: PrismaClient, submission: Submission): Promise<Recorded> {
  const { courseId, variantId, submissionKey } = submission;
  const stored = await prisma.attempt.findUnique({
    where: { courseId_variantId_submissionKey: { courseId, variantId, submissionKey } },
    select: { result: true },
  });
  return stored ? { kind: 'duplicate', result: readAttemptResult(stored.result) } : { kind: 'superseded' };
}

/** What students typed goes as JSON inside a string, so that PostgreSQL keeps it and never decodes it. */
function rowOf(submission: Submission) {
  const { typed, result, progress, firstTries, ...row } = submission;
  return {
    ...row,
    typed: JSON.stringify(typed),
    result: JSON.stringify(result),
    engine: result.engine,
    mark: result.mark,
    progress,
    firstTries,
  };
}

/**
 * Only the rows that `attempt` really inserted move progress and counts. Every INSERT goes in the order of its
 * key, so that two processes writing at once wait for each other and never in a circle.
 */
const statement = `
WITH submission AS (
  SELECT * FROM json_to_recordset($1::json) AS row(
    "courseId" text, "id" text, "variantId" text, "enrolmentId" text, "assignmentId" text, "position" int,
    "variantNumber" int, "attemptNumber" int, "submissionKey" text, "typed" text, "result" text,
    "engine" text, "mark" text, "createdAt" timestamp(3), "progress" json, "firstTries" json, "skills" json)
), attempt AS (
  INSERT INTO "Attempt" ("courseId", "id", "variantId", "number", "submissionKey", "typed", "result",
                         "engine", "mark", "createdAt")
  SELECT "courseId", "id", "variantId", "attemptNumber", "submissionKey", "typed"::json, "result"::json,
         "engine", "mark", "createdAt"
  FROM submission ORDER BY "courseId", "variantId", "attemptNumber"
  ON CONFLICT DO NOTHING
  RETURNING "courseId", "id"
), recorded AS (
  SELECT submission.* FROM submission JOIN attempt USING ("courseId", "id")
), moved AS (
  INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position", "number",
                          "tries", "firstVerdict", "lastVerdict", "mark", "markOnTime", "closed", "tried",
                          "updatedAt")
  SELECT DISTINCT ON (r."courseId", r."variantId", p."part")
         r."courseId", r."variantId", p."part", r."enrolmentId", r."assignmentId", r."position",
         r."variantNumber", p."tries", p."firstVerdict", p."lastVerdict", p."mark", p."markOnTime", p."closed",
         p."tried", r."createdAt"
  FROM recorded r, json_to_recordset(r."progress") AS p(
    "part" text, "tries" int, "firstVerdict" text, "lastVerdict" text, "mark" text, "markOnTime" text,
    "closed" boolean, "tried" json)
  ORDER BY r."courseId", r."variantId", p."part", r."attemptNumber" DESC
  ON CONFLICT ("courseId", "variantId", "part") DO UPDATE SET
    "tries" = excluded."tries", "firstVerdict" = excluded."firstVerdict",
    "lastVerdict" = excluded."lastVerdict", "mark" = excluded."mark", "markOnTime" = excluded."markOnTime",
    "closed" = excluded."closed", "tried" = excluded."tried", "updatedAt" = excluded."updatedAt"
), learnt AS (
  INSERT INTO "SkillState" ("courseId", "enrolmentId", "skill", "known", "opportunities", "right", "dueAt", "card",
                            "updatedAt")
  SELECT DISTINCT ON (r."courseId", r."enrolmentId", k."skill")
         r."courseId", r."enrolmentId", k."skill", k."known", k."opportunities", k."right", k."dueAt", k."card",
         r."createdAt"
  FROM recorded r, json_to_recordset(r."skills") AS k(
    "skill" text, "known" float8, "opportunities" int, "right" int, "dueAt" timestamp(3), "card" json)
  ORDER BY r."courseId", r."enrolmentId", k."skill", k."opportunities" DESC
  ON CONFLICT ("courseId", "enrolmentId", "skill") DO UPDATE SET
    "known" = excluded."known", "opportunities" = excluded."opportunities", "right" = excluded."right",
    "dueAt" = excluded."dueAt", "card" = excluded."card", "updatedAt" = excluded."updatedAt"
), tried AS (
  SELECT r."courseId", r."assignmentId", r."position", t."part", t."right", t."mistakes"
  FROM recorded r, json_to_recordset(r."firstTries") AS t("part" text, "right" boolean, "mistakes" json)
), counted AS (
  INSERT INTO "PartCount" ("courseId", "assignmentId", "position", "part", "firstTries", "firstRight")
  SELECT "courseId", "assignmentId", "position", "part", count(*), count(*) FILTER (WHERE "right")
  FROM tried GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT ("courseId", "assignmentId", "position", "part") DO UPDATE SET
    "firstTries" = "PartCount"."firstTries" + excluded."firstTries",
    "firstRight" = "PartCount"."firstRight" + excluded."firstRight"
), mistaken AS (
  INSERT INTO "MistakeCount" ("courseId", "assignmentId", "position", "part", "mistake", "shown", "opportunities")
  SELECT t."courseId", t."assignmentId", t."position", t."part", m."mistake",
         count(*) FILTER (WHERE m."shown"), count(*)
  FROM tried t, json_to_recordset(t."mistakes") AS m("mistake" text, "shown" boolean)
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT ("courseId", "assignmentId", "position", "part", "mistake") DO UPDATE SET
    "shown" = "MistakeCount"."shown" + excluded."shown",
    "opportunities" = "MistakeCount"."opportunities" + excluded."opportunities"
)
SELECT "id" FROM attempt`;
