/**
 * Grades as CSV: UTF-8 without BOM, LF, quotes only where needed, dot decimals with two places, no thousands,
 * no percent signs. Text that a spreadsheet would take for a formula gets a leading apostrophe; whoever has
 * no mark is left out, because a blank cell wipes a grade in some systems.
 */
import { stringify } from 'csv-stringify/sync';
import { type Rational, rational, rationals, showDecimal } from '../number/rational.ts';

export interface GradeColumn {
  readonly title: string;
  readonly pointsPossible: number;
}

export interface GradeRow {
  readonly name: string;
  /** A fraction of the column's points, one for each column; undefined: not graded. */
  readonly marks: readonly (Rational | undefined)[];
}

export function gradebookCsv(columns: readonly GradeColumn[], rows: readonly GradeRow[]): string {
  const header = ['Student', ...columns.map(({ title, pointsPossible }) => `${title} (${pointsPossible})`)];
  const graded = rows.filter(({ marks }) => marks.some((mark) => mark !== undefined));
  const body = graded.map(({ name, marks }) => [
    guarded(name),
    ...columns.map(({ pointsPossible }, index) => points(marks[index], pointsPossible)),
  ]);
  return stringify([header.map(guarded), ...body], { record_delimiter: 'unix' });
}

/** Rounded once, here. */
const points = (mark: Rational | undefined, possible: number): string =>
  mark === undefined ? '' : showDecimal(rationals.multiply(mark, rational(possible)), 2);

const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
