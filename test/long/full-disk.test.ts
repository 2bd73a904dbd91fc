/** On a disk of its own (a tmpfs, which root may mount), filled to the last byte that may be taken. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectEachOnce, makePlace } from './places.ts';
import { makeSite, pause, sendStudents } from './site.ts';

/** Takes what is left but so many bytes. */
async function fill(folder: string, leave: number): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const file = join(folder, 'ballast');
  const count = Math.floor((bavail * bsize - leave) / 65536);
  await once(spawn('dd', ['if=/dev/zero', `of=${file}`, 'bs=65536', `count=${count}`]), 'exit');
  return file;
}

describe.each([
  ['embedded', 400, 60 * 1024 * 1024],
  ['server', 300, 0],
] as const)('a disk that is full under load, %s', (database, megabytes, leave) => {
  it('takes nothing, loses nothing, says so, and goes on when there is room', async () => {
    const place = await makePlace(database, megabytes);
    const site = await makeSite(place.variables);
    await site.start();
    const students = sendStudents(site, 8);
    const { told } = students;
    const more = async (): Promise<void> => {
      const before = told.acknowledged.length;
      while (told.acknowledged.length < before + 30) await pause(20);
    };
    await more();
    const ballast = await fill(place.folder, leave);
    while (!told.refusal.includes('There is no room left')) await pause(50);
    expect(told.refusal).toMatch(/<form method="post" action="[^"]+">/);
    await rm(ballast);
    await more();
    await students.stop();
    expect(await site.end('SIGTERM')).toBe(0);
    expect([...told.statuses.keys()].filter((status) => ![200, 303, 503].includes(Number(status)))).toEqual(
      [],
    );
    expect(site.text().match(/There is no room left to write/g)?.length).toBe(1);
    await expectEachOnce(place.address, told.acknowledged);
    await place.remove();
  });
});
