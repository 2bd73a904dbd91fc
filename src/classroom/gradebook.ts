/**
 * The marks of an assignment, from counted progress alone: an exercise's mark is the mean of its parts in the
 * student's best variant, the assignment's the weighted mean of its exercises. Fractions all the way; who has
 * not answered anything has no mark.
 */
import type { Definition } from '../exercise/definition.ts';
import { compareRationals, parseRational, type Rational, rational, rationals } from '../number/rational.ts';
import type { Assignment } from '../store/assignments.ts';
import type { ProgressRow } from '../store/progress.ts';

/** undefined where nothing was answered. */
export function assignmentMark(
  assignment: Assignment,
  exercises: ReadonlyMap<string, Definition>,
  rows: readonly ProgressRow[],
): Rational | undefined {
  if (rows.every(({ tries }) => tries === 0)) return undefined;
  const weights = assignment.exercises.map(({ weight }) => parseRational(weight));
  const marks = assignment.exercises.map(({ position, exercise }, index) => {
    const parts = exercises.get(exercise)?.parts.length ?? 1;
    const mark = exerciseMark(
      rows.filter((row) => row.position === position),
      parts,
    );
    return rationals.multiply(weights[index] ?? rational(0), mark);
  });
  const all = total(weights);
  return all.n === 0n ? rational(0) : rationals.divide(total(marks), all);
}

/** The best variant counts: marks of different variants are not mixed. */
export function exerciseMark(rows: readonly ProgressRow[], parts: number): Rational {
  const byVariant = new Map<string, Rational>();
  for (const { variantId, mark } of rows) {
    byVariant.set(variantId, rationals.add(byVariant.get(variantId) ?? rational(0), parseRational(mark)));
  }
  const best = [...byVariant.values()].reduce(greater, rational(0));
  return rationals.divide(best, rational(parts));
}

const greater = (left: Rational, right: Rational): Rational =>
  compareRationals(left, right) >= 0 ? left : right;
const total = (values: readonly Rational[]): Rational => values.reduce(rationals.add, rational(0));
