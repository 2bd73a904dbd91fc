/** The table of ASVS names tests and code: all of them exist, and no requirement stands in it twice. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const rows = read('.github/security/asvs.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', , state = '', why = '', shown = '']) => ({ number, state, why, shown }));

const namedIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

describe('the table of ASVS', () => {
  it('has each requirement of levels 1 and 2 once, with an answer', () => {
    const numbers = rows.map(({ number }) => number);
    expect(numbers.length).toBeGreaterThanOrEqual(250);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { number, state, why } of rows) {
      expect(['holds', '–', '**short**'], number).toContain(state);
      if (state === '**short**') expect(why, number).not.toBe('');
    }
  });

  it('names tests and code that exist', () => {
    const missing = rows.flatMap(({ number, shown }) =>
      namedIn(shown)
        .map((name) => (name.startsWith('src/') ? name : `test/${name}.test.ts`))
        .filter((path) => !existsSync(new URL(path, root)))
        .map((path) => `${number}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('is summed up, with all that falls short, in SECURITY.md', () => {
    const summary = read('.github/SECURITY.md');
    for (const { number } of rows.filter(({ state }) => state === '**short**'))
      expect(summary, number).toContain(number);
    const tests = [
      ...summary.matchAll(/`((?:web|store|lms|classroom|long|browser|formula|proxy)\/[\w/-]+)`/g),
    ];
    const exists = (name: string): boolean =>
      existsSync(new URL(`test/${name}.test.ts`, root)) || existsSync(new URL(`test/${name}/`, root));
    for (const [, name = ''] of tests) expect(exists(name), name).toBe(true);
  });
});
