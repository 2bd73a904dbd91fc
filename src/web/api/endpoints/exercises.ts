/** Exercises and collections to assign, and those that a course's teachers wrote. */
import * as z from 'zod';
import { addExercise, mostCharacters } from '../../../classroom/add-exercise.ts';
import { listExercises } from '../../../classroom/find-exercise.ts';
import type { Definition } from '../../../exercise/definition.ts';
import { findCourseExercise, listCourseExercises } from '../../../store/course-exercises.ts';
import { Refusal } from '../../failure.ts';
import { endpoint } from '../endpoint.ts';
import { fileText, id, list, pageById, pageOf, paging } from '../fields.ts';
import { Problem } from '../problem.ts';

const inEveryLanguage = z.object({ en: z.string(), fa: z.string() });

const exercise = z.object({
  id,
  title: inEveryLanguage,
  level: z.number(),
  skills: list(z.string()),
  net: z.object({ hidden: z.string(), output: z.string(), loss: z.string() }),
  parts: list(z.object({ kind: z.string(), quantity: z.string() })),
});

const collection = z.object({ id, title: inEveryLanguage, about: inEveryLanguage, exercises: list(id) });

export const exerciseSchemas = { Exercise: exercise, Collection: collection };

const told = (definition: Definition): z.output<typeof exercise> => definition;

const own = '/courses/:courseId/exercises';

export const exerciseEndpoints = [
  endpoint({
    id: 'listExercises',
    method: 'GET',
    path: '/exercises',
    action: 'try exercises out',
    query: z.strictObject(paging),
    answers: pageOf(exercise),
    run: ({ context, query }) =>
      pageById([...context.exercises.values()].map(told), (each) => each.id, query),
  }),
  endpoint({
    id: 'readExercise',
    method: 'GET',
    path: '/exercises/:exerciseId',
    action: 'try exercises out',
    answers: exercise,
    run: ({ context, param }) => {
      const found = context.exercises.get(param('exerciseId'));
      if (!found) throw new Refusal(404, 'notFound');
      return told(found);
    },
  }),
  endpoint({
    id: 'listCollections',
    method: 'GET',
    path: '/collections',
    action: 'try exercises out',
    query: z.strictObject(paging),
    answers: pageOf(collection),
    run: ({ context, query }) => pageById(context.collections, (each) => each.id, query),
  }),
  endpoint({
    id: 'listOwnExercises',
    method: 'GET',
    path: own,
    action: 'see own exercises',
    query: z.strictObject({ ...paging, of: z.enum(['course', 'everybody']).default('course') }),
    answers: pageOf(exercise),
    run: async ({ context, param, query }) => {
      const courseId = param('courseId');
      const found =
        query.of === 'course'
          ? await listCourseExercises(context.store, courseId)
          : await listExercises(context, courseId);
      return pageById([...found.values()].map(told), (each) => each.id, query);
    },
  }),
  endpoint({
    id: 'writeExercise',
    method: 'POST',
    path: own,
    action: 'write exercises',
    /** An exercise file, as the README explains it; its id begins with own-. */
    body: z.strictObject({ yaml: fileText(mostCharacters) }),
    status: 201,
    answers: exercise,
    run: async ({ context, param, body, locale, gone }) => {
      const yaml = body.yaml.replaceAll('\r\n', '\n');
      const added = await addExercise(context, { courseId: param('courseId'), yaml, locale }, gone);
      if (added.kind === 'added') return told(added.definition);
      const misfits = added.sentences.map((detail) => ({ in: 'body' as const, at: '/yaml', detail }));
      throw new Problem(422, 'misfit', { misfits });
    },
  }),
  endpoint({
    id: 'readOwnExercise',
    method: 'GET',
    path: `${own}/:exerciseId`,
    action: 'see own exercises',
    answers: exercise,
    run: async ({ context, param }) => {
      const found = await findCourseExercise(context.store, param('courseId'), param('exerciseId'));
      if (!found) throw new Refusal(404, 'notFound');
      return told(found);
    },
  }),
];
