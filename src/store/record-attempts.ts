/**
 * Records submissions: the attempt, the student's progress and skills and the counts of the class in one
 * statement and one commit. Submissions that arrive while a statement runs are gathered into the next one, and each is
 * acknowledged only after the commit of its own.
 */
import type { AttemptResult } from '../grading/result.ts';
import type { PartStanding } from '../grading/standing.ts';
import type { Circumstances } from '../learning/circumstances.ts';
import type { SkillTry } from '../learning/learning-curve.ts';
import type { SkillState } from '../learning/skill-state.ts';
import type { AnswerEvent } from '../learning/stuck.ts';
import type { PrismaClient } from './client/client.ts';
import { countingFirstTries, countingWork } from './counting-work.ts';
import { gather } from './gather.ts';
import { readAttemptResult } from './json-columns.ts';
import { owingPassbacks } from './passbacks.ts';
import { type RunStatement, runByPrisma } from './statement.ts';

export interface Submission {
  readonly courseId: string;
  /** Of the attempt: newId(). */
  readonly id: string;
  readonly variantId: string;
  readonly enrolmentId: string;
  readonly assignmentId: string;
  readonly position: number;
  /** At which it was graded: StoredVariant's. */
  readonly marksVersion: number;
  /** 1 for the student's first variant at this place of the assignment. */
  readonly variantNumber: number;
  /** One more than the attempts there were when the progress below was worked out. */
  readonly attemptNumber: number;
  /** From the form: the same key is the same submission, however often it is sent. */
  readonly submissionKey: string;
  readonly typed: Readonly<Record<string, string>>;
  /** BCP 47, of who typed. */
  readonly locale: string;
  readonly result: AttemptResult;
  readonly createdAt: Date;
  /** Where each answered part stands after this attempt. */
  readonly progress: readonly PartStanding[];
  /** For the counts of the class: parts answered for the first time, if this is the first variant. */
  readonly firstTries: readonly FirstTry[];
  /** The skills that this attempt says something about, as they stand after it. */
  readonly skills: readonly SkillState[];
  /** The same as points of the class's learning curves. */
  readonly skillTries: readonly SkillTry[];
  readonly circumstances: Circumstances;
  /** For the rules about stuck students; null where nothing new was tried. */
  readonly event: AnswerEvent | null;
}

export interface FirstTry {
  readonly part: string;
  /** With its indices: 'dE/dw12'. */
  readonly quantity: string;
  readonly right: boolean;
  /** 'right', the mistake's id, 'unexplained', or the kind of a verdict in between. */
  readonly outcome: string;
  /** Of an answer that is not right. */
  readonly example: Example | null;
  /** Ids of the mistakes that this variant would have shown in this part, and whether it did. */
  readonly mistakes: readonly { readonly mistake: string; readonly shown: boolean }[];
}

/** A real answer that shows a mistake. */
export interface Example {
  readonly attempt: string;
  readonly variant: string;
  readonly enrolment: string;
  readonly typed: string;
  /** As a decimal, a formula, or the ids of options. */
  readonly right: string;
}

export type Recorded =
  | { readonly kind: 'recorded' }
  /** This submission is stored already, with this result. */
  | { readonly kind: 'duplicate'; readonly result: AttemptResult }
  /** Another submission or a change of marks came first: load the variant again, grade again, record again. */
  | { readonly kind: 'superseded' };

