import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readExercise, readExercises } from '../../src/store/exercise-files.ts';

const good = [
  'id: small',
  'level: 2',
  'skills: [K7]',
  'title: { en: A title, fa: عنوان }',
  'prompt:',
  '  en: Find {{p1}}.',
  '  fa: "{{p1}} را بیابید."',
  'net: { hidden: linear, output: linear }',
  'parts:',
  '  - quantity: dE/du{j}{k}',
];
const withLine = (line: number, text: string) => good.with(line - 1, text).join('\n');

describe('the exercises of the project', () => {
  it('are all right', async () => {
    const { definitions, problems } = await readExercises();
    expect(problems).toEqual([]);
    expect(definitions.map(({ id }) => id)).toEqual(expect.arrayContaining(['du-linear', 'dw-linear']));
  });
});

describe('an exercise file', () => {
  it('becomes a definition', () => {
    const { definitions, problems } = readExercise('small.yaml', good.join('\n'));
    expect(problems).toEqual([]);
    expect(definitions).toMatchObject([{ id: 'small', net: { loss: 'half' }, given: ['x', 'w', 'u', 't'] }]);
  });

  it.each([
    [2, 'level: high', 'level', 'expected number'],
    [3, 'skills: [K7, K99]', 'skills.1', 'expected K1 to K17'],
    [6, '  en: Find {{p2}}.', 'prompt.en', 'Expected one of: p1, w, u, h'],
    [8, 'net: { hidden: swish, output: linear }', 'net.hidden', 'expected one of "linear"|"relu"'],
    [10, '  - quantity: dE/dv{j}{k}', 'parts.0.quantity', 'expected a quantity such as'],
    [10, '  - quantitty: dE/du{j}{k}', 'parts.0', 'expected string'],
    [1, 'id: other', 'id', 'small'],
    [4, 'titel: none', 'titel', 'Unrecognized key'],
    [7, '  fa: [1', '', 'YAML: '],
  ])('with a wrong line %i (%s) is a problem there', (line, text, at, expected) => {
    const { definitions, problems } = readExercise('small.yaml', withLine(line, text));
    expect(definitions).toEqual([]);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'small.yaml', at: expect.stringContaining(at) }),
    );
    const found = problems.find((problem) => problem.expected.includes(expected));
    expect(found?.expected, JSON.stringify(problems)).toContain(expected);
    if (at !== '') expect(found?.line).toBe(line);
  });

  it('does not grow by aliases', () => {
    const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: [*b, *b]'].join('\n');
    const { definitions, problems } = readExercise('bomb.yaml', bomb);
    expect(definitions).toEqual([]);
    expect(problems.map(({ line }) => line)).toEqual([2, 2, 3, 3]);
  });
});

describe('a folder of exercises', () => {
  it('gives what is right and what is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'exercises-'));
    await writeFile(join(folder, 'small.yaml'), good.join('\n'));
    await writeFile(join(folder, 'worse.yaml'), withLine(2, 'level: 99'));
    const { definitions, problems } = await readExercises(pathToFileURL(`${folder}/`));
    expect(definitions.map(({ id }) => id)).toEqual(['small']);
    expect(problems).toMatchObject([{ file: 'worse.yaml', line: 2, at: 'level' }]);
    await rm(folder, { recursive: true });
  });
});
