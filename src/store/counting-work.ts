/**
 * What the dashboard needs of a submission, as part of the statement that records it (record-attempts.ts, whose
 * `recorded` and `tried` it reads): first tries by quantity and outcome, each student's own work, and the points of
 * the learning curves. Everything is bounded by students and questions, never by attempts.
 */
import { keptEvents } from '../learning/stuck.ts';

/** First tries by part, mistake, quantity and outcome, from the `recorded` submissions. */
export const countingFirstTries = `tried AS (
  SELECT r."courseId", r."assignmentId", r."enrolmentId", r."position", r."id" AS "attemptId",
         t."part", t."quantity", t."right", t."outcome", t."example"::json AS "example", t."mistakes"
  FROM recorded r, json_to_recordset(r."firstTries") AS t(
    "part" text, "quantity" text, "right" boolean, "outcome" text, "example" text, "mistakes" json)
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
), outcomes AS (
  INSERT INTO "FirstTryCount" ("courseId", "assignmentId", "position", "part", "quantity", "outcome", "count",
                               "example", "exampleBefore")
  SELECT "courseId", "assignmentId", "position", "part", "quantity", "outcome", count(*),
         (array_agg("example" ORDER BY "attemptId" DESC))[1], (array_agg("example" ORDER BY "attemptId" DESC))[2]
  FROM tried GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT ("courseId", "assignmentId", "position", "part", "quantity", "outcome") DO UPDATE SET
    "count" = "FirstTryCount"."count" + excluded."count",
    "example" = excluded."example",
    "exampleBefore" = coalesce(excluded."exampleBefore", "FirstTryCount"."example")
)`;

/** Each student's own work, and the points of the learning curves. */
export const countingWork = `possible AS (
  SELECT t."courseId", t."assignmentId", t."enrolmentId", array_agg(DISTINCT m."mistake") AS "couldShow",
         coalesce(array_agg(DISTINCT m."mistake") FILTER (WHERE m."shown"), '{}') AS "showed"
  FROM tried t, json_to_recordset(t."mistakes") AS m("mistake" text, "shown" boolean) GROUP BY 1, 2, 3
), worked AS (
  INSERT INTO "StudentWork" ("courseId", "assignmentId", "enrolmentId", "attempts", "seconds", "couldShow", "showed",
                             "recent", "lastAt")
  SELECT r."courseId", r."assignmentId", r."enrolmentId", count(*), sum(r."seconds"),
         coalesce(p."couldShow", '{}'), coalesce(p."showed", '{}'),
         coalesce(jsonb_agg(r."event" ORDER BY r."id") FILTER (WHERE jsonb_typeof(r."event") = 'object'),
                  '[]'),
         max(r."createdAt")
  FROM recorded r LEFT JOIN possible p USING ("courseId", "assignmentId", "enrolmentId")
  GROUP BY 1, 2, 3, 6, 7 ORDER BY 1, 2, 3
  ON CONFLICT ("courseId", "assignmentId", "enrolmentId") DO UPDATE SET
    "attempts" = "StudentWork"."attempts" + excluded."attempts",
    "seconds" = "StudentWork"."seconds" + excluded."seconds",
    "couldShow" = ARRAY(SELECT unnest("StudentWork"."couldShow") UNION SELECT unnest(excluded."couldShow") ORDER BY 1),
    "showed" = ARRAY(SELECT unnest("StudentWork"."showed") UNION SELECT unnest(excluded."showed") ORDER BY 1),
    "recent" = ${latestEvents('"StudentWork"."recent" || excluded."recent"')},
    "lastAt" = greatest("StudentWork"."lastAt", excluded."lastAt")
), curves AS (
  INSERT INTO "SkillCount" ("courseId", "skill", "opportunity", "tried", "right")
  SELECT r."courseId", s."skill", s."opportunity", count(*), count(*) FILTER (WHERE s."right")
  FROM recorded r, json_to_recordset(r."skillTries") AS s("skill" text, "opportunity" int, "right" boolean)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT ("courseId", "skill", "opportunity") DO UPDATE SET
    "tried" = "SkillCount"."tried" + excluded."tried", "right" = "SkillCount"."right" + excluded."right"
)`;

/** SQL: the last of a jsonb array of events, in their order. */
export function latestEvents(events: string): string {
  return `(SELECT coalesce(jsonb_agg(e ORDER BY i), '[]') FROM (
      SELECT e, i FROM jsonb_array_elements(${events}) WITH ORDINALITY AS all_events(e, i)
      ORDER BY i DESC LIMIT ${keptEvents}) AS latest)`;
}
