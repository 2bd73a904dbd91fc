/** The page behind the one-time link. */
import { type Locale, say } from '../../language/language.ts';
import type { Page } from '../page.ts';

export interface FirstTeacherModel {
  readonly locale: Locale;
  readonly token: string;
  readonly name: string;
  /** What is wrong with the name, as a sentence. */
  readonly problem?: string;
}

export function firstTeacherPage({ locale, token, name, problem = '' }: FirstTeacherModel): Page {
  const words = say(locale).teacher;
  return {
    template: 'teacher/first-teacher-page',
    title: words.firstTeacher,
    view: { words, address: `/first-teacher/${encodeURIComponent(token)}`, name, problem },
  };
}
