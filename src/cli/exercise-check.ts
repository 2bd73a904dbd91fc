/**
 * Checks exercise files: what the schema says against each, by file and line, then each exercise over so many
 * seeds. Progress and problems go to standard error, the summary to standard output. Exit code 1 where
 * anything is wrong.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Definition } from '../exercise/definition.ts';
import { checkExercise, type ExerciseCheck } from '../grading/check-exercise.ts';
import { type Locale, say } from '../language/language.ts';
import {
  type ExerciseProblem,
  type Exercises,
  readExercise,
  readExercises,
} from '../store/exercise-files.ts';
import type { CommandIo } from './command.ts';

export interface CheckAsked {
  /** Paths; none for all of the project's exercises. */
  readonly files: readonly string[];
  readonly seeds: number;
  readonly json: boolean;
  readonly locale: Locale;
}

interface Row extends ExerciseCheck {
  readonly exercise: string;
  readonly level: number;
  readonly msPerSeed: number;
}

export async function checkExercises(
  { files, seeds, json, locale }: CheckAsked,
  io: CommandIo,
): Promise<number> {
  const sentences = say(locale).exerciseCheck;
  const { definitions, problems } = files.length > 0 ? await readFiles(files, locale) : await readExercises();
  for (const problem of problems) io.complain(sentences.badFile(printable(problem)));
  const names = Array.from({ length: seeds }, (_, i) => `${i + 1}`);
  const rows: Row[] = [];
  for (const definition of definitions) {
    const row = timed(definition, names, locale);
    rows.push(row);
    io.complain(`${rows.length}/${definitions.length} ${row.exercise}`);
    for (const { seed, problem } of row.problems)
      io.complain(sentences.problem({ exercise: row.exercise, seed, problem }));
  }
  const count = problems.length + rows.reduce((sum, row) => sum + row.problems.length, 0);
  if (json) io.print(JSON.stringify({ files: problems, exercises: rows, problems: count }));
  else for (const line of table(rows, count, locale)) io.print(line);
  return count === 0 ? 0 : 1;
}

async function readFiles(paths: readonly string[], locale: Locale): Promise<Exercises> {
  const read = await Promise.all(paths.map((path) => readOne(path, locale)));
  return {
    definitions: read.flatMap(({ definitions }) => definitions),
    problems: read.flatMap(({ problems }) => problems),
  };
}

async function readOne(path: string, locale: Locale): Promise<Exercises> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => ({
    reason: error.code ?? '',
  }));
  if (typeof text === 'string') return readExercise(basename(path), text);
  const expected = say(locale).exerciseCheck.cannotRead({ file: path, reason: text.reason });
  return { definitions: [], problems: [{ file: path, line: 1, at: '', expected }] };
}

const printable = ({ file, line, at, expected }: ExerciseProblem) => ({
  file,
  line: `${line}`,
  at: at && ` (${at})`,
  expected,
});

function timed(definition: Definition, seeds: readonly string[], locale: Locale): Row {
  const began = performance.now();
  const check = checkExercise(definition, seeds, locale);
  const msPerSeed = Math.round(((performance.now() - began) / seeds.length) * 10) / 10;
  return { exercise: definition.id, level: definition.level, msPerSeed, ...check };
}

function table(rows: readonly Row[], problems: number, locale: Locale): readonly string[] {
  const { columns, summary } = say(locale).exerciseCheck;
  const cells = rows.map(({ exercise, level, variants, draws, msPerSeed, problems: found }) => [
    exercise,
    `${level}`,
    `${variants}`,
    (draws / Math.max(variants, 1)).toFixed(1),
    msPerSeed.toFixed(1),
    `${found.length}`,
  ]);
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  const variants = rows.reduce((sum, row) => sum + row.variants, 0);
  return [
    line(columns),
    ...cells.map(line),
    summary({ exercises: `${rows.length}`, variants: `${variants}`, problems: `${problems}` }),
  ];
}
