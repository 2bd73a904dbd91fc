/** A worked example of a mistake that a class makes, to be shown to it: no student's numbers. */
import * as z from 'zod';
import {
  type ExampleInText,
  exampleWork,
  exercisesForExample,
} from '../../../classroom/find-worked-example.ts';
import { isMistake, sentenceOf } from '../../../mistakes/sentence.ts';
import { Refusal } from '../../failure.ts';
import { endpoint } from '../endpoint.ts';
import { id, list, written, writtenTold } from '../fields.ts';
import { assignmentHere } from '../here.ts';
import { exerciseShown, step } from './told-work.ts';

const example = z.object({
  exercise: exerciseShown,
  part: id,
  quantity: z.string(),
  /** What the mistake answers. */
  wrong: written,
  right: written,
  steps: list(step),
});

const exampleTold = ({ exercise, part, wrong, right, steps }: ExampleInText): z.output<typeof example> => ({
  ...{ exercise, part: part.id, quantity: part.quantity, steps },
  wrong: writtenTold(wrong),
  right: writtenTold(right),
});

export const workedExampleEndpoints = [
  endpoint({
    id: 'readWorkedExample',
    method: 'GET',
    path: '/courses/:courseId/assignments/:assignmentId/dashboard/mistakes/:mistake',
    action: 'follow the class',
    /** Which numbers: 1, 2, … */
    query: z.strictObject({ draw: z.coerce.number().int().min(1).max(1_000_000).default(1) }),
    answers: z.object({
      mistake: id,
      /** Mathematics in it stands between dollar signs. */
      sentence: z.string(),
      /** null: no exercise of the assignment shows it. */
      example: example.nullable(),
    }),
    run: async (call) => {
      const assignment = await assignmentHere(call);
      const mistake = call.param('mistake');
      if (!isMistake(mistake)) throw new Refusal(404, 'notFound');
      const definitions = await exercisesForExample(call.context, assignment, mistake);
      const { draw } = call.query;
      const found = await call.elsewhere(exampleWork, { assignment, mistake, definitions, draw });
      const sentence = sentenceOf(mistake, found?.form ?? 0, call.locale);
      return { mistake, sentence, example: found && exampleTold(found) };
    },
  }),
];
