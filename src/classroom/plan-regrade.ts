/**
 * What a regrade would do, before anything is done: the stored attempts are graded again under a policy with the
 * engine of today, and compared with what stands.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Replayed, replay } from '../grading/replay.ts';
import { accessTo } from '../grading/schedule.ts';
import type { PartStanding } from '../grading/standing.ts';
import { showRational } from '../number/rational.ts';
import { listAdjustments } from '../store/adjustments.ts';
import { type Assignment, gradingOf, type Policy, toGrade } from '../store/assignments.ts';
import { listAttemptsIn, type StoredAttempt } from '../store/attempts.ts';
import { listProgress, type PartProgress, type ProgressRow } from '../store/progress.ts';
import type { MovedStanding, RegradedAttempt } from '../store/regrades.ts';
import { listVariantsIn, type StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';
import { assignmentMark } from './gradebook.ts';
import { grouped } from './grouped.ts';

export interface RegradePlan {
  readonly assignment: Assignment;
  /** As it is to be. */
  readonly proposed: Assignment;
  /** Of those for whom anything changes. */
  readonly students: readonly PlannedStudent[];
  /** How many attempts were graded again. */
  readonly attempts: number;
  /** The same as long as the plan is the same: what was looked at is what is done. */
  readonly digest: string;
}

export interface PlannedStudent {
  readonly enrolmentId: string;
  /** Of the assignment; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly moved: readonly PlannedMove[];
  /** Attempts whose result is another one now. */
  readonly attempts: readonly RegradedAttempt[];
}

export interface PlannedMove extends MovedStanding {
  /** The mark of the part before. */
  readonly was: string;
}

/** proposed: the assignment with another policy, or other weights. */
export async function planRegrade(
  classroom: Classroom,
  assignment: Assignment,
  proposed: Assignment = assignment,
): Promise<RegradePlan> {
  const { store } = classroom;
  const { courseId, id } = assignment;
  const [variants, attempts, progress, exercises, adjustments] = await Promise.all([
    listVariantsIn(store, courseId, id),
    listAttemptsIn(store, courseId, id),
    listProgress(store, courseId, id),
    listExercises(classroom, courseId),
    listAdjustments(store, courseId, id),
  ]);
  const attemptsOf = grouped(attempts, ({ variantId }) => variantId);
  const rowsOf = grouped(progress, ({ enrolmentId }) => enrolmentId);
  const students: PlannedStudent[] = [];
  let done = 0;
  for (const [enrolmentId, own] of grouped(variants, (variant) => variant.enrolmentId)) {
    await setImmediate();
    classroom.tell?.(++done / rowsOf.size);
    const changes = own.map((variant) =>
      changesOf(variant, attemptsOf.get(variant.id) ?? [], proposed.policy),
    );
    const moved = changes.flatMap((each) => each.moved);
    const again = changes.flatMap((each) => each.attempts);
    const rows = rowsOf.get(enrolmentId) ?? [];
    const markOf = (as: Assignment, progressRows: readonly ProgressRow[]): string | null => {
      const { mark } = assignmentMark(as, { exercises, adjustments }, { enrolmentId, rows: progressRows });
      return mark ? showRational(mark) : null;
    };
    const before = markOf(assignment, rows);
    const after = markOf(
      proposed,
      rows.map((row) => movedRow(row, moved)),
    );
    if (before === after && moved.length + again.length === 0) continue;
    students.push({ enrolmentId, before, after, moved, attempts: again });
  }
  return { assignment, proposed, students, attempts: attempts.length, digest: digestOf(students) };
}

const movedRow = (row: ProgressRow, moved: readonly MovedStanding[]): ProgressRow => ({
  ...row,
  ...moved.find(({ variantId, part }) => variantId === row.variantId && part === row.part),
});

function changesOf(
  stored: StoredVariant,
  attempts: readonly StoredAttempt[],
  policy: Policy,
): Pick<PlannedStudent, 'moved' | 'attempts'> {
  const { drawn, position, work, progress } = stored;
  const played = attempts.map(({ typed, locale, createdAt, circumstances }) => ({
    typed,
    locale,
    at: createdAt,
    seconds: circumstances?.seconds,
  }));
  const again = replay(toGrade(drawn, policy, position), played, {
    ...policy,
    grading: gradingOf(policy),
    keepsAt: (at) => accessTo({ ...work, schedule: policy }, at).keeps,
  });
  return {
    moved: progress.flatMap((row) => movedFrom(row, again, stored.id)),
    attempts: attempts.flatMap(({ id, result, regraded }, index) => {
      const now = again.results[index];
      const differs = now && JSON.stringify(now) !== JSON.stringify(regraded ?? result);
      return differs ? [{ attemptId: id, result: now }] : [];
    }),
  };
}

/** Hints are not graded: they stay. */
function movedFrom(row: PartProgress, again: Replayed, variantId: string): readonly PlannedMove[] {
  const standing = again.standings.get(row.part);
  const seconds = again.seconds ? (again.seconds.get(row.part) ?? 0) : row.seconds;
  if (!standing || (isSame(row, standing) && row.seconds === seconds)) return [];
  return [{ ...standing, hints: row.hints, seconds, variantId, was: row.mark }];
}

const isSame = (row: PartStanding, standing: PartStanding): boolean =>
  row.tries === standing.tries &&
  row.firstVerdict === standing.firstVerdict &&
  row.lastVerdict === standing.lastVerdict &&
  row.mark === standing.mark &&
  row.markOnTime === standing.markOnTime &&
  row.closed === standing.closed &&
  row.tried.join(';') === standing.tried.join(';');

const digestOf = (students: readonly PlannedStudent[]): string =>
  createHash('sha256').update(JSON.stringify(students)).digest('hex').slice(0, 32);
