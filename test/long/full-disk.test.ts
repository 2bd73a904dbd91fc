/** On a disk of its own (a tmpfs, which root may mount), filled to the last byte that may be taken. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { expectEachOnce, makePlace } from './places.ts';
import { makeSite, pause, sendStudents } from './site.ts';

/** Takes what is left but so many bytes. */
async function fill(folder: string, leave: number, file = join(folder, 'ballast')): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const count = Math.floor((bavail * bsize - leave) / bsize);
  await once(spawn('dd', ['if=/dev/zero', `of=${file}`, `bs=${bsize}`, `count=${count}`]), 'exit');
  return file;
}

/** So that new ones are made, for which PostgreSQL writes a file that it does not find, and fails in its own way. */
async function endConnections(folder: string, connected: pg.Client): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((each) => each.endsWith('pg_internal.init'))) await rm(join(folder, file));
  const ballast = await fill(folder, 0, join(folder, 'more-ballast'));
  await connected.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
  );
  return ballast;
}

/** A disk that stays full is said again each minute, with the next submission that is refused. */
const sayEveryMs = 60_000;
/** Eight students send again and again: one is refused at least so often. */
const refusedEveryMs = 5_000;
const timesSaid = (fullMs: number): number => 1 + Math.floor(fullMs / sayEveryMs);

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
    const refused = async (): Promise<void> => {
      told.refusal = '';
      while (!told.refusal.includes('There is no room left')) await pause(50);
    };
    const { cluster } = place;
    const connected = cluster && new pg.Client(cluster.url);
    await connected?.connect();
    await more();
    const fullAt = performance.now();
    const ballast = [await fill(place.folder, leave)];
    await refused();
    const refusedAt = performance.now();
    expect(told.refusal).toMatch(/<form method="post" action="[^"]+">/);
    if (connected) {
      ballast.push(await endConnections(place.folder, connected));
      await refused();
      await connected.end();
    }
    const freedAt = performance.now();
    for (const file of ballast) await rm(file);
    await more();
    await students.stop();
    expect(await site.end('SIGTERM')).toBe(0);
    const others = [...told.statuses.keys()].filter((status) => ![200, 303, 503].includes(Number(status)));
    expect(others, site.text()).toEqual([]);
    const said = site.text().match(/There is no room left to write/g)?.length;
    // The same number, but within seconds of a whole minute.
    expect(said).toBeGreaterThanOrEqual(timesSaid(Math.max(0, freedAt - refusedAt - refusedEveryMs)));
    expect(said).toBeLessThanOrEqual(timesSaid(freedAt - fullAt + refusedEveryMs));
    await expectEachOnce(place.address, told.acknowledged);
    await place.remove();
  });
});
