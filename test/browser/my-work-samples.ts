/** A student's own pages, from models made by hand. */
import type { Locale } from '../../src/language/language.ts';
import { type SkillState, untried } from '../../src/learning/skill-state.ts';
import { todaysFive } from '../../src/learning/todays-five.ts';
import type { Skill } from '../../src/mistakes/catalogue.ts';
import type { Page } from '../../src/web/page.ts';
import { historyPage, skillsPage, todayPage } from '../../src/web/student/my-work-pages.ts';
import { definitionOf, definitions, variantOf } from '../exercise/catalogue.ts';

const now = new Date('2026-12-01T09:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);

const state = (
  skill: Skill,
  known: number,
  [right, opportunities]: [number, number],
  due?: number,
): SkillState => ({
  ...untried(skill),
  known,
  right,
  opportunities,
  dueAt: due === undefined ? null : day(due),
});

const states: readonly SkillState[] = [
  state('K1', 0.99, [12, 13], -2),
  state('K2', 0.98, [6, 7], 4),
  state('K3', 0.97, [5, 5], 9),
  state('K4', 0.96, [4, 5], 3),
  state('K5', 0.41, [1, 2]),
  state('K8', 0.2, [0, 1]),
  state('K9', 0.28, [1, 4]),
];

const choice = variantOf(definitionOf('which-errors'), 'history').parts;
const numbers = variantOf(definitionOf('back-to-hidden-linear'), 'history').parts;

const texts = {
  en: {
    course: 'Deep learning, autumn',
    sheets: ['Backpropagation, first sheet', 'Midterm', 'Second sheet'],
  },
  fa: { course: 'یادگیری عمیق، پاییز', sheets: ['پس‌انتشار، برگهٔ نخست', 'میان‌ترم', 'برگهٔ دوم'] },
} as const;

export function myWorkSamples(locale: Locale): Readonly<Record<string, Page>> {
  const { course, sheets } = texts[locale];
  const practices = todaysFive(states, definitions, now);
  const titleOf = (id: string) => definitionOf(id).title[locale].replaceAll(/\{\{\w+\}\}/g, 'w12');
  return {
    'my-work': todayPage({
      locale,
      practices,
      assigned: [
        {
          text: sheets[0],
          href: '/courses/c/assignments/a',
          course,
          dueAt: day(2),
          phase: 'open',
          percent: 60,
        },
        { text: sheets[2], href: '/courses/c/assignments/b', course, dueAt: null, phase: 'open' },
        { text: sheets[1], href: '/courses/c/assignments/c', course, dueAt: day(-1), phase: 'withheld' },
      ],
    }),
    'my-work-new': todayPage({ locale, practices: [], assigned: [] }),
    'my-skills': skillsPage({
      locale,
      states,
      now,
      next: practices[0],
      exercises: new Map([
        ['K1', 'mark-the-paths'],
        ['K9', 'back-to-all-hidden-linear'],
      ]),
    }),
    'my-history': historyPage({
      locale,
      older: '/me/history?before=x',
      newest: '/me/history',
      attempts: [
        {
          text: titleOf('back-to-hidden-linear'),
          href: '/exercise/c/v',
          place: '',
          at: day(-1),
          number: 2,
          gradedAgain: true,
          answers: numbers.map((part, index) => ({
            part,
            result: {
              part: part.id,
              typed: ['-0.72', '0.1 + 0.02', ''][index] ?? '',
              verdict: { kind: (['right', 'wrong', 'empty'] as const)[index] ?? 'empty' },
              mark: '0',
            },
          })),
          worth: { alone: 33, counted: 67 },
        },
        {
          text: titleOf('which-errors'),
          href: '/exercise/c/e',
          place: sheets[1],
          at: day(-2),
          number: 1,
          gradedAgain: false,
          answers: choice.map((part) => ({
            part,
            result: { part: part.id, typed: 'e1,e2', verdict: { kind: 'wrong' }, mark: '0' },
          })),
        },
      ],
    }),
  };
}
