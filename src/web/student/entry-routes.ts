/** The pages that lead to an exercise. */
import { Router } from 'express';
import type { Definition } from '../../exercise/definition.ts';
import { makeVariant } from '../../exercise/make-variant.ts';
import { forStudent, type VariantForStudent } from '../../exercise/variant.ts';
import type { Locale } from '../../language/language.ts';
import type { WebContext } from '../server.ts';
import { exerciseListPage, homePage } from './entry-pages.ts';
import type { ExerciseEntry } from './model.ts';

export function entryRoutes({ views, exercises }: WebContext): Router {
  const router = Router();
  const shown = sampleOf([...exercises.values()]);
  router.get('/', (request, response) => {
    views.send(request, response, (locale) =>
      homePage({ locale, variant: shown, exercises: entries(exercises, locale) }),
    );
  });
  router.get('/practise', (request, response) => {
    views.send(request, response, (locale) =>
      exerciseListPage({ locale, exercises: entries(exercises, locale) }),
    );
  });
  return router;
}

const entries = (exercises: ReadonlyMap<string, Definition>, locale: Locale): readonly ExerciseEntry[] =>
  [...exercises.values()].map(({ id, title }) => ({ id, title: title[locale], summary: '' }));

/** The net on the first page: the first variant of the first exercise. */
function sampleOf([first]: readonly Definition[]): VariantForStudent {
  const made = first && makeVariant(first, 'home');
  if (made?.kind !== 'variant') throw new Error('there is an exercise, and it has variants');
  return forStudent(made.variant);
}