export interface AttemptRecorder {
  /** Resolves after the commit. Rejects with the database's error; then the same submission may be sent again. */
  record(submission: Submission): Promise<Recorded>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

/** Rows in one statement at most; beyond that a statement takes long without getting cheaper. */
const rowsPerStatement = 200;

export function makeAttemptRecorder(prisma: PrismaClient, run: RunStatement): AttemptRecorder {
  const { ask, settled } = gather(
    (submissions: readonly Submission[]) => recordAttempts(prisma, submissions, run),
    rowsPerStatement,
  );
  return { record: ask, settled };
}

/** One statement for any number of submissions; the outcomes are in their order. */
export async function recordAttempts(
  prisma: PrismaClient,
  submissions: readonly Submission[],
  run = runByPrisma(prisma),
): Promise<readonly Recorded[]> {
  const rows = JSON.stringify(submissions.map(rowOf));
  const inserted = await run<{ id: string }>({ name: 'record-attempts', text: statement }, [rows]);
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
  const { typed, result, firstTries, circumstances, ...row } = submission;
  return {
    ...row,
    firstTries: firstTries.map(firstTryRow),
    circumstances: JSON.stringify(circumstances),
    seconds: circumstances.seconds,
    typed: JSON.stringify(typed),
    result: JSON.stringify(result),
    engine: result.engine,
    mark: result.mark,
  };
}

/** As the statement takes it: what was typed stays text. */
export const firstTryRow = ({ example, ...firstTry }: FirstTry) => ({
  ...firstTry,
  example: example && JSON.stringify(example),
});

/**
 * Nothing is inserted where marks are being changed (the course's row is locked) or were changed since the answer was
 * graded (its version is another); a change of marks waits for the locks that are taken here.
 * Only the rows that `attempt` really inserted move progress and counts. Every INSERT goes in the order of its
 * key, so that two processes writing at once wait for each other and never in a circle.
 */
const statement = `
WITH submission AS (
  SELECT * FROM json_to_recordset($1::json) AS row(
    "courseId" text, "id" text, "variantId" text, "enrolmentId" text, "assignmentId" text, "position" int,
    "marksVersion" int, "variantNumber" int, "attemptNumber" int, "submissionKey" text, "typed" text, "locale" text, "result" text,
    "engine" text, "mark" text, "createdAt" timestamp(3), "progress" json, "firstTries" json, "skills" json,
    "skillTries" json, "circumstances" text, "seconds" float8, "event" jsonb)
), unchanged AS (
  SELECT held.* FROM (SELECT DISTINCT "courseId" FROM submission) asked JOIN LATERAL (
    SELECT c."id" AS "courseId", c."marksVersion" FROM "Course" c
    WHERE c."id" = asked."courseId" LIMIT 1 FOR SHARE SKIP LOCKED) held ON true
), attempt AS (
  INSERT INTO "Attempt" ("courseId", "id", "variantId", "number", "submissionKey", "typed", "locale",
                         "result", "engine", "mark", "circumstances", "createdAt")
  SELECT "courseId", "id", "variantId", "attemptNumber", "submissionKey", "typed"::json, "locale",
         "result"::json, "engine", "mark", "circumstances"::json, "createdAt"
  FROM submission JOIN unchanged USING ("courseId", "marksVersion")
  ORDER BY "courseId", "variantId", "attemptNumber"
  ON CONFLICT DO NOTHING
  RETURNING "courseId", "id"
), recorded AS (
  SELECT submission.* FROM submission JOIN attempt USING ("courseId", "id")
), moved AS (
  INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position", "number",
                          "tries", "firstVerdict", "lastVerdict", "mark", "markOnTime", "closed", "tried",
                          "seconds", "updatedAt")
  SELECT DISTINCT ON (r."courseId", r."variantId", p."part")
         r."courseId", r."variantId", p."part", r."enrolmentId", r."assignmentId", r."position",
         r."variantNumber", p."tries", p."firstVerdict", p."lastVerdict", p."mark", p."markOnTime", p."closed",
         p."tried", r."seconds" / json_array_length(r."progress"), r."createdAt"
  FROM recorded r, json_to_recordset(r."progress") AS p(
    "part" text, "tries" int, "firstVerdict" text, "lastVerdict" text, "mark" text, "markOnTime" text,
    "closed" boolean, "tried" json)
  ORDER BY r."courseId", r."variantId", p."part", r."attemptNumber" DESC
  ON CONFLICT ("courseId", "variantId", "part") DO UPDATE SET
    "tries" = excluded."tries", "firstVerdict" = excluded."firstVerdict",
    "lastVerdict" = excluded."lastVerdict", "mark" = excluded."mark", "markOnTime" = excluded."markOnTime",
    "closed" = excluded."closed", "tried" = excluded."tried", "updatedAt" = excluded."updatedAt",
    "seconds" = "Progress"."seconds" + excluded."seconds"
), learnt AS (
  INSERT INTO "SkillState" ("courseId", "enrolmentId", "skill", "known", "opportunities", "right", "firsts", "dueAt",
                            "card", "updatedAt")
  SELECT DISTINCT ON (r."courseId", r."enrolmentId", k."skill")
         r."courseId", r."enrolmentId", k."skill", k."known", k."opportunities", k."right", k."firsts", k."dueAt",
         k."card", r."createdAt"
  FROM recorded r, json_to_recordset(r."skills") AS k(
    "skill" text, "known" float8, "opportunities" int, "right" int, "firsts" text, "dueAt" timestamp(3), "card" json)
  ORDER BY r."courseId", r."enrolmentId", k."skill", k."opportunities" DESC
  ON CONFLICT ("courseId", "enrolmentId", "skill") DO UPDATE SET
    "known" = excluded."known", "opportunities" = excluded."opportunities", "right" = excluded."right",
    "firsts" = excluded."firsts", "dueAt" = excluded."dueAt", "card" = excluded."card", "updatedAt" = excluded."updatedAt"
), ${countingFirstTries}, ${countingWork}, ${owingPassbacks}
SELECT "id" FROM attempt`;
