import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../src/store/folder-lock.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chainmark-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in, names it to the next, and is gone after release', async () => {
    const first = await lockFolder(folder);
    expect(await lockFolder(folder)).toEqual({ kind: 'taken', pid: process.pid });
    if (first.kind === 'held') await first.release();
    expect(await readdir(folder)).toEqual([]);
    expect((await lockFolder(folder)).kind).toBe('held');
  });

  it('is taken over from a process that was killed', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: gone.pid, started: 'some boot/1' }));
    expect((await lockFolder(folder)).kind).toBe('held');
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it.runIf(process.platform === 'linux')('is taken over when the process id was used again', async () => {
    await writeFile(
      join(folder, 'lock'),
      JSON.stringify({ pid: process.ppid, started: 'an earlier boot/1' }),
    );
    expect((await lockFolder(folder)).kind).toBe('held');
  });

  it('is taken over when its file was cut off while it was written', async () => {
    await writeFile(join(folder, 'lock'), '{"pid":');
    expect((await lockFolder(folder)).kind).toBe('held');
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8')).pid).toBe(process.pid);
  });
});
