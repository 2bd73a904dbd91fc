/**
 * What a teacher reads of an assignment, from counted progress alone: students × parts with first-try success,
 * and the mistakes of the class, most frequent first.
 */
import { type Definition, partIdAt } from '../exercise/definition.ts';
import type { Verdict } from '../grading/result.ts';
import type { Rational } from '../number/rational.ts';
import type { Assignment } from '../store/assignments.ts';
import { type Enrolment, listEnrolments } from '../store/enrolments.ts';
import { listPartCounts, listProgress, type PartCount, type ProgressRow } from '../store/progress.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';
import { grouped } from './grouped.ts';
import { workOutMarks } from './list-marks.ts';

export interface Column {
  readonly position: number;
  readonly part: string;
  readonly exercise: string;
  /** As the definition asks, indices open: 'dE/du{j}{k}'. */
  readonly quantity: string;
  readonly firstTries: number;
  readonly firstRight: number;
}

/** How it stands with one part of a student's first variant. */
export type CellState = 'untouched' | 'right-at-once' | 'right-later' | 'not-yet';

export interface StudentRow {
  readonly enrolment: Enrolment;
  readonly cells: readonly { readonly state: CellState; readonly tries: number }[];
  readonly mark: Rational | undefined;
}

export interface ClassMistake {
  readonly mistake: string;
  readonly shown: number;
  readonly opportunities: number;
}

export interface ClassResults {
  readonly columns: readonly Column[];
  readonly students: readonly StudentRow[];
  readonly mistakes: readonly ClassMistake[];
}

export async function classResults(classroom: Classroom, assignment: Assignment): Promise<ClassResults> {
  const { courseId, id } = assignment;
  const [exercises, enrolments, progress, counts] = await Promise.all([
    listExercises(classroom, courseId),
    listEnrolments(classroom.store, courseId),
    listProgress(classroom.store, courseId, id),
    listPartCounts(classroom.store, courseId, id),
  ]);
  const markOf = await workOutMarks(classroom.store, [assignment], exercises);
  const columns = columnsOf(exercises, assignment, counts);
  const byStudent = grouped(progress, ({ enrolmentId }) => enrolmentId);
  const students = enrolments.filter(({ role }) => role === 'student');
  return {
    columns,
    students: students.map((enrolment) => {
      const rows = byStudent.get(enrolment.id) ?? [];
      return {
        enrolment,
        cells: columns.map((column) => cellOf(column, rows)),
        mark: markOf(enrolment.id, assignment).mark,
      };
    }),
    mistakes: mistakesOf(counts),
  };
}

function columnsOf(
  exercises: ReadonlyMap<string, Definition>,
  assignment: Assignment,
  counts: readonly PartCount[],
): readonly Column[] {
  return assignment.exercises.flatMap(({ position, exercise }) =>
    (exercises.get(exercise)?.parts ?? []).map(({ quantity }, index) => {
      const part = partIdAt(index);
      const count = counts.find((each) => each.position === position && each.part === part);
      return {
        position,
        part,
        exercise,
        quantity,
        firstTries: count?.firstTries ?? 0,
        firstRight: count?.firstRight ?? 0,
      };
    }),
  );
}

function cellOf({ position, part }: Column, rows: readonly ProgressRow[]): StudentRow['cells'][number] {
  const row = rows.find((each) => each.number === 1 && each.position === position && each.part === part);
  return { state: stateOf(row), tries: row?.tries ?? 0 };
}

const isRight = (verdict: Verdict['kind'] | null): boolean => verdict === 'right';

function stateOf(row: ProgressRow | undefined): CellState {
  if (!row || row.tries === 0) return 'untouched';
  if (isRight(row.firstVerdict)) return 'right-at-once';
  return isRight(row.lastVerdict) ? 'right-later' : 'not-yet';
}

function mistakesOf(counts: readonly PartCount[]): readonly ClassMistake[] {
  const all = grouped(
    counts.flatMap(({ mistakes }) => mistakes),
    ({ mistake }) => mistake,
  );
  const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0);
  return [...all]
    .map(([mistake, rows]) => ({
      mistake,
      shown: sum(rows.map((row) => row.shown)),
      opportunities: sum(rows.map((row) => row.opportunities)),
    }))
    .sort((left, right) => right.shown - left.shown);
}
