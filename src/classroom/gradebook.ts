/**
 * The marks of an assignment, from counted progress and what teachers changed: a part's mark is the earned one or
 * an override; an exercise's the weighted mean of its parts in the student's best variant; the assignment's the
 * weighted mean of its exercises, or an override. Fractions all the way; who has neither answered nor been given a
 * mark has none.
 */
import { type Definition, partIdsOf } from '../exercise/definition.ts';
import { compareRationals, parseRational, type Rational, rational, rationals } from '../number/rational.ts';
import type { Adjustments, Override, PartWeight } from '../store/adjustments.ts';
import type { Assignment } from '../store/assignments.ts';
import type { ProgressRow } from '../store/progress.ts';

/** What marks are worked out with: exercises by id, and what teachers changed in the course. */
export interface Markbook {
  readonly exercises: ReadonlyMap<string, Pick<Definition, 'parts'>>;
  readonly adjustments: Adjustments;
}

export const noAdjustments: Adjustments = { overrides: [], partWeights: [] };

/** What of a student's progress a mark is made of. */
export type MarkedPart = Pick<ProgressRow, 'position' | 'variantId' | 'number' | 'part' | 'tries' | 'mark'>;

/** One student in one assignment, with all their progress there. */
export interface StudentWork {
  readonly enrolmentId: string;
  readonly rows: readonly MarkedPart[];
}

export interface PartMark {
  readonly part: string;
  readonly weight: Rational;
  readonly earned: Rational;
  readonly override: Override | undefined;
  readonly mark: Rational;
}

export interface ExerciseMark {
  readonly position: number;
  readonly exercise: string;
  readonly weight: Rational;
  /** undefined where every part is dropped: then the exercise does not count. */
  readonly mark: Rational | undefined;
  /** The variant that counts; undefined before the first. */
  readonly variant: { readonly id: string; readonly number: number } | undefined;
  readonly parts: readonly PartMark[];
}

/** A mark with all that made it. */
export interface AssignmentMark {
  readonly mark: Rational | undefined;
  /** The same without an override of the whole. */
  readonly earned: Rational | undefined;
  readonly override: Override | undefined;
  readonly exercises: readonly ExerciseMark[];
}

export function assignmentMark(assignment: Assignment, book: Markbook, work: StudentWork): AssignmentMark {
  const { overrides, partWeights } = book.adjustments;
  const own = overrides.filter(
    (each) => each.enrolmentId === work.enrolmentId && each.assignmentId === assignment.id,
  );
  const weights = partWeights.filter(({ assignmentId }) => assignmentId === assignment.id);
  const exercises = assignment.exercises.map((place) =>
    exerciseMark(place, partsOf(book, place.exercise), {
      rows: work.rows,
      overrides: own,
      partWeights: weights,
    }),
  );
  const override = own.find(({ position }) => position === 0);
  const untouched =
    work.rows.every(({ tries }) => tries === 0) && own.every(({ position }) => position === 0);
  const earned = untouched ? undefined : weightedMean(exercises);
  return { exercises, earned, override, mark: override ? parseRational(override.mark) : earned };
}

const partsOf = ({ exercises }: Markbook, exercise: string): readonly string[] =>
  partIdsOf(exercises.get(exercise));

/** Of one student in one assignment. */
interface ForExercise extends Adjustments {
  readonly rows: readonly MarkedPart[];
}

function exerciseMark(
  { position, exercise, weight }: Assignment['exercises'][number],
  parts: readonly string[],
  { rows, overrides, partWeights }: ForExercise,
): ExerciseMark {
  const here = rows.filter((row) => row.position === position);
  const adjustments = {
    overrides: overrides.filter((each) => each.position === position),
    partWeights: partWeights.filter((each) => each.position === position),
  };
  const variants = [...new Map(here.map((row) => [row.variantId, row.number]))].map(([id, number]) => ({
    id,
    number,
  }));
  const marked = (variants.length === 0 ? [undefined] : variants).map((variant) => {
    const own = here.filter((row) => row.variantId === variant?.id);
    const marks = parts.map((part) => partMark(part, own, adjustments));
    return { variant, parts: marks, mark: weightedMean(marks) };
  });
  const best = marked.reduce((held, next) => (isAbove(next.mark, held.mark) ? next : held));
  return { position, exercise, weight: parseRational(weight), ...best };
}

const isAbove = (mark: Rational | undefined, held: Rational | undefined): boolean =>
  mark !== undefined && held !== undefined && compareRationals(mark, held) > 0;

function partMark(
  part: string,
  rows: readonly MarkedPart[],
  { overrides, partWeights }: Adjustments,
): PartMark {
  const earned = parseRational(rows.find((row) => row.part === part)?.mark ?? '0');
  const override = overrides.find((each) => each.part === part);
  return {
    part,
    weight: weightOf(part, partWeights),
    earned,
    override,
    mark: override ? parseRational(override.mark) : earned,
  };
}

const weightOf = (part: string, weights: readonly PartWeight[]): Rational =>
  parseRational(weights.find((each) => each.part === part)?.weight ?? '1');

/** Σ weight·mark / Σ weight over what has a mark; undefined where nothing weighs anything. */
function weightedMean(
  marks: readonly { readonly weight: Rational; readonly mark: Rational | undefined }[],
): Rational | undefined {
  let earned = rational(0);
  let all = rational(0);
  for (const { weight, mark } of marks) {
    if (!mark) continue;
    earned = rationals.add(earned, rationals.multiply(weight, mark));
    all = rationals.add(all, weight);
  }
  return all.n === 0n ? undefined : rationals.divide(earned, all);
}

/** What one variant earned by answers alone, as a share of its parts. */
export function earnedIn(rows: readonly Pick<ProgressRow, 'mark'>[], parts: number): Rational {
  const earned = rows.map(({ mark }) => parseRational(mark)).reduce(rationals.add, rational(0));
  return rationals.divide(earned, rational(parts));
}
