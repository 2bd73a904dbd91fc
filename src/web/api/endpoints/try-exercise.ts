/** Trying an exercise out: numbers of its own, its secrets, and what it says to answers. Nothing of it is kept. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { sayNoVariant } from '../../../classroom/draw-from-seed.ts';
import { type TriedOut, tryWork } from '../../../classroom/try-exercise.ts';
import type { Definition } from '../../../exercise/definition.ts';
import { forStudent } from '../../../exercise/variant.ts';
import { findCourseExercise } from '../../../store/course-exercises.ts';
import { Refusal } from '../../failure.ts';
import { answersAsked, requireParts } from '../answers-asked.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { filledLine, id, list, written, writtenTold } from '../fields.ts';
import { Problem } from '../problem.ts';
import { exerciseShown, hint, hintTold, result, resultTold, step } from './told-work.ts';

/** What the numbers are drawn from: the same seed gives the same numbers. Another each time where none is sent. */
export const seedAsked = filledLine(80).optional();

export const anySeed = (): string => randomBytes(6).toString('hex');

const asked = z.strictObject({ seed: seedAsked, answers: answersAsked.optional() });

const tried = z.object({
  seed: z.string(),
  /** How often numbers were drawn until these could be certified. */
  draws: z.number(),
  exercise: exerciseShown,
  parts: list(
    z.object({
      part: id,
      /** An exact fraction, 20 digits, a formula, or ids of options. */
      right: z.string(),
      /** Of the nearest wrong answer from the right one, relative to it, rounded down; null where no number is asked. */
      distance: z.number().nullable(),
      /** Mistakes that cannot be seen in this part. */
      masked: list(id),
      /** What each mistake would answer. */
      wrong: list(
        z.object({ mistake: id, form: z.number(), code: z.string(), skill: z.string(), answer: written }),
      ),
      hints: list(hint),
      solution: list(step),
    }),
  ),
  /** null where no answers were sent. */
  result: result.nullable(),
});

export const trySchemas = { TriedExercise: tried };

const told = ({ variant, draws, parts, result: graded }: TriedOut): z.output<typeof tried> => ({
  seed: variant.seed,
  draws,
  exercise: forStudent(variant),
  parts: parts.map(({ key, distance, wrong, hints, ...part }) => ({
    ...part,
    right: key,
    distance: distance === '' ? null : Number(distance),
    wrong: wrong.map(({ answer, ...each }) => ({ ...each, answer: writtenTold(answer) })),
    hints: hints.map(hintTold),
  })),
  result: graded && resultTold(graded),
});

type TryCall = Call<unknown, z.output<typeof asked>>;

async function tryOut(call: TryCall, definition: Definition | undefined): Promise<z.output<typeof tried>> {
  if (!definition) throw new Refusal(404, 'notFound');
  const { seed = anySeed(), answers = null } = call.body;
  requireParts(definition, call.body.answers);
  const made = await call.elsewhere(tryWork, { definition, seed, answers, locale: call.locale });
  if (made.kind === 'none')
    throw new Problem(409, 'conflict', { detail: sayNoVariant(definition, made, call.locale) });
  return told(made);
}

export const tryEndpoints = [
  endpoint({
    id: 'tryExercise',
    method: 'POST',
    path: '/exercises/:exerciseId/try',
    action: 'try exercises out',
    body: asked,
    answers: tried,
    run: (call) => tryOut(call, call.context.exercises.get(call.param('exerciseId'))),
  }),
  endpoint({
    id: 'tryOwnExercise',
    method: 'POST',
    path: '/courses/:courseId/exercises/:exerciseId/try',
    action: 'see own exercises',
    body: asked,
    answers: tried,
    run: async (call) => {
      const { store } = call.context;
      return tryOut(call, await findCourseExercise(store, call.param('courseId'), call.param('exerciseId')));
    },
  }),
];
