/** The pages that lead to an exercise: home, the list of exercises, joining a course, an assignment. */
import { drawReturnPaths } from '../../figure/net.ts';
import { say } from '../../language/language.ts';
import type { Page } from '../page.ts';
import type { AssignmentModel, CourseModel, ExerciseListModel, HomeModel, JoinModel } from './model.ts';

/** The figure shows how the error comes back to w12 on both paths: the whole subject in one picture. */
export function homePage({ locale, variant, exercises }: HomeModel): Page {
  const words = say(locale).student;
  const figures = (['right', 'down'] as const).map((flow) =>
    drawReturnPaths(variant, 'dE/dw12', { locale, flow }),
  );
  return { template: 'student/home-page', title: words.site, view: { words, figures, exercises } };
}

export function exerciseListPage({ locale, exercises }: ExerciseListModel): Page {
  const words = say(locale).student;
  return { template: 'student/exercise-list-page', title: words.exercises, view: { words, exercises } };
}

export function joinPage({ locale, code, name, codeProblem = '', nameProblem = '' }: JoinModel): Page {
  const words = say(locale).student;
  return {
    template: 'student/join-page',
    title: words.join,
    view: { words, code, name, codeProblem, nameProblem },
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

export function assignmentPage({ locale, title, course, facts, exercises }: AssignmentModel): Page {
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
    view: { words, title, course, facts, entries },
  };
}
