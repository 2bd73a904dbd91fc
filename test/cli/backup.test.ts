import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupCommand } from '../../src/cli/backup.ts';
import type { WithClassroom } from '../../src/cli/export.ts';
import { moveCommand } from '../../src/cli/move.ts';
import { restoreCommand } from '../../src/cli/restore.ts';
import type { Store } from '../../src/store/database.ts';
import { findMilestone } from '../../src/store/milestones.ts';
import { countRows } from '../../src/store/stored-tables.ts';
import { makeClass, makeVariant, noon } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

const commands = {
  backup: (withClassroom: WithClassroom) => backupCommand(withClassroom, async () => ({ kind: 'nobody' })),
  restore: restoreCommand,
  move: moveCommand,
};

let folder: string;
let store: Store;
beforeAll(async () => {
  [folder, store] = await Promise.all([
    mkdtemp(join(tmpdir(), 'chainmark-cli-backup-')),
    openTestStore('embedded'),
  ]);
  await store.attempts.record(await makeVariant(store, await makeClass(store)));
});
afterAll(() => Promise.all([store.close(), rm(folder, { recursive: true })]));

/** `other` is what stands behind an address. */
async function run(name: keyof typeof commands, argv: readonly string[], here = store, other = store) {
  const [printed, complained]: [string[], string[]] = [[], []];
  const withClassroom: WithClassroom = (use, url) =>
    use({ store: url ? other : here, exercises: new Map(), collections: [], now: () => noon }, '0.1.0');
  const code = await commands[name](withClassroom).run(argv, {
    input: (async function* () {})(),
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

describe('chainmark backup and restore', () => {
  it('write a file and read it into an empty database, and say how many rows', async () => {
    const file = join(folder, 'site.chainmark');
    const written = await run('backup', [file]);
    expect(written).toMatchObject({ code: 0, complained: '' });
    expect(written.printed).toMatch(/^Wrote \S+site\.chainmark, \d+ rows\. It holds everything/);
    expect(await readdir(folder)).toEqual(['site.chainmark']);
    expect(await findMilestone(store, 'backup')).toEqual(noon);
    const empty = await openTestStore('embedded');
    const restored = await run('restore', [file], empty);
    expect(restored.code).toBe(0);
    expect(restored.printed).toMatch(/as it was at 2026-11-23T12:00:00\.000Z: \d+ rows, counted/);
    expect(await countRows(empty, 'Attempt')).toBe(1);
    expect(await run('restore', [file], empty)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('Somebody has used this database already'),
    });
    await empty.close();
  });

  it('say in a sentence what is wrong with the file', async () => {
    const foreign = join(folder, 'marks.csv');
    await writeFile(foreign, 'student,mark\n');
    const cases = [
      ['backup', [], 'Name one file: chainmark backup'],
      ['restore', ['a', 'b'], 'Name one file: chainmark restore'],
      ['restore', [join(folder, 'nothing')], 'cannot be read: ENOENT'],
      ['restore', [foreign], 'This file is no backup of Chainmark'],
      ['backup', [join(folder, 'nowhere', 'site')], 'could not be written'],
    ] as const;
    for (const [name, argv, sentence] of cases) {
      const { code, complained } = await run(name, argv);
      expect([code, complained]).toEqual([1, expect.stringContaining(sentence)]);
    }
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });
});

describe('chainmark move', () => {
  it('fills an empty database, and prints the rows of both, table by table', async () => {
    const target = await openTestStore('embedded');
    const { code, printed } = await run('move', ['--to', 'postgresql://x'], store, target);
    expect(code).toBe(0);
    expect(printed).toMatch(/^Attempt +1 +1$/m);
    expect(printed).toContain('counted table by table. Start Chainmark with this DATABASE_URL');
    expect(await run('move', ['--to', 'postgresql://x'], store, target)).toMatchObject({
      code: 1,
      printed: '',
    });
    await target.close();
  });

  it.each([[[]], [['postgresql://x']], [['--to']]])('asks where to for %j', async (argv) => {
    expect(await run('move', argv)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('chainmark move --to postgresql://'),
    });
  });
});
