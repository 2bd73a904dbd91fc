/** The page on which a student answers: everything that exercise-page.hbs prints, from the model of one variant. */
import type { Page } from '../page.ts';
import { boardView } from './board.ts';
import type { ExerciseModel } from './model.ts';
import { clockView } from './schedule-words.ts';

export function exercisePage(model: ExerciseModel): Page {
  const { sitting, locale } = model;
  return {
    template: 'student/exercise-page',
    title: model.title,
    view: {
      ...model,
      ...boardView(model),
      clock: sitting?.open ? clockView(sitting.endsAt, sitting.now, locale) : undefined,
    },
  };
}
