/**
 * chainmark read [--locale TAG]: a typed number a line, as a JSON string; prints {"value":"-3/40"}, or
 * {"value":"1.4142…","exact":false} with 20 digits, or {"problem":…,"at":…,"length":…,"sentence":…}.
 */
import { z } from 'zod';
import { explainProblem } from '../formula/explain.ts';
import type { Problem } from '../formula/problem.ts';
import { readNumber } from '../formula/read-number.ts';
import { decimalOf } from '../formula/real.ts';
import { findLocale } from '../language/language.ts';
import { showRational } from '../number/rational.ts';
import type { Command } from './command.ts';
import { answerLines, optionOf } from './json-lines.ts';

const digits = 20;

export const read: Command = {
  summary: 'read --locale TAG: typed numbers, one JSON string a line, to exact values or problems',
  run: (argv, io) => {
    const locale = optionOf(argv, '--locale') ?? 'en';
    return answerLines(io, z.string(), (typed) => readTyped(typed, locale));
  },
};

function readTyped(typed: string, locale: string): object {
  const reading = readNumber(typed, locale);
  if (reading.kind === 'value') return { value: showRational(reading.value) };
  if (reading.kind === 'problem') return described(reading.problem, typed, locale);
  return { value: decimalOf(reading.formula, digits), exact: false };
}

/** A problem as JSON, with its sentence in the language of the locale, or in English. */
export function described(problem: Problem, typed: string, locale: string): object {
  const { code, at, length } = problem;
  const sentence = explainProblem(problem, findLocale(locale) ?? 'en');
  return { problem: code, at, length, marked: typed.slice(at, at + length), sentence };
}
