/** What the dashboard says of thirty simulated students, against calculations that share nothing with it. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skillsOfVariant } from '../../../src/learning/skills-of-parts.ts';
import {
  couldShow,
  expectedCurves,
  expectedSkills,
  itemOf,
  itemsIn,
  pointBiserial,
  studentsWho,
} from '../expected-statistics.ts';
import { plan, secondsEach, simulateClass, studentCount } from '../simulated-class.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let simulated: Awaited<ReturnType<typeof simulateClass>>;

beforeAll(async () => {
  server = await startTestServer('embedded');
  simulated = await simulateClass(server);
}, 120_000);
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

async function file(name: string, person = simulated.teacher): Promise<readonly (readonly string[])[]> {
  const response = await person.get(`${simulated.address}/${name}.csv`);
  expect(response.status).toBe(200);
  return parse(await response.text()).slice(1);
}

describe('the dashboard of thirty simulated students', () => {
  it('names the mistakes that were made, by how many students out of how many could have', async () => {
    const rows = await file('mistakes');
    const made = new Map(rows.map(([id = '', showed, could]) => [id, [Number(showed), Number(could)]]));
    for (const mistake of ['DROP_E2', 'NO_U', 'SIGN'])
      expect([mistake, made.get(mistake)]).toEqual([
        mistake,
        [
          studentsWho(simulated.tries, (each) => each.mistake === mistake),
          studentsWho(simulated.tries, couldShow(mistake)),
        ],
      ]);
    expect(studentsWho(simulated.tries, ({ mistake }) => mistake === 'NO_U')).toBe(15);
    expect(rows[0]?.[0]).toBe('NO_U');
  });

  it('says the same to both teachers and the assistant', async () => {
    const [first, second, third] = await Promise.all([
      file('items'),
      file('items', simulated.second),
      file('items', simulated.assistant),
    ]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  it('shows on the net how many were right at each weight', async () => {
    const rows = await file('net');
    for (const [place = '', tried, right] of rows) {
      const own = simulated.tries.filter(({ quantity }) => quantity === `dE/d${place}`);
      if (!/^[wu]/.test(place)) continue;
      expect([place, Number(tried)]).toEqual([place, own.length]);
      expect(Number(right)).toBeCloseTo(own.filter(({ mistake }) => mistake === '').length / own.length, 3);
    }
  });

  it('gives the statistics of each question', async () => {
    const rows = await file('items');
    const items = itemsIn(simulated.tries);
    expect(rows).toHaveLength(items.length);
    for (const [index, item] of items.entries()) {
      const [, tried, facility, discrimination, seconds, hints, unexplained] = rows[index] ?? [];
      const own = simulated.tries.filter((each) => itemOf(each) === item);
      const wrong = own.filter(({ mistake }) => mistake !== '');
      expect([item, Number(tried)]).toEqual([item, studentCount]);
      expect(Number(facility)).toBeCloseTo(1 - wrong.length / studentCount, 3);
      expect(Number(hints)).toBe(0);
      const parts = new Set(own.map(({ variant }) => variant.parts.length));
      expect(Number(seconds)).toBe(Math.round(secondsEach / ([...parts][0] ?? 1)));
      if (wrong.length > 0)
        expect(Number(unexplained)).toBeCloseTo(
          wrong.filter(({ mistake }) => mistake === 'odd').length / wrong.length,
          3,
        );
      const expected = pointBiserial(simulated.tries, item);
      if (expected === undefined) expect(discrimination).toBe('');
      else expect(Number(discrimination)).toBeCloseTo(expected, 3);
    }
  });

  it('draws the curves of each skill', async () => {
    const expected = expectedCurves(simulated.tries);
    const rows = await file('curves');
    expect(rows.length).toBe(expected.size);
    for (const [skill, opportunity, tried, wrong] of rows) {
      const point = expected.get(`${skill} ${opportunity}`);
      expect([skill, opportunity, Number(tried)]).toEqual([skill, opportunity, point?.tried]);
      expect(Number(wrong)).toBeCloseTo((point?.wrong ?? 0) / (point?.tried ?? 1), 3);
    }
  });

  it('estimates each student’s skills', async () => {
    const expected = expectedSkills(simulated.tries);
    const response = await simulated.teacher.get(`${simulated.address}/skills.csv`);
    const [head = [], ...rows] = parse(await response.text()) as string[][];
    const students = [...new Set(simulated.tries.map(({ student }) => student))];
    for (const row of rows) {
      const number = /^Student (\d+)$/.exec(row[0] ?? '')?.[1];
      if (number === undefined) continue;
      for (const [index, skill] of head.slice(1).entries())
        expect(Number(row[index + 1])).toBeCloseTo(
          expected.get(`${students[Number(number)]} ${skill}`)?.known ?? 0,
          3,
        );
    }
    expect(rows.filter(([name]) => name?.startsWith('Student '))).toHaveLength(studentCount);
  });

  it('counts the time on task', async () => {
    const rows = await file('time');
    expect(rows).toHaveLength(studentCount);
    for (const [, minutes] of rows) expect(Number(minutes)).toBeCloseTo((plan.length * secondsEach) / 60, 3);
  });
});

describe('a figure of the dashboard', () => {
  const read = async (path: string): Promise<string> => {
    const response = await simulated.teacher.get(path);
    expect(response.status).toBe(200);
    return response.text();
  };
  const linksIn = (html: string): readonly string[] =>
    [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    );
  /** The first page of attempts that are listed: whose, with the way to each. */
  const listed = (html: string): readonly string[] =>
    linksIn(html.slice(html.indexOf('<tbody>'))).filter((href) => href.includes('/variants/'));

  it('leads in two clicks to what a student did at a skill', async () => {
    const cells = linksIn(await read(`${simulated.address}/skills`)).filter((href) =>
      href.includes('skill=K9'),
    );
    expect(cells).toHaveLength(studentCount);
    const [cell = ''] = cells;
    const attempts = listed(await read(cell));
    const student = new URLSearchParams(cell.split('?')[1]).get('student');
    const asking = simulated.tries.filter(
      (each) => each.student === student && skillsOfVariant(each.variant).get(each.part)?.has('K9'),
    );
    expect(attempts).toHaveLength(new Set(asking.map(({ position }) => position)).size);
    expect(await read(attempts[0] ?? '')).toContain('Attempt 1');
  });

  it('leads from a weight on the net to the attempts at it', async () => {
    const html = await read(simulated.address);
    for (const place of ['w12', 'u21', 'h2']) {
      const link = linksIn(html).find((href) => href.includes(`place=${place}`)) ?? '';
      const own = simulated.tries.filter(({ quantity }) => quantity.endsWith(`/d${place}`));
      const variants = new Set(own.map(({ student, position }) => `${student} ${position}`));
      expect([place, listed(await read(link)).length]).toEqual([place, Math.min(50, variants.size)]);
    }
    expect(
      linksIn(await read(`${simulated.address}/net`)).filter((href) => href.includes('place=w12')),
    ).toHaveLength(1);
  });

  it('leads from a mistake, a curve and a question to their attempts', async () => {
    const made = simulated.tries.filter(({ mistake }) => mistake === 'NO_U');
    const mistake =
      linksIn(await read(simulated.address)).find((href) => href.includes('mistake=NO_U')) ?? '';
    expect(listed(await read(mistake))).toHaveLength(new Set(made.map(({ student }) => student)).size);
    for (const [page, filter] of [
      ['curves', 'skill=K11'],
      ['items', 'exercise=du-linear'],
    ] as const) {
      const link =
        linksIn(await read(`${simulated.address}/${page}`)).find((href) => href.includes(filter)) ?? '';
      expect(listed(await read(link)).length).toBeGreaterThanOrEqual(studentCount);
    }
  });

  it('finds nothing for a skill or place that there is not', async () => {
    const attempts = simulated.address.replace(/\/assignments.*/, '/attempts');
    for (const filter of ['skill=K99', 'place=w99'])
      expect(listed(await read(`${attempts}?${filter}`))).toEqual([]);
  });
});
