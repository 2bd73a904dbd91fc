import { describe, expect, it } from 'vitest';
import { expectEachOnce, makePlace } from './places.ts';
import { makeSite, pause, sendStudents } from './site.ts';

/** Fewer where there is less time. */
const kills = Number(process.env.TEST_KILLS ?? 20);

describe.each(['embedded', 'server'] as const)('a server killed with -9 under load, %s', (database) => {
  it(`keeps every acknowledged attempt once, ${kills} times`, async () => {
    const place = await makePlace(database);
    const site = await makeSite(place.variables);
    await site.start();
    const students = sendStudents(site, 8);
    for (let kill = 0; kill < kills; kill++) {
      const before = students.told.acknowledged.length;
      while (students.told.acknowledged.length < before + 10) await pause(10);
      await pause((kill * 7) % 60);
      expect(await site.end('SIGKILL')).toBeNull();
      await site.start();
    }
    await students.stop();
    expect(await site.end('SIGTERM')).toBe(0);
    const { acknowledged, statuses } = students.told;
    expect(acknowledged.length).toBeGreaterThan(kills * 10);
    expect(statuses.get('no answer')).toBeGreaterThan(0);
    expect(statuses.get(500)).toBeUndefined();
    await expectEachOnce(place.address, acknowledged);
    process.stdout.write(
      `${database}: ${kills} kills, ${acknowledged.length} acknowledged, as many stored, none twice\n`,
    );
    await place.remove();
  });
});
