/** The pages about worksheets: making them, and printing their sheets or keys. */
import { may } from '../../classroom/permissions.ts';
import type { Collection } from '../../exercise/collection.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, locales, say } from '../../language/language.ts';
import type { Course } from '../../store/courses.ts';
import type { Role } from '../../store/enrolments.ts';
import type { Worksheet } from '../../store/worksheets.ts';
import type { Page } from '../page.ts';
import { exerciseChoices } from './exercise-choices.ts';

export interface WorksheetsModel {
  readonly locale: Locale;
  /** Of whoever looks at it. */
  readonly role: Role;
  readonly course: Course;
  readonly worksheets: readonly Worksheet[];
  readonly exercises: readonly Definition[];
  readonly collections: readonly Collection[];
  readonly problems: { readonly title?: string; readonly exercises?: string };
}

export function worksheetsPage(model: WorksheetsModel): Page {
  const { locale, course, worksheets, exercises, collections, problems } = model;
  const words = say(locale).teacher;
  const address = `/teach/courses/${course.id}/worksheets`;
  const { title: titleProblem = '', exercises: exercisesProblem = '' } = problems;
  return {
    template: 'teacher/worksheets-page',
    title: words.worksheets,
    view: {
      words,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      address,
      mayMake: may(model.role, 'make worksheets'),
      worksheets: worksheets.map(({ id, title }) => ({
        title,
        sheets: `${address}/${id}`,
        keys: `${address}/${id}/keys`,
      })),
      ...exerciseChoices({ exercises, collections }, locale),
      languages: locales.map((tag) => ({ tag, name: say(tag).name, chosen: tag === locale })),
      titleProblem,
      exercisesProblem,
    },
  };
}

export interface PrintModel {
  readonly locale: Locale;
  readonly title: string;
  /** Where the page leads back to. */
  readonly back: { readonly text: string; readonly href: string };
  /** The sheets or keys, as markup of ours. */
  readonly parts: string;
}

export function printPage({ locale, title, back, parts }: PrintModel): Page {
  const words = say(locale).teacher;
  return { template: 'teacher/print-page', title, view: { words, title, back, parts } };
}

/** Where the code on a sheet leads its student. */
export function sheetPage(locale: Locale, code: string, online: boolean): Page {
  const words = say(locale).teacher;
  return {
    template: 'teacher/sheet-page',
    title: words.sheetOnline,
    view: {
      words,
      idea: online ? words.sheetOnlineIdea(code) : words.sheetOnPaperOnly,
      address: online ? `/sheet/${code}` : '',
    },
  };
}
