/** The page behind a one-time link for teachers. */
import { type Locale, say } from '../../language/language.ts';
import type { Page } from '../page.ts';

/** As which one enters; also the first part of the link's address. */
export type EntryPurpose = 'first-teacher' | 'teacher';

export const entryAddresses = {
  'first-teacher': '/first-teacher',
  teacher: '/new-teacher',
} as const satisfies Record<EntryPurpose, string>;

export interface EntryModel {
  readonly locale: Locale;
  readonly purpose: EntryPurpose;
  readonly token: string;
  readonly name: string;
  /** What is wrong with the name, as a sentence. */
  readonly problem?: string;
}

export function entryPage({ locale, purpose, token, name, problem = '' }: EntryModel): Page {
  const words = say(locale).teacher;
  const [title, idea] =
    purpose === 'teacher'
      ? [words.rest.newTeacher, words.rest.newTeacherIdea]
      : [words.firstTeacher, words.firstTeacherIdea];
  const address = `${entryAddresses[purpose]}/${encodeURIComponent(token)}`;
  return {
    template: 'teacher/first-teacher-page',
    title,
    view: { words, title, idea, address, name, problem },
  };
}
