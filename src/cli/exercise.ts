/** chainmark exercise check …, chainmark exercise preview …: tools for whoever writes exercises. */
import { parseArgs } from 'node:util';
import { findLocale, type Locale, say } from '../language/language.ts';
import type { Command, CommandIo } from './command.ts';
import { checkExercises } from './exercise-check.ts';
import { previewExercise } from './exercise-preview.ts';

export const exercise: Command = {
  summary:
    'exercise check [FILE…] [--seeds N] [--json], exercise preview ID [--seed S]: for writers of exercises',
  run: async (argv, io) => {
    const asked = readArguments(argv);
    if (typeof asked === 'string') return refused(io, asked);
    const [tool, ...rest] = asked.positionals;
    const [id = ''] = rest;
    if (tool === 'check') return checkExercises({ ...asked, files: rest }, io);
    if (tool === 'preview' && rest.length === 1) return previewExercise({ ...asked, id }, io);
    return refused(io);
  },
};

interface Asked {
  readonly positionals: readonly string[];
  readonly seeds: number;
  readonly seed: string;
  readonly json: boolean;
  readonly locale: Locale;
}

const options = {
  seeds: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  locale: { type: 'string', default: 'en' },
} as const;

/** The arguments, or what is wrong with them. */
function readArguments(argv: readonly string[]): Asked | string {
  const sentences = say('en');
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const locale = findLocale(values.locale);
    if (!locale) return sentences.exercise.unknownLocale({ found: values.locale, expected: 'en, fa' });
    if (!/^[1-9]\d{0,4}$|^100000$/.test(values.seeds))
      return sentences.exerciseCheck.badSeeds({ found: values.seeds });
    return { ...values, positionals, locale, seeds: Number(values.seeds) };
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error;
    return sentences.exercise.badArguments({ reason: error.message.split(/\. |\n/)[0] ?? '' });
  }
}

function refused(io: CommandIo, ...sentences: readonly string[]): number {
  for (const sentence of [...sentences, say('en').exerciseCheck.usage()]) io.complain(sentence);
  return 1;
}
