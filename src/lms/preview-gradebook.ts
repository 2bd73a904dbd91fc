/** A gradebook file before it is downloaded: its first rows, and what its teacher should know. */
import type { GradeSheet, Warning } from './grade-sheet.ts';
import { type GradebookOrder, gradebookRows } from './gradebook-rows.ts';
import type { Row } from './profile.ts';

export interface GradebookPreview {
  readonly header: readonly Row[];
  readonly firstRows: readonly Row[];
  /** Of all rows, without the header. */
  readonly rowCount: number;
  readonly warnings: readonly Warning[];
}

const shown = 8;

export async function previewGradebook(order: GradebookOrder, sheet: GradeSheet): Promise<GradebookPreview> {
  const warnings: Warning[] = [];
  const { header, students } = gradebookRows(order, sheet, (warning) => warnings.push(warning));
  const firstRows: Row[] = [];
  let rowCount = 0;
  for await (const rows of students()) {
    firstRows.push(...rows.slice(0, shown - firstRows.length));
    rowCount += rows.length;
  }
  return { header, firstRows, rowCount, warnings };
}
