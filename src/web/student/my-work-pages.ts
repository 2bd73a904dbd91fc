/** A student's own pages: what is due today, what they know, what they have handed in. */
import { isChoice, type Part } from '../../exercise/variant.ts';
import { displayedMath } from '../../figure/math.ts';
import { speakName } from '../../formula/speak.ts';
import { typesetName } from '../../formula/typeset.ts';
import type { PartResult } from '../../grading/result.ts';
import { showDay, showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import { prerequisites, skills } from '../../learning/skill-graph.ts';
import { isMastered, type SkillState, untried } from '../../learning/skill-state.ts';
import type { Practice } from '../../learning/todays-five.ts';
import type { Skill } from '../../mistakes/catalogue.ts';
import { skillName } from '../../mistakes/sentence.ts';
import { mathText } from '../math-text.ts';
import type { Page } from '../page.ts';
import { chosenLabels } from './choice-view.ts';
import type { Link } from './model.ts';
import { namesOf, reasonFor } from './suggestion-words.ts';

export interface TodayModel {
  readonly locale: Locale;
  readonly practices: readonly Practice[];
  readonly assigned: readonly AssignedEntry[];
}

export interface AssignedEntry extends Link {
  readonly course: string;
  readonly dueAt: Date | null;
  readonly phase: 'early' | 'waiting' | 'open' | 'late' | 'over' | 'withheld';
  /** What was earned so far; absent where nothing was answered or may be told. */
  readonly percent?: number;
}

export function todayPage({ locale, practices, assigned }: TodayModel): Page {
  const { student: words } = say(locale);
  return {
    template: 'student/my-work-page',
    title: words.me.title,
    view: {
      words,
      tabs: tabsFor('today', locale),
      heading: words.me.five(practices.length),
      practices: practices.map((practice) => practiceView(practice, locale)),
      assigned: assigned.map((entry) => ({
        ...entry,
        due: entry.dueAt ? words.me.dueAt(showInstant(entry.dueAt, locale)) : words.me.noDueDate,
        state: words.me.phases[entry.phase],
        earned: entry.percent === undefined ? '' : words.earned(entry.percent),
      })),
    },
  };
}

const practiceView = ({ suggestion, exercise }: Practice, locale: Locale) => ({
  skill: skillName(suggestion.skill, locale),
  reason: reasonFor(suggestion, locale),
  title: exercise.title[locale],
  exercise: exercise.id,
});

const addresses = { today: '/me', skills: '/me/skills', history: '/me/history' } as const;

const tabsFor = (here: keyof typeof addresses, locale: Locale) => {
  const words = say(locale).student.me;
  return (['today', 'skills', 'history'] as const).map((tab) => ({
    text: words[tab],
    href: addresses[tab],
    here: tab === here,
  }));
};

export interface SkillsModel {
  readonly locale: Locale;
  readonly states: readonly SkillState[];
  readonly now: Date;
  readonly next: Practice | undefined;
  /** The id of an exercise for each skill that has one. */
  readonly exercises: ReadonlyMap<Skill, string>;
}

export function skillsPage({ locale, states, now, next, exercises }: SkillsModel): Page {
  const { student: words } = say(locale);
  const stateOf = (skill: Skill) => states.find((state) => state.skill === skill) ?? untried(skill);
  return {
    template: 'student/my-skills-page',
    title: words.me.skills,
    view: {
      words,
      tabs: tabsFor('skills', locale),
      next: next && practiceView(next, locale),
      skills: skills.map((skill) => ({
        ...skillView(stateOf(skill), now, locale),
        exercise: exercises.get(skill) ?? '',
      })),
    },
  };
}

/** Fewer tries than this say little. */
const fewTries = 3;

function skillView(state: SkillState, now: Date, locale: Locale) {
  const words = say(locale).student.me;
  const { skill, known, right, opportunities, dueAt } = state;
  const name = skillName(skill, locale);
  const mastered = isMastered(state);
  return {
    name,
    practise: words.practise(name),
    mastered,
    state: mastered ? words.mastered : opportunities === 0 ? words.untried : words.begun,
    known: opportunities === 0 ? 0 : known.toFixed(2),
    tried: opportunities > 0,
    estimate: words.estimate(Math.floor(100 * known), right, opportunities),
    doubt: opportunities < fewTries ? words.fewTries : '',
    review:
      !mastered || !dueAt ? '' : dueAt <= now ? words.reviewDue : words.reviewAt(showDay(dueAt, locale)),
    standsOn: standsOn(skill, locale),
  };
}

function standsOn(skill: Skill, locale: Locale): string {
  const words = say(locale).student.me;
  const before = prerequisites[skill];
  if (before.length === 0) return '';
  return before.length === skills.length - 1 ? words.standsOnAll : words.standsOn(namesOf(before, locale));
}

export interface HistoryModel {
  readonly locale: Locale;
  readonly attempts: readonly HistoryEntry[];
  /** Leads further back, where there is more; and to the beginning, from further back. */
  readonly older?: string;
  readonly newest?: string;
}

export interface HistoryEntry extends Link {
  /** Of an assignment; '' for practice. */
  readonly place: string;
  readonly at: Date;
  readonly number: number;
  readonly answers: readonly { readonly part: Part; readonly result: PartResult }[];
  /** Whether it was graded again since it was handed in. */
  readonly gradedAgain: boolean;
  /** In percent: by itself, and as it counts now; absent while it is withheld. */
  readonly worth?: { readonly alone: number; readonly counted: number };
}

export function historyPage({ locale, attempts, older = '', newest = '' }: HistoryModel): Page {
  const { student: words } = say(locale);
  return {
    template: 'student/my-history-page',
    title: words.me.history,
    view: {
      words,
      tabs: tabsFor('history', locale),
      attempts: attempts.map((entry) => attemptView(entry, locale)),
      older,
      newest,
    },
  };
}

function attemptView(entry: HistoryEntry, locale: Locale) {
  const words = say(locale).student;
  const { worth } = entry;
  return {
    text: entry.text,
    href: entry.href,
    place: entry.place,
    when: showInstant(entry.at, locale),
    attempt: words.me.attempt(entry.number),
    told: worth !== undefined,
    gradedAgain: worth !== undefined && entry.gradedAgain,
    worth: worth ? words.me.worth(worth.alone, worth.counted) : words.me.withheld,
    answers: entry.answers.map(({ part, result }) => ({
      asked: isChoice(part)
        ? mathText(say(locale).questions[part.question].ask(`$${typesetName(part.quantity)}$`))
        : displayedMath(typesetName(part.quantity)),
      spoken: isChoice(part) ? '' : speakName(part.quantity, locale),
      typed: isChoice(part) ? '' : result.typed,
      chosen: isChoice(part) ? chosenLabels(part, result.typed, locale) : [],
      empty: result.typed.trim() === '',
      verdict: worth && result.verdict.kind !== 'empty' ? words.verdicts[result.verdict.kind] : '',
      right: worth !== undefined && result.verdict.kind === 'right',
    })),
  };
}
