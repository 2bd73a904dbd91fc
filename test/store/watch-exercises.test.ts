import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { watchExercises } from '../../src/store/watch-exercises.ts';

describe('a watched folder of exercises', () => {
  it('tells once of a file that is saved in pieces, and nothing after it is let go', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chainmark-watch-'));
    const file = join(folder, 'some.yaml');
    let [told, tell] = [0, () => {}];
    const saved = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const stop = watchExercises(
      () => {
        told++;
        tell();
      },
      pathToFileURL(`${folder}/`),
    );
    await writeFile(file, 'id: some');
    await writeFile(file, 'id: some\nlevel: 2');
    await saved;
    stop();
    await writeFile(file, 'id: other');
    await setTimeout(250);
    expect(told).toBe(1);
    await rm(folder, { recursive: true });
  });

  it('that is not there tells nothing and does no harm', () => {
    expect(() => watchExercises(() => {}, new URL('file:///no/such/folder/'))()).not.toThrow();
  });
});
