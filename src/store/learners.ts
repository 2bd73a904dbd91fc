/** What the person behind an enrolment knows, in all their courses; those who ask together share a statement. */
import type { SkillState } from '../learning/skill-state.ts';
import { gather } from './gather.ts';
import { readSkillStates } from './skill-states.ts';
import type { RunStatement } from './statement.ts';

interface Learner {
  readonly courseId: string;
  readonly enrolmentId: string;
}

/** In the order of time; undefined where nobody stands behind it any more. */
export type LearnerReader = (learner: Learner) => Promise<readonly SkillState[] | undefined>;

const learnersPerStatement = 100;

export function makeLearnerReader(run: RunStatement): LearnerReader {
  const { ask } = gather(async (learners: readonly Learner[]) => {
    const asked = learners.map(({ courseId, enrolmentId }, index) => ({ index, courseId, enrolmentId }));
    const rows = await run<Row>({ name: 'learners', text: statement }, [JSON.stringify(asked)]);
    const byIndex = new Map(rows.map(({ index, states }) => [index, readSkillStates(states)]));
    return learners.map((_, index) => byIndex.get(index));
  }, learnersPerStatement);
  return ask;
}

interface Row {
  readonly index: number;
  readonly states: unknown;
}

const statement = `
WITH asked AS (
  SELECT * FROM json_to_recordset($1::json) AS row("index" int, "courseId" text, "enrolmentId" text)
)
SELECT asked."index", (
  SELECT coalesce(json_agg(k ORDER BY k."updatedAt"), '[]')
  FROM "Enrolment" e JOIN "SkillState" k ON k."courseId" = e."courseId" AND k."enrolmentId" = e."id"
  WHERE e."userId" = n."userId") AS "states"
FROM asked JOIN "Enrolment" n ON n."courseId" = asked."courseId" AND n."id" = asked."enrolmentId"
WHERE n."removedAt" IS NULL AND n."userId" IS NOT NULL`;
