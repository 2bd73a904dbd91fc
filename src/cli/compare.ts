/**
 * chainmark compare [--locale TAG]: {"typed","expected","tolerance":{"relative"|"absolute"|"decimals"|"significant":n}}
 * a line; prints {"verdict":"right"|"rounded"|"wrong"} or {"verdict":"unreadable","problem":…}. Without a tolerance,
 * exactly. `expected` is written with a decimal point.
 */
import { z } from 'zod';
import type { Tolerance } from '../exercise/variant.ts';
import { readNumber } from '../formula/read-number.ts';
import { compareNumber, typedNumber } from '../grading/compare.ts';
import { showRational } from '../number/rational.ts';
import type { Command } from './command.ts';
import { answerLines, optionOf } from './json-lines.ts';
import { described } from './read.ts';

const amount = z.union([z.number(), z.string()]).transform((value, context) => {
  const reading = readNumber(`${value}`, 'en');
  if (reading.kind === 'value' && reading.value.n >= 0n) return showRational(reading.value);
  context.addIssue('not a number from 0 up');
  return z.NEVER;
});
const digits = z.int().min(0).max(300);

const toleranceShape = z.union([
  z
    .strictObject({ relative: amount })
    .transform(({ relative }): Tolerance => ({ kind: 'relative', n: relative })),
  z
    .strictObject({ absolute: amount })
    .transform(({ absolute }): Tolerance => ({ kind: 'absolute', n: absolute })),
  z
    .strictObject({ decimals: digits })
    .transform(({ decimals }): Tolerance => ({ kind: 'decimals', n: decimals })),
  z
    .strictObject({ significant: digits })
    .transform(({ significant }): Tolerance => ({ kind: 'significant', n: significant })),
]);

const question = z.object({
  typed: z.string(),
  expected: z.union([z.string(), z.number()]).transform(String),
  tolerance: toleranceShape.default({ kind: 'exact' }),
});

export const compare: Command = {
  summary: 'compare: {"typed","expected","tolerance"} a line, to right, rounded, wrong or unreadable',
  run: (argv, io) => {
    const locale = optionOf(argv, '--locale') ?? 'en';
    return answerLines(io, question, (asked) => verdictOf(asked, locale));
  },
};

function verdictOf({ typed, expected, tolerance }: z.output<typeof question>, locale: string): object {
  const answer = readNumber(typed, locale);
  if (answer.kind === 'problem')
    return { verdict: 'unreadable', ...described(answer.problem, typed, locale) };
  const key = readNumber(expected, 'en');
  if (key.kind === 'problem')
    return { error: 'expected is not a number', ...described(key.problem, expected, 'en') };
  return { verdict: compareNumber(typedNumber(answer), typedNumber(key).real, tolerance) };
}
