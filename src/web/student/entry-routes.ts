/** The pages that lead to an exercise. */
import { Router } from 'express';
import type { Definition } from '../../exercise/definition.ts';
import { makeVariant } from '../../exercise/make-variant.ts';
import { forStudent, type VariantForStudent } from '../../exercise/variant.ts';
import type { Locale } from '../../language/language.ts';
import { exerciseFor } from '../../learning/exercise-for.ts';
import { nextSkill } from '../../learning/next-skill.ts';
import { togetherIn } from '../../learning/skill-state.ts';
import { listSkillStatesOf } from '../../store/skill-states.ts';
import type { User } from '../../store/users.ts';
import type { WebContext } from '../server.ts';
import { findUser } from '../session.ts';
import { exerciseListPage, homePage } from './entry-pages.ts';
import type { ExerciseEntry } from './model.ts';

export function entryRoutes(context: WebContext): Router {
  const { views, exercises } = context;
  const router = Router();
  const shown = sampleOf([...exercises.values()]);
  router.get('/', async (request, response) => {
    const found = await nextFor(context, findUser(response));
    views.send(request, response, (locale) => {
      const next = found && { exercise: entryOf(found.exercise, locale), isFirst: found.isFirst };
      return homePage({ locale, variant: shown, exercises: entries(exercises, locale), next });
    });
  });
  router.get('/practise', (request, response) => {
    views.send(request, response, (locale) =>
      exerciseListPage({ locale, exercises: entries(exercises, locale) }),
    );
  });
  return router;
}

/** The exercise for the skill that is most urgent; for who has done nothing yet, that of the first skill. */
async function nextFor({ store, exercises, now }: WebContext, user: User | undefined) {
  const states = user ? togetherIn(await listSkillStatesOf(store, user.id)) : [];
  const suggested = nextSkill(states, now());
  const exercise = suggested && exerciseFor(suggested.skill, states, exercises.values());
  return exercise && { exercise, isFirst: states.length === 0 };
}

const entryOf = ({ id, title, level }: Definition, locale: Locale): ExerciseEntry => ({
  id,
  title: title[locale],
  level,
});

const entries = (exercises: ReadonlyMap<string, Definition>, locale: Locale): readonly ExerciseEntry[] =>
  [...exercises.values()].map((definition) => entryOf(definition, locale));

/** The net on the first page: the first variant of the first exercise. */
function sampleOf([first]: readonly Definition[]): VariantForStudent {
  const made = first && makeVariant(first, 'home');
  if (made?.kind !== 'variant') throw new Error('there is an exercise, and it has variants');
  return forStudent(made.variant);
}
