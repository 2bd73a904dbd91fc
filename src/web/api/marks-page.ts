/** A page of the marks of a course, as the API tells them. */
import * as z from 'zod';
import { type CourseMarks, listMarks, type StudentMarks, sizeOfMarks } from '../../classroom/list-marks.ts';
import type { LongWork } from '../../classroom/long-work.ts';
import { type Asked, fractionOf, id, list, pageById, share } from './fields.ts';

export const studentMarks = z.object({
  enrolmentId: id,
  displayName: z.string(),
  /** By the assignment's id; null: neither answered nor given a mark. */
  marks: z.record(
    z.string(),
    z.object({ mark: share.nullable(), earned: share.nullable(), overridden: z.boolean() }),
  ),
});

const marksOf = ({ enrolment, marks }: StudentMarks) => ({
  enrolmentId: enrolment.id,
  displayName: enrolment.displayName,
  marks: Object.fromEntries(
    [...marks].map(([assignmentId, { mark, earned, override }]) => [
      assignmentId,
      { mark: fractionOf(mark), earned: fractionOf(earned), overridden: override !== undefined },
    ]),
  ),
});

const columnsOf = ({ assignments }: CourseMarks) =>
  assignments.map(({ id, title, weight }) => ({ id, title, weight }));

export const pageOfMarks = z.object({
  assignments: list(z.object({ id, title: z.string(), weight: share })),
  items: list(studentMarks),
  next: z.string().nullable(),
});

interface MarksAsked {
  readonly courseId: string;
  readonly paging: Asked;
}

export const marksPage: LongWork<MarksAsked, z.output<typeof pageOfMarks>> = {
  at: import.meta.url,
  name: 'marksPage',
  sizeMs: ({ store }, { courseId }) => sizeOfMarks(store, courseId),
  run: async (classroom, { courseId, paging: asked }) => {
    const all = await listMarks(classroom, courseId);
    const { items, next } = pageById(all.students, ({ enrolment }) => enrolment.id, asked);
    return { assignments: columnsOf(all), items: items.map(marksOf), next };
  },
};
