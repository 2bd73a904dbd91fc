import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCommand } from '../../src/cli/export.ts';
import type { Store } from '../../src/store/database.ts';
import { definitions } from '../exercise/catalogue.ts';
import { makeClass, makeVariant, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

let store: Store;
let folder: string;
let group: SampleClass;
beforeAll(async () => {
  [store, folder] = await Promise.all([
    openTestStore('embedded'),
    mkdtemp(join(tmpdir(), 'chainmark-export-')),
  ]);
  group = await makeClass(store);
  await store.attempts.record(await makeVariant(store, group));
});
afterAll(() => Promise.all([store.close(), rm(folder, { recursive: true })]));

/** The one part of the sample's exercise. */
const exercises = new Map(definitions.slice(0, 1).map((each) => ['u-gradient-linear', each]));

async function run(...argv: readonly string[]) {
  const complained: string[] = [];
  const command = exportCommand((use) =>
    use({ store, exercises, collections: [], now: () => noon }, '0.1.0'),
  );
  const code = await command.run(argv, {
    input: (async function* () {})(),
    print: () => {},
    complain: (line) => complained.push(line),
  });
  return { code, complained: complained.join('\n') };
}

describe('chainmark export', () => {
  it('writes the file, and says who is left out', async () => {
    const out = join(folder, 'grades.csv');
    const { code, complained } = await run(
      group.courseId,
      '--format',
      'canvas',
      '--points',
      '10',
      '--out',
      out,
    );
    expect(code).toBe(0);
    expect(await readFile(out, 'utf8')).toBe(
      'Student,ID,SIS User ID,SIS Login ID,Section,Week 3\n    Points Possible,,,,,10\nStudent 1,,,,,0\n',
    );
    expect(complained).toContain('Not in the file, because nothing of theirs is graded yet: Student 2');
    expect(await readdir(folder)).toEqual(['grades.csv']);
  });

  it.each([
    [[], 'Name one course'],
    [['x', '--format', 'word'], 'There is no format "word"'],
    [['x', '--points', '0'], '--points is a whole number'],
    [['x'], 'There is no course "x"'],
    [['x', '--colour'], 'colour'],
  ])('refuses %j with a sentence', async (argv, sentence) => {
    const { code, complained } = await run(...argv);
    expect(code).toBe(1);
    expect(complained).toContain(sentence);
  });

  it('knows assignments by title', async () => {
    const { code, complained } = await run(group.courseId, '--assignment', 'Week 9');
    expect([code, complained]).toEqual([1, 'The course has no such assignment.']);
  });
});
