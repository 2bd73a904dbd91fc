/** A gradebook file, and a look at it before it is downloaded, as long work. */
import { sizeOfMarks } from '../classroom/list-marks.ts';
import type { LongWork } from '../classroom/long-work.ts';
import type { GradebookOrder } from './gradebook-rows.ts';
import { type GradebookPreview, previewGradebook } from './preview-gradebook.ts';
import { type GradesAsked, readGrades } from './read-grades.ts';
import { writeGradebook } from './write-gradebook.ts';

export interface ExportAsked {
  readonly order: GradebookOrder;
  readonly grades: GradesAsked;
}

const at = import.meta.url;
const sizeMs: LongWork<ExportAsked, unknown>['sizeMs'] = ({ store }, { grades: { courseId } }) =>
  sizeOfMarks(store, courseId);

/** The whole file: some hundred kilobytes for thousands of students. */
export const gradebookFile: LongWork<ExportAsked, Uint8Array> = {
  at,
  name: 'gradebookFile',
  sizeMs,
  run: async (classroom, { order, grades }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeGradebook(order, await readGrades(classroom, grades))) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
};

export const gradebookPreview: LongWork<ExportAsked, GradebookPreview> = {
  at,
  name: 'gradebookPreview',
  sizeMs,
  run: async (classroom, { order, grades }) => previewGradebook(order, await readGrades(classroom, grades)),
};
