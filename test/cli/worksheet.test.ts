import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { worksheet } from '../../src/cli/worksheet.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmark-sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...argv: readonly string[]) {
  const [printed, complained]: [string[], string[]] = [[], []];
  const code = await worksheet.run(argv, {
    input: (async function* () {})(),
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

const codesIn = (html: string) => [...html.matchAll(/<code dir="ltr">(\w{8})</g)].map(([, code]) => code);
const netsIn = (html: string) =>
  [...html.matchAll(/<svg class="net[\s\S]*?<\/svg>/g)].map(([svg]) =>
    [...svg.matchAll(/data-value="([^"]+)"/g)].map(([, value]) => value).join(' '),
  );

describe('chainmark worksheet', () => {
  it('prints copies with other numbers and other codes, and the same again from the same seed', async () => {
    const asked = ['dw-linear', 'which-errors', '--copies', '3', '--seed', 'a secret of the teacher'];
    const { code, printed } = await run(...asked);
    expect(code).toBe(0);
    expect(new Set(codesIn(printed)).size).toBe(6);
    expect(new Set(netsIn(printed)).size).toBe(6);
    expect((await run(...asked)).printed).toBe(printed);
    expect(codesIn((await run(...asked.with(5, 'another'))).printed)).not.toEqual(codesIn(printed));
  });

  it('writes no seed and no solution on the sheets, and keys with the same codes', async () => {
    const [out, keys] = [join(folder, 'sheets.html'), join(folder, 'keys.html')];
    const options = ['--title', 'Quiz 3', '--seed', 'a secret of the teacher', '--out', out, '--keys', keys];
    const { code, printed, complained } = await run('dw-linear', '--copies', '2', ...options);
    expect([code, printed]).toEqual([0, '']);
    expect(complained).toContain(`Wrote ${out}`);
    const [sheets, key] = await Promise.all([out, keys].map((file) => readFile(file, 'utf8')));
    expect(sheets).toContain('Quiz 3');
    expect(sheets).not.toMatch(/a secret|class="way"|class="answers"|for teachers only/i);
    expect(key).toContain('class="way"');
    expect(codesIn(key ?? '')).toEqual(codesIn(sheets ?? ''));
  });

  it('prints the exercises of a collection in their order', async () => {
    const { code, printed } = await run('the-lecture');
    expect(code).toBe(0);
    expect(codesIn(printed)).toHaveLength(10);
  });

  it('speaks Persian where asked to', async () => {
    const { printed } = await run('dw-linear', '--locale', 'fa');
    expect(printed).toContain('<article class="sheet" lang="fa" dir="rtl">');
  });

  it.each([
    [[], 'Name at least one exercise'],
    [['no-such'], 'no-such'],
    [['dw-linear', '--copies', '0'], '--copies'],
    [['dw-linear', '--copies', '9999'], 'at most 200'],
    [['dw-linear', '--locale', 'xx'], 'xx'],
    [['dw-linear', '--colour'], 'colour'],
  ])('refuses %j in a sentence', async (argv, sentence) => {
    const { code, printed, complained } = await run(...argv);
    expect([code, printed]).toEqual([1, '']);
    expect(complained).toContain(sentence);
    expect(complained).toContain('Usage: chainmark worksheet');
  });
});
