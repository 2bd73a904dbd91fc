/**
 * chainmark same [--locale TAG]: {"left","right"} a line; prints {"same":true,"how":…}, {"same":false,
 * "counterexample":{…},"left":…,"right":…} or {"same":null,"reason":…}.
 */
import { z } from 'zod';
import { parseFormula } from '../formula/parse.ts';
import { sameFormula } from '../formula/same.ts';
import type { Command } from './command.ts';
import { answerLines, optionOf } from './json-lines.ts';
import { described } from './read.ts';

const pair = z.object({ left: z.string(), right: z.string() });

export const same: Command = {
  summary: 'same: pairs {"left","right"} of formulas in any names, to equal, different or undecided',
  run: (argv, io) => {
    const locale = optionOf(argv, '--locale') ?? 'en';
    return answerLines(io, pair, ({ left, right }) => compareFormulas(left, right, locale));
  },
};

function compareFormulas(left: string, right: string, locale: string): object {
  const [a, b] = [left, right].map((text) => parseFormula(text, { locale, names: 'any' }));
  if (a?.kind !== 'formula')
    return { same: null, reason: 'unreadable', side: 'left', ...problemOf(a, left, locale) };
  if (b?.kind !== 'formula')
    return { same: null, reason: 'unreadable', side: 'right', ...problemOf(b, right, locale) };
  const found = sameFormula(a.formula, b.formula);
  if (found.kind === 'same') return { same: true, how: found.how };
  if (found.kind === 'undecided') return { same: null, reason: found.reason };
  const { counterexample, leftValue, rightValue } = found;
  return { same: false, counterexample, left: leftValue, right: rightValue };
}

function problemOf(
  reading: ReturnType<typeof parseFormula> | undefined,
  text: string,
  locale: string,
): object {
  return reading?.kind === 'problem' ? described(reading.problem, text, locale) : {};
}
