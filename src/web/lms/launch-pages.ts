/** What somebody sees on the way from their LMS into the course, where it does not go by itself. */
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import type { Page } from '../page.ts';

export interface RefusedModel {
  readonly locale: Locale;
  readonly sentence: keyof Catalogue['lti']['problems'];
  /** For whoever is asked for help. */
  readonly problem: string;
}

export function launchRefusedPage({ locale, sentence, problem }: RefusedModel): Page {
  const words = say(locale).lti;
  const view = { words, sentence: words.problems[sentence], problem };
  return { template: 'lms/launch-refused', title: words.launchRefused, view };
}

export function newWindowPage({ locale, address }: { locale: Locale; address: string }): Page {
  const words = say(locale).lti;
  return { template: 'lms/new-window', title: words.newWindow, view: { words, address } };
}

export interface WelcomeModel {
  readonly locale: Locale;
  /** Who is signed in in this browser. */
  readonly name: string;
  /** What the LMS calls whoever arrives. */
  readonly nameThere: string;
  readonly platform: string;
}

export function welcomePage({ locale, name, nameThere, platform }: WelcomeModel): Page {
  const words = say(locale).lti;
  const view = {
    words,
    question: words.isThisYou(name, nameThere, platform),
    yes: words.thisIsMe(name),
    no: words.someoneElse(nameThere),
  };
  return { template: 'lms/welcome', title: words.welcome, view };
}

export function notReadyPage(locale: Locale): Page {
  const words = say(locale).lti;
  return { template: 'lms/not-ready', title: words.notReady, view: { words } };
}
