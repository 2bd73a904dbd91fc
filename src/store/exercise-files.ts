/**
 * The exercises, read from their files: every file that is right becomes a definition, and every thing that is
 * wrong becomes a problem with its file, its line and what was expected there. One bad file spoils no other.
 */
import { readdir, readFile } from 'node:fs/promises';
import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { type Definition, definitionSchema } from '../exercise/definition.ts';
import { promptProblem } from '../exercise/prompt.ts';
import { locales } from '../language/language.ts';

export interface Exercises {
  /** By the name of the file. */
  readonly definitions: readonly Definition[];
  readonly problems: readonly ExerciseProblem[];
}

export interface ExerciseProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** 'parts.0.quantity', or '' for the whole file. */
  readonly at: string;
  /** What was expected there. */
  readonly expected: string;
}

export const projectFolder = new URL('../../exercises/', import.meta.url);

/** Throws where the folder cannot be read. */
export async function readExercises(folder: URL = projectFolder): Promise<Exercises> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const read = await Promise.all(
    files.map(async (file) => readExercise(file, await readFile(new URL(file, folder), 'utf8'))),
  );
  return {
    definitions: read.flatMap(({ definitions }) => definitions),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** One exercise file; `file` is its name, such as dw-linear.yaml, whose beginning the exercise bears as its id. */
export const readExercise = (file: string, text: string): Exercises =>
  readNamed(file, text, file.replace(/\.yaml$/, ''));

/** The text of an exercise of any id; `file` only names it in problems. */
export const readDefinition = (file: string, text: string): Exercises => readNamed(file, text);

function readNamed(file: string, text: string, id?: string): Exercises {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = (path: Path, expected: string, line = lineOf(path)): ExerciseProblem => ({
    file,
    line,
    at: path.join('.'),
    expected,
  });
  const lineOf = (path: Path): number => lines.linePos(startOf(document.contents, path)).line;
  const unreadable = [
    ...document.errors.map(({ message, pos }) => [message, pos[0]] as const),
    ...aliasesIn(document),
  ];
  if (unreadable.length > 0) {
    const problems = unreadable.map(([message, at]) =>
      problem([], `YAML: ${message}`, lines.linePos(at).line),
    );
    return { definitions: [], problems };
  }
  const checked = definitionSchema.safeParse(document.toJS());
  if (!checked.success) {
    const problems = checked.error.issues.map((issue) => problem(placeOf(issue), issue.message));
    return { definitions: [], problems };
  }
  const found = checked.data;
  const problems = [
    ...(id === undefined || found.id === id ? [] : [{ path: ['id'], expected: id }]),
    ...textProblems(found),
  ].map(({ path, expected }) => problem(path, expected));
  return { definitions: problems.length === 0 ? [found] : [], problems };
}

type Path = readonly PropertyKey[];

/** Aliases of aliases would grow without bound. */
function aliasesIn(document: Document): readonly (readonly [message: string, at: number])[] {
  const found: [string, number][] = [];
  visit(document, {
    Alias: (_, { source, range }) => {
      found.push([`*${source} is an alias; write the value itself`, range?.[0] ?? 0]);
    },
  });
  return found;
}

const textProblems = (definition: Definition) =>
  (['title', 'prompt'] as const).flatMap((text) =>
    locales.flatMap((locale) => {
      const found = promptProblem(definition, text, locale);
      return found ? [{ path: [text, locale], expected: found.sentence }] : [];
    }),
  );

/** An unknown key is at that key, not at what it stands in. */
const placeOf = (issue: { readonly path: Path; readonly keys?: readonly string[] }): Path => [
  ...issue.path,
  ...(issue.keys ?? []).slice(0, 1),
];

/** Where the deepest part of the path that the file has begins: of an entry, its key. */
function startOf(contents: unknown, path: Path): number {
  let node = contents;
  let start = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => `${item.key}` === String(key)) : undefined;
    const next: unknown = pair ? pair.value : itemAt(node, key);
    const begins = pair ? pair.key : next;
    if (!isNode(begins)) break;
    start = begins.range?.[0] ?? start;
    node = next;
  }
  return start;
}

function itemAt(node: unknown, key: PropertyKey): unknown {
  return isNode(node) && 'items' in node && Array.isArray(node.items) ? node.items[Number(key)] : undefined;
}

/** By id, the lowest level first; within a level the plainer net, then what asks for less at once. */
export const ladderOf = (definitions: readonly Definition[]): ReadonlyMap<string, Definition> =>
  new Map([...definitions].sort(byDifficulty).map((each) => [each.id, each]));

const byDifficulty = (one: Definition, other: Definition): number =>
  one.level - other.level || curvesIn(one) - curvesIn(other) || one.parts.length - other.parts.length;

const curvesIn = ({ net: { hidden, output } }: Definition): number =>
  [hidden, output].filter((activation) => activation !== 'linear').length;
