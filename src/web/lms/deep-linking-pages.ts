/** Choosing exercises for an LMS, and giving them to it. */
import { type Locale, say } from '../../language/language.ts';
import type { Page } from '../page.ts';
import { exerciseChoices, type Offered } from '../teacher/exercise-choices.ts';

export interface ChooseModel extends Offered {
  readonly locale: Locale;
  readonly token: string;
  readonly problem: string;
  /** Who chooses, and for which course: this page asks for no session, so it says whose it is. */
  readonly name: string;
  readonly course: string;
}

export function choosePage({ locale, token, problem, name, course, ...offered }: ChooseModel): Page {
  const { lti, teacher } = say(locale);
  const view = {
    ...{ lti, words: teacher, token, exercisesProblem: problem },
    ...{ choosingFor: lti.choosingFor(name, course), ...exerciseChoices(offered, locale) },
  };
  return { template: 'lms/choose', title: lti.choose, view };
}

export interface GiveModel {
  readonly locale: Locale;
  readonly returnUrl: string;
  readonly jwt: string;
  readonly titles: readonly string[];
}

export function givePage({ locale, returnUrl, jwt, titles }: GiveModel): Page {
  const words = say(locale).lti;
  return { template: 'lms/give', title: words.give, view: { words, returnUrl, jwt, titles } };
}
