/** The pages that lead to an exercise: home, the list of exercises, joining a course, an assignment. */
import { drawReturnPaths } from '../../figure/net.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Page } from '../page.ts';
import type {
  AssignmentModel,
  CourseModel,
  ExerciseEntry,
  ExerciseListModel,
  HomeModel,
  JoinModel,
} from './model.ts';

/** The figure shows how the error comes back to w12 on both paths: the whole subject in one picture. */
export function homePage({ locale, variant, exercises, next }: HomeModel): Page {
  const words = say(locale).student;
  const figures = (['right', 'down'] as const).map((flow) =>
    drawReturnPaths(variant, 'dE/dw12', { locale, flow }),
  );
  const nextIs = next && words.looks[next.isFirst ? 'first' : 'next'](next.exercise.title);
  return {
    template: 'student/home-page',
    title: words.site,
    view: {
      words,
      figures,
      levels: levelsOf(exercises, locale),
      next: next?.exercise.id ?? '',
      nextIs: nextIs ?? '',
    },
  };
}

export function exerciseListPage({ locale, exercises }: ExerciseListModel): Page {
  const words = say(locale).student;
  return {
    template: 'student/exercise-list-page',
    title: words.exercises,
    view: { words, levels: levelsOf(exercises, locale) },
  };
}

/** The rungs of the ladder that have exercises. */
function levelsOf(exercises: readonly ExerciseEntry[], locale: Locale) {
  const { looks } = say(locale).student;
  return [...new Set(exercises.map(({ level }) => level))].map((level) => ({
    number: level,
    name: looks.levels[level] ?? '',
    heading: looks.level(level, looks.levels[level] ?? ''),
    exercises: exercises.filter((each) => each.level === level),
  }));
}

export function joinPage(model: JoinModel): Page {
  const { locale, code, name, number, codeProblem = '', nameProblem = '', numberProblem = '' } = model;
  const { student: words, people } = say(locale);
  return {
    template: 'student/join-page',
    title: words.join,
    view: { words, people, code, name, number, codeProblem, nameProblem, numberProblem },
  };
}

/** A course as its student sees it. */
export function coursePage({ locale, title, name, assignments }: CourseModel): Page {
  const words = say(locale).student;
  return {
    template: 'student/course-page',
    title,
    view: { words, title, greeting: words.welcome(name), assignments },
  };
}

export function assignmentPage(model: AssignmentModel): Page {
  const { locale, title, course, facts, notices, exercises } = model;
  const words = say(locale).student;
  const entries = exercises.map((entry, index) => ({
    ...entry,
    number: index + 1,
    stateText: entry.state === 'untouched' ? words.untouched : words.earned(entry.percent),
    invitation: words.invitations[entry.state],
    first: entry.state !== 'done' && exercises.findIndex(({ state }) => state !== 'done') === index,
  }));
  return {
    template: 'student/assignment-page',
    title,
    view: {
      words,
      title,
      course,
      facts,
      notices,
      entries,
      start: model.start ?? '',
      handIn: model.handIn ?? '',
      clock: model.clock,
    },
  };
}
