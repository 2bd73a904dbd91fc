/**
 * chainmark variant <exercise> [--seed S] [--key] [--json] [--locale en|fa]: one variant of an exercise as
 * students see it; with --key also its right answers, what each mistake would answer, the certificate and the
 * solution. --json prints one object. Exit code 1 where there is nothing to show.
 */
import { parseArgs } from 'node:util';
import { sayNoVariant } from '../classroom/draw-from-seed.ts';
import type { Definition } from '../exercise/definition.ts';
import { makeVariant } from '../exercise/make-variant.ts';
import type { Variant } from '../exercise/variant.ts';
import { findLocale, type Locale, locales, say } from '../language/language.ts';
import { readExercises } from '../store/exercise-files.ts';
import type { Command, CommandIo } from './command.ts';
import { printedVariant, variantAsJson } from './show-variant.ts';

export const variant: Command = {
  summary:
    'variant <exercise> [--seed S] [--key] [--json]: an exercise with its numbers, and all that follows',
  run: async (argv, io) => {
    const asked = readArguments(argv);
    if (asked.kind === 'wrong') return refused(io, asked.sentence, say('en').exercise.variantUsage());
    const found = await findDefinition(asked.exercise, io);
    if (typeof found === 'string') return refused(io, found);
    const made = makeVariant(found, asked.seed);
    if (made.kind === 'none') return refused(io, sayNoVariant(found, made, 'en'));
    printVariant(found, made.variant, asked, io);
    return 0;
  },
};

interface Asked {
  readonly kind: 'asked';
  readonly exercise: string;
  readonly seed: string;
  readonly key: boolean;
  readonly json: boolean;
  readonly locale: Locale;
}

const options = {
  seed: { type: 'string', default: '1' },
  key: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  locale: { type: 'string', default: 'en' },
} as const;

function readArguments(
  argv: readonly string[],
): Asked | { readonly kind: 'wrong'; readonly sentence: string } {
  const sentences = say('en').exercise;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [exercise, ...more] = positionals;
    if (exercise === undefined || more.length > 0)
      return { kind: 'wrong', sentence: sentences.oneExercise() };
    const locale = findLocale(values.locale);
    if (locale) return { kind: 'asked', ...values, exercise, locale };
    const names = { found: values.locale, expected: locales.join(', ') };
    return { kind: 'wrong', sentence: sentences.unknownLocale(names) };
  } catch (error) {
    if (!isArgumentError(error)) throw error;
    const [reason = ''] = error.message.split(/\. |\n/);
    return { kind: 'wrong', sentence: sentences.badArguments({ reason: reason.replace(/\.$/, '') }) };
  }
}

/** parseArgs throws TypeErrors with codes such as ERR_PARSE_ARGS_UNKNOWN_OPTION. */
const isArgumentError = (error: unknown): error is TypeError =>
  error instanceof TypeError && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS');

/** The definition, or why there is none. Problems of other files are complained about, and stop nothing. */
async function findDefinition(id: string, io: CommandIo): Promise<Definition | string> {
  const sentences = say('en').exercise;
  const { definitions, problems } = await readExercises();
  for (const { file, line, at, expected } of problems) {
    io.complain(sentences.badFile({ file, line: `${line}`, at: at && ` (${at})`, expected }));
  }
  const expected = definitions.map((each) => each.id).join(', ');
  return definitions.find((each) => each.id === id) ?? sentences.noExercise({ found: id, expected });
}

function printVariant(
  definition: Definition,
  made: Variant,
  { key, json, locale }: Asked,
  io: CommandIo,
): void {
  if (json) io.print(JSON.stringify(variantAsJson(definition, made, locale, key)));
  else for (const line of printedVariant(definition, made, locale, key)) io.print(line);
}

function refused(io: CommandIo, ...sentences: readonly string[]): number {
  for (const sentence of sentences) io.complain(sentence);
  return 1;
}
