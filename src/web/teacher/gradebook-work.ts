/** The page of the gradebook, as it is made from the marks of a course. */
import { listMarks, sizeOfMarks } from '../../classroom/list-marks.ts';
import { type PageWork, pageBytes } from '../page-work.ts';
import { gradebookPage } from './gradebook-page.ts';
import { namesIn } from './names-in.ts';

export const gradebookWork: PageWork<{ readonly courseId: string }> = {
  at: import.meta.url,
  name: 'gradebookWork',
  sizeMs: ({ store }, { courseId }) => sizeOfMarks(store, courseId),
  run: async (classroom, { courseId, looks }) => {
    const [names, marks] = await Promise.all([namesIn(classroom, courseId), listMarks(classroom, courseId)]);
    return pageBytes(gradebookPage({ ...names, ...marks, locale: looks.locale }), looks);
  },
};
