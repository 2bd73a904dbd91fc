/**
 * Undoes the latest regrade of an assignment. Whatever was not touched since becomes what it was, to the byte; where
 * a student has answered since, those answers are counted from where the student stood before the regrade.
 */
import { moveAll } from '../grading/replay.ts';
import { accessTo } from '../grading/schedule.ts';
import type { PartStanding } from '../grading/standing.ts';
import { wholeAssignment } from '../store/adjustments.ts';
import { findAssignment } from '../store/assignments.ts';
import { listAttempts } from '../store/attempts.ts';
import type { Queries } from '../store/database.ts';
import {
  listMovedSince,
  listRegradedStudents,
  listRegrades,
  type MovedStanding,
  type Regrade,
  type StandingBefore,
  setProgress,
  undoRegrade,
} from '../store/regrades.ts';
import { findVariant } from '../store/variants.ts';
import { changeMarks } from './change-marks.ts';
import type { Classroom } from './classroom.ts';
import { recountRegraded } from './count-again.ts';
import { grouped } from './grouped.ts';

export async function undoLatestRegrade(
  classroom: Classroom,
  place: { readonly courseId: string; readonly assignmentId: string; readonly regradeId: string },
  by: { readonly byId: string; readonly reason: string },
): Promise<'undone' | 'not-the-latest'> {
  const { courseId, assignmentId, regradeId } = place;
  const regrades = await listRegrades(classroom.store, courseId, assignmentId);
  const latest = regrades.find(({ undoneAt }) => undoneAt === null);
  if (latest?.id !== regradeId) return 'not-the-latest';
  const change = { courseId, assignmentId, ...wholeAssignment, ...by } as const;
  await changeMarks(
    classroom,
    { ...change, kind: 'regrade-undone', audited: 'regrade-undone', subjectId: null },
    async (queries, now) => {
      const since = await listMovedSince(queries, latest);
      await undoRegrade(queries, latest, now);
      await setProgress(queries, courseId, await countOn(queries, latest, since));
      const place = { courseId, id: assignmentId };
      await recountRegraded(queries, place, await listRegradedStudents(queries, latest));
    },
  );
  return 'undone';
}

/** From where each part stood before the regrade, the answers since. */
async function countOn(
  queries: Queries,
  { courseId, assignmentId, createdAt }: Regrade,
  since: readonly StandingBefore[],
): Promise<readonly MovedStanding[]> {
  const assignment = await findAssignment(queries, courseId, assignmentId);
  if (!assignment) throw new Error(`there is no assignment ${assignmentId}`);
  const moved: MovedStanding[] = [];
  for (const [variantId, rows] of grouped(since, (row) => row.variantId)) {
    const work = (await findVariant(queries, courseId, variantId))?.work;
    const attempts = await listAttempts(queries, courseId, variantId);
    const standings = new Map<string, PartStanding>(rows.map((row) => [row.part, row]));
    const seconds = new Map<string, number>(rows.map((row) => [row.part, row.seconds]));
    const counted = rows[0]?.attempts ?? attempts.filter((each) => each.createdAt <= createdAt).length;
    for (const attempt of attempts.slice(counted)) {
      const keeps = work ? accessTo({ ...work, schedule: assignment.policy }, attempt.createdAt).keeps : '1';
      const parts = moveAll(standings, attempt.result, { ...assignment.policy, keeps });
      for (const part of parts)
        seconds.set(part, (seconds.get(part) ?? 0) + (attempt.circumstances?.seconds ?? 0) / parts.length);
    }
    const parts = new Set(rows.map(({ part }) => part));
    for (const standing of standings.values())
      if (parts.has(standing.part))
        moved.push({ ...standing, variantId, seconds: seconds.get(standing.part) ?? 0 });
  }
  return moved;
}
