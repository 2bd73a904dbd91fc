/**
 * chainmark grade EXERCISE --seed S [--locale TAG]: an object of part → typed text a line, {"p1":"-3/40"} (a part may
 * also be named by its quantity); prints verdicts, marks, diagnosis and the sentences that a student would read.
 */
import { z } from 'zod';
import { makeVariant } from '../exercise/make-variant.ts';
import type { Variant } from '../exercise/variant.ts';
import { feedbackOn } from '../grading/feedback.ts';
import { gradeAttempt } from '../grading/grade-attempt.ts';
import { findLocale, say } from '../language/language.ts';
import { ladderOf, readExercises } from '../store/exercise-files.ts';
import type { Command } from './command.ts';
import { answerLines, optionOf } from './json-lines.ts';

export const grade: Command = {
  summary:
    'grade EXERCISE --seed S --locale TAG: objects of part → typed text, to verdicts, marks and diagnosis',
  run: async (argv, io) => {
    const locale = optionOf(argv, '--locale') ?? 'en';
    const found = await findVariant(argv, locale);
    if (typeof found === 'string') {
      io.complain(found);
      return 1;
    }
    return answerLines(io, attemptShape(found, locale), (typed) => graded(found, typed, locale));
  },
};

/** The variant that the arguments name, or a sentence on why there is none. */
async function findVariant(argv: readonly string[], locale: string): Promise<Variant | string> {
  const words = say(findLocale(locale) ?? 'en').grading.commandLine;
  const [name = ''] = argv.filter((each, at) => !each.startsWith('--') && !isValue(argv, at));
  const seed = optionOf(argv, '--seed');
  const exercises = ladderOf((await readExercises()).definitions);
  const definition = exercises.get(name);
  if (!definition) return words.noExercise(name, [...exercises.keys()].join(', '));
  if (seed === undefined) return words.noSeed();
  const made = makeVariant(definition, seed);
  return made.kind === 'variant' ? made.variant : words.noVariant(made.constraint);
}

const isValue = (argv: readonly string[], at: number): boolean =>
  ['--seed', '--locale'].includes(argv[at - 1] ?? '');

type Typed = Readonly<Record<string, string>>;

function attemptShape({ parts }: Variant, locale: string): z.ZodType<Typed> {
  const words = say(findLocale(locale) ?? 'en').grading.commandLine;
  const idOf = (name: string) => parts.find(({ id, quantity }) => id === name || quantity === name)?.id;
  const error = words.notAnswers();
  const text = z.union([z.string(), z.number().transform(String)], { error });
  return z.record(z.string(), text, { error }).transform((typed, context) => {
    const unknown = Object.keys(typed).find((name) => idOf(name) === undefined);
    if (unknown === undefined)
      return Object.fromEntries(Object.entries(typed).map(([name, each]) => [idOf(name) ?? name, each]));
    context.addIssue(words.noPart(unknown, parts.map(({ id }) => id).join(', ')));
    return z.NEVER;
  });
}

function graded(variant: Variant, typed: Typed, locale: string): object {
  const result = gradeAttempt(variant, typed, locale);
  const sentences = feedbackOn(variant, result, findLocale(locale) ?? 'en');
  const parts = result.parts.map((part, index) => ({
    ...part,
    quantity: variant.parts[index]?.quantity,
    feedback: sentences[part.part],
  }));
  return { mark: result.mark, parts, diagnosis: result.diagnosis, engine: result.engine };
}
