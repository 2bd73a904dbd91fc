/**
 * Every sentence of the catalogue is said somewhere: in a file that names it and all objects above it, or that looks
 * it up in its object by an id.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../src/language/language.ts';

const src = new URL('../../src/', import.meta.url);

interface Source {
  readonly path: string;
  readonly text: string;
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:ts|hbs)$/.test(path) && !/^(?:language|store\/client)\//.test(path))
  .map((path) => ({ path, text: withoutComments(readFileSync(new URL(path, src), 'utf8')) }));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"])\/\/.*/g, '');
}

/** ['student', 'schedule', 'due'], for every sentence. */
function sentencePaths(catalogue: object, above: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value)
      ? sentencePaths(value, [...above, key])
      : [[...above, key]],
  );
}

const unusedIn = (catalogue: object): readonly string[] =>
  sentencePaths(catalogue)
    .filter((path) => !sources.some((source) => says(source, path)))
    .map((path) => path.join('.'));

/** Each name of the path stands in the file, or is looked up there in the object above it and stands anywhere. */
function says(source: Source, path: readonly string[]): boolean {
  const around = textAround(source);
  const last = path.length - 1;
  return path.every((key, index) => {
    const text = index === last ? source.text : around;
    const object = path[index - 1];
    return names(text, key) || (object !== undefined && looksInto(text, object) && standsAnywhere(key));
  });
}

const exercises = new URL('../../exercises/', import.meta.url);
const everything = [
  ...sources.map(({ text }) => text),
  ...readdirSync(exercises, 'utf8')
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(new URL(file, exercises), 'utf8')),
].join('\n');
const standsAnywhere = (id: string): boolean => standsIn(everything, id);
const standsIn = remembered((text, id) => new RegExp(String.raw`\b${id}\b`).test(text));

/** A template gets its words from the files beside it. */
function textAround({ path, text }: Source): string {
  if (!path.endsWith('.hbs')) return text;
  const known = textsAround.get(path);
  if (known !== undefined) return known;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = sources.filter((each) => each.path.endsWith('.ts') && each.path.startsWith(folder));
  const around = text + beside.map((each) => each.text).join('\n');
  textsAround.set(path, around);
  return around;
}

const textsAround = new Map<string, string>();

/** `.name`, `['name']`, `'name'`, `{ name }`, `{ name: words }`. */
const names = remembered(
  (text, name) =>
    text.includes(name) && new RegExp(String.raw`(?:\??\.|['"]|[{,]\s*)${name}\b(?!\s*[(=]>)`).test(text),
);

/** `name[id]`, also where the object has another name by then: `{ name: words }` and `words[id]`. */
const looksInto = remembered((text, name) => {
  if (!text.includes(name)) return false;
  const aliases = [
    ...text.matchAll(
      new RegExp(String.raw`\b(\w+)(?::[^=;{}()]+)?\s*=[^;=]*\.${name};|\b${name}: (\w+)`, 'g'),
    ),
  ];
  const called = [name, ...aliases.map(([, first, second]) => first ?? second ?? name)];
  return called.some((each) => new RegExp(String.raw`\b${each}\[`).test(text));
});

/** Each file is asked for the same few names again and again. */
function remembered(ask: (text: string, name: string) => boolean): typeof ask {
  const answers = new Map<string, Map<string, boolean>>();
  return (text, name) => {
    const ofText = answers.get(text) ?? new Map<string, boolean>();
    answers.set(text, ofText);
    const answer = ofText.get(name) ?? ask(text, name);
    ofText.set(name, answer);
    return answer;
  };
}

describe('the catalogue', () => {
  it('holds no sentence that nobody says', () => {
    expect(unusedIn(say('en'))).toEqual([]);
  });

  it('has everything in every language', () => {
    expect(sentencePaths(say('fa'))).toEqual(sentencePaths(say('en')));
  });
});

describe('the check of the catalogue', () => {
  it.each([
    ['forgotten', { forgotten: 'Never said.' }],
    ['student.forgotten', { student: { ...say('en').student, forgotten: 'Never said.' } }],
    [
      'student.schedule.forgotten',
      { student: { schedule: { ...say('en').student.schedule, forgotten: '' } } },
    ],
    ['mistakes.FORGOTTEN', { mistakes: { ...say('en').mistakes, FORGOTTEN: 'Never made.' } }],
    ['student.forgotten.title', { student: { forgotten: { title: 'Never said.' } } }],
  ])('finds what is planted as %s', (path, catalogue) => {
    expect(unusedIn(catalogue)).toContain(path);
  });
});
