/**
 * Fills one column of the LMS's own export. Only the cells of students with a grade change: encoding, delimiter, order,
 * quotes, line ends and every other byte stay as they were, because the LMS knows its file again by them.
 */
import { type Rational, rational, rationals, showDecimal } from '../number/rational.ts';
import { decodeText, type EncodedText, encodeText } from './encoded-text.ts';
import { type Cell, type LocatedRow, locateCells } from './locate-cells.ts';
import { type RecognisedFile, recogniseFile } from './recognise-file.ts';

export const mostBytes = 2_000_000;

export interface OpenedFile {
  readonly kind: 'opened';
  readonly source: EncodedText;
  readonly rows: readonly LocatedRow[];
  readonly file: RecognisedFile;
}

export type RefusedFile =
  | { readonly kind: 'empty' | 'too-large' | 'no-text' | 'not-recognised' | 'no-column' | 'nobody' }
  | { readonly kind: 'bad-quote' | 'ragged'; readonly line: number };

export function openFile(bytes: Uint8Array): OpenedFile | RefusedFile {
  if (bytes.length === 0) return { kind: 'empty' };
  if (bytes.length > mostBytes) return { kind: 'too-large' };
  const source = decodeText(bytes);
  if (!source) return { kind: 'no-text' };
  const located = locateCells(source.text);
  if (located.kind === 'bad-quote') return located;
  const { rows } = located;
  const ragged = rows.findIndex((row) => row.length !== rows[0]?.length);
  if (ragged >= 0) return { kind: 'ragged', line: ragged + 1 };
  const file = recogniseFile(rows);
  if (!file) return { kind: 'not-recognised' };
  if (file.columns.length === 0) return { kind: 'no-column' };
  return file.people.length === 0 ? { kind: 'nobody' } : { kind: 'opened', source, rows, file };
}

export interface Filling {
  /** The place of the column in its row. */
  readonly column: number;
  readonly pointsPossible: number;
  /** Row → fraction; a row without one stays as it is. */
  readonly marks: ReadonlyMap<number, Rational>;
}

export function fillFile(
  { source, rows }: OpenedFile,
  { column, pointsPossible, marks }: Filling,
): Uint8Array {
  const { text, encoding } = source;
  const pieces: string[] = [];
  let from = 0;
  for (const [at, row] of rows.entries()) {
    const [mark, cell] = [marks.get(at), row[column]];
    if (!mark || !cell) continue;
    pieces.push(text.slice(from, cell.start), written(pointsOf(mark, pointsPossible), cell, row));
    from = cell.end;
  }
  return encodeText({ text: pieces.join('') + text.slice(from), encoding });
}

/** In quotes where the cell was, or where an empty one stands among cells that all are. */
function written(points: string, cell: Cell, row: LocatedRow): string {
  const others = row.filter((each) => each !== cell && each.start !== each.end);
  const quoted =
    cell.quoted || (cell.value === '' && others.length > 0 && others.every((each) => each.quoted));
  return quoted ? `"${points}"` : points;
}

const pointsOf = (mark: Rational, possible: number): string =>
  mark.n === 0n ? '0' : showDecimal(rationals.multiply(mark, rational(Math.round(possible * 100), 100)), 2);
