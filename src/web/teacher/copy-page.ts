/** The page on which assignments of another course are chosen, to be copied to this one. */
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Page } from '../page.ts';

export interface CopyModel {
  readonly locale: Locale;
  /** The one that gets the copies. */
  readonly course: Course;
  readonly sources: readonly Course[];
  readonly source: Course | undefined;
  /** Of the source. */
  readonly assignments: readonly Assignment[];
  /** Ids; absent: all of them. */
  readonly chosen?: readonly string[];
  readonly weeks: string;
  readonly problem?: string;
}

export function copyPage(model: CopyModel): Page {
  const { locale, course, sources, source, assignments, chosen, weeks, problem = '' } = model;
  const { teacher } = say(locale);
  return {
    template: 'teacher/copy-page',
    title: `${course.title}: ${teacher.rest.copy}`,
    view: {
      words: teacher.rest,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      address: `/teach/courses/${course.id}/copy`,
      sources: sources.map(({ id, title }) => ({ id, title, chosen: id === source?.id })),
      source: source && { id: source.id, title: source.title },
      assignments: assignments.map(({ id, title, policy: { dueAt } }) => ({
        id,
        title,
        due: dueAt === null ? '' : teacher.rest.dueThere(showInstant(new Date(dueAt), locale)),
        chosen: chosen?.includes(id) ?? true,
      })),
      weeks,
      problem,
    },
  };
}
