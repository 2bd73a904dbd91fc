import { describe, expect, it } from 'vitest';
import { expectEachOnce, makePlace } from './places.ts';
import { makeSite, pause, sendStudents } from './site.ts';

describe('PostgreSQL restarted, and stopped for 30 seconds, under load', () => {
  it('costs nobody an answer, fails with 503 alone, and is told in a few lines', async () => {
    const place = await makePlace('server');
    const { cluster } = place;
    if (!cluster) throw new Error('a cluster');
    const site = await makeSite(place.variables);
    await site.start();
    const quiet = site.text();
    const students = sendStudents(site, 16);
    const { told } = students;
    const more = async (): Promise<void> => {
      const before = told.acknowledged.length;
      while (told.acknowledged.length < before + 50) await pause(20);
    };
    await more();
    await cluster.stop('fast');
    await cluster.start();
    await more();
    await cluster.stop('immediate');
    await cluster.start();
    await more();
    await cluster.stop('fast');
    await pause(30_000);
    expect(told.refusedAnswer).toContain('The database does not answer just now');
    expect(told.refusedAnswer).toMatch(/<input type="hidden" name="submission" value="\w+">/);
    expect(told.retryAfter).toBe('5');
    await cluster.start();
    await more();
    await students.stop();
    const said = (): string => site.text().slice(quiet.length);
    // It looks each second whether the database is back; that it never says so ends in the test's time limit.
    while (!said().includes('The database answers again')) await pause(50);
    const lines = said().trim().split('\n');
    expect(lines.length, lines.join('\n')).toBeLessThan(12);
    expect(await site.end('SIGTERM')).toBe(0);
    expect([...told.statuses.keys()].filter((status) => ![200, 303, 503].includes(Number(status)))).toEqual(
      [],
    );
    await expectEachOnce(place.address, told.acknowledged);
    await place.remove();
  });
});
