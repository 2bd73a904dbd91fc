/**
 * Assignments of one course in another: the same exercises, weights and rules, without anybody's work. Dates stay behind,
 * or are moved by whole weeks. Exercises that were written for the one course are copied along. All of it, or nothing.
 */
import { weekMs } from '../number/durations.ts';
import { type Assignment, createAssignment, type Policy } from '../store/assignments.ts';
import { type CourseExerciseText, findExerciseTexts, saveCourseExercise } from '../store/course-exercises.ts';
import { newId } from '../store/new-id.ts';
import { atOneMoment } from '../store/one-moment.ts';
import type { Classroom } from './classroom.ts';
import { isOwnExercise } from './find-exercise.ts';
import { askForStock } from './ready-variants.ts';

export interface CopyOrder {
  readonly assignments: readonly Assignment[];
  /** The course that gets them. */
  readonly courseId: string;
  /** By how many weeks dates are moved; null: copies have none. */
  readonly weeks: number | null;
}

export type Copied =
  | { readonly kind: 'copied'; readonly assignments: readonly Assignment[] }
  /** The other course has other exercises of these names. */
  | { readonly kind: 'other-exercises'; readonly exercises: readonly string[] };

export async function copyAssignments(classroom: Classroom, order: CopyOrder): Promise<Copied> {
  const outcome = await copyAtOnce(classroom, order);
  if (outcome.kind === 'copied')
    for (const assignment of outcome.assignments) await askForStock(classroom, assignment);
  return outcome;
}

function copyAtOnce({ store, now }: Classroom, { assignments, courseId, weeks }: CopyOrder): Promise<Copied> {
  return atOneMoment(store, async (queries) => {
    const createdAt = now();
    const needed: CourseExerciseText[] = [];
    const clashes: string[] = [];
    for (const [from, ids] of ownExercisesIn(assignments)) {
      const there = new Map(
        (await findExerciseTexts(queries, courseId, ids)).map((each) => [each.id, each.yaml]),
      );
      for (const { id, yaml } of await findExerciseTexts(queries, from, ids)) {
        const known = there.get(id);
        if (known === undefined) needed.push({ id, yaml });
        else if (known !== yaml) clashes.push(id);
      }
    }
    if (clashes.length > 0) return { kind: 'other-exercises', exercises: clashes };
    for (const exercise of needed) await saveCourseExercise(queries, { ...exercise, courseId, createdAt });
    const copies: Assignment[] = [];
    for (const [index, { title, mode, policy, weight, exercises }] of assignments.entries()) {
      // Ids sort by age, and so do the assignments of a course.
      const id = newId(new Date(createdAt.getTime() + index));
      const moved = weeks === null ? withoutDates(policy) : movedBy(policy, weeks);
      const copy = { courseId, id, title, mode, weight, exercises, createdAt, policy: moved };
      copies.push(await createAssignment(queries, copy));
    }
    return { kind: 'copied', assignments: copies };
  });
}

/** By the course that they come from. */
function ownExercisesIn(assignments: readonly Assignment[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { courseId, exercises } of assignments) {
    const own = exercises.map(({ exercise }) => exercise).filter(isOwnExercise);
    found.set(courseId, [...new Set([...(found.get(courseId) ?? []), ...own])]);
  }
  return found;
}

const withoutDates = (policy: Policy): Policy => ({
  ...policy,
  opensAt: null,
  dueAt: null,
  late: policy.late && { ...policy.late, until: null },
});

function movedBy(policy: Policy, weeks: number): Policy {
  const moved = (at: string | null): string | null =>
    at === null ? null : new Date(new Date(at).getTime() + weeks * weekMs).toISOString();
  return {
    ...policy,
    opensAt: moved(policy.opensAt),
    dueAt: moved(policy.dueAt),
    late: policy.late && { ...policy.late, until: moved(policy.late.until) },
  };
}
