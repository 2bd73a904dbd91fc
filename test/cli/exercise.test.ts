import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exercise } from '../../src/cli/exercise.ts';

const folder = mkdtempSync(join(tmpdir(), 'chainmark-exercises-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* nothing() {}

async function run(...argv: readonly string[]) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const exitCode = await exercise.run(argv, {
    input: nothing(),
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { exitCode, printed, complaints };
}

const good = [
  'id: mine',
  'level: 2',
  'skills: [K7]',
  'title: { en: Mine, fa: از من }',
  'prompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }',
  'net: { hidden: linear, output: linear }',
  'parts:',
  '  - quantity: dE/du{j}{k}',
];
const write = (lines: readonly string[]): string => {
  const file = join(folder, 'mine.yaml');
  writeFileSync(file, lines.join('\n'));
  return file;
};
const changed = (line: number, text: string): readonly string[] =>
  good.map((each, i) => (i === line - 1 ? text : each));

describe('chainmark exercise check', () => {
  it('is content with a good file, and counts what it tried', async () => {
    const { exitCode, printed, complaints } = await run('check', write(good), '--seeds', '3');
    expect(exitCode).toBe(0);
    expect(printed.at(-1)).toBe('1 exercises, 3 variants: 0 problems.');
    expect(complaints).toEqual(['1/1 mine']);
  });

  it.each([
    [changed(2, 'level: 13'), /mine\.yaml, line 2 \(level\): /],
    [
      changed(8, '  - quantity: dE/dv11'),
      /line 8 \(parts\.0\.quantity\): expected a quantity such as dE\/du/,
    ],
    [changed(8, '  - { kind: choice, question: whoKnows }'), /line 8 \(parts\.0\.question\): /],
    [changed(5, 'prompt: { en: "{{#each x}}", fa: b }'), /line 5 \(prompt\.en\): /],
    [changed(5, 'prompt: { en: "{{constructor}}", fa: b }'), /line 5 \(prompt\.en\): “constructor”/],
    [[...good, 'key: 3'], /line 9 \(key\): /],
    [changed(3, 'skills: [K7'), /line \d: YAML: /],
  ])('tells file, line and what was expected', async (lines, sentence) => {
    const { exitCode, complaints } = await run('check', write(lines), '--seeds', '1');
    expect(exitCode).toBe(1);
    expect(complaints.join('\n')).toMatch(sentence);
  });

  it('finds mathematics that is never closed', async () => {
    const file = write(changed(5, 'prompt: { en: "Find $y_{{k}}.", fa: "{{p1}}" }'));
    const { exitCode, complaints } = await run('check', file, '--seeds', '1');
    expect(exitCode).toBe(1);
    expect(complaints.join()).toContain('mine, seed 1: the text in en does not render');
  });

  it('says which constraint an impossible exercise fails', async () => {
    const impossible = [...good, 'numbers: { t: [2], u: [0.01], w: [0.01] }'];
    const { exitCode, complaints, printed } = await run('check', write(impossible), '--seeds', '1', '--json');
    expect(exitCode).toBe(1);
    expect(complaints.join()).toMatch(/no variant in \d+ draws; what failed most \(\d+ %\): /);
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ problems: 1, exercises: [{ variants: 0 }] });
  });

  it.each([
    [['check', '--seeds', '0'], '“0” is no number of seeds'],
    [['check', 'no/such.yaml'], 'no/such.yaml cannot be read: ENOENT'],
    [['look'], 'Usage: chainmark exercise check'],
    [['preview', 'no-such'], 'There is no exercise “no-such”.'],
  ])('refuses %j with a sentence', async (argv, sentence) => {
    const { exitCode, complaints } = await run(...argv);
    expect(exitCode).toBe(1);
    expect(complaints.join('\n')).toContain(sentence);
  });
});

describe('chainmark exercise preview', () => {
  it('prints the exercise, its key, its mistakes, its solution and the share of accepted draws', async () => {
    const { exitCode, printed } = await run('preview', 'dw-linear');
    const text = printed.join('\n');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/Right answer: .*\d/);
    expect(text).toMatch(/M01 SIGN\.0: /);
    expect(text).toMatch(/\d+\.\d % of draws are accepted \(200 of \d+\)\./);
  });

  it('names the options of a choice', async () => {
    const { printed } = await run('preview', 'which-errors', '--locale', 'fa');
    expect(printed.join('\n')).toMatch(/در کدام خطاها سهم دارد؟ \(e1, e2\)/);
  });
});
