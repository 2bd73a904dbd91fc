/**
 * More than ten thousand hostile inputs: every field of every form that a visitor, a student, a teacher and an owner
 * are shown, every name in an address, every field of the API to the last leaf of its bodies.
 */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSiteOwner } from '../../src/store/users.ts';
import { routeActions } from '../../src/web/route-actions.ts';
import { type EndpointSamples, makeEndpointSamples } from '../web/api/endpoint-samples.ts';
import { makePerson, stranger } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { apiPlaces } from './hostile/api-places.ts';
import { addressPlaces, isPage, pagesOf, placesIn, type Visitor } from './hostile/form-places.ts';
import type { Place } from './hostile/place.ts';
import { tag, texts } from './hostile/texts.ts';

const wanted = 10_000;
const mostMs = 1000;

let server: TestServer;
let samples: EndpointSamples;
beforeAll(async () => {
  server = await startTestServer('embedded');
  samples = await makeEndpointSamples(server);
  await makeSiteOwner(server.store, samples.teacher.user.id);
}, 300_000);
afterAll(() => server.close());

/** Have no field but names in their address, or nothing at all. */
const withoutFields: ReadonlySet<string> = new Set(['POST /sign-out', 'POST /account/confirm']);

/** Forms that a script sends, or that belong to what a page shows only sometimes. */
const byScript: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'POST /exercise/:courseId/:variantId/draft': { 'answer.p1': '1' },
  'GET /exercise/:courseId/:variantId/echo': { text: '1', part: 'p1' },
};

async function placesByScript(person: Visitor): Promise<readonly Place[]> {
  const places = Object.entries(byScript).map(async ([route, fields]) => {
    const [method = '', path = ''] = route.split(' ');
    const parts = path
      .split('/')
      .map((part) => (part.startsWith(':') ? samples.valueFor(part.slice(1), path, person.user?.id) : part));
    const action = (await Promise.all(parts)).join('/');
    return Object.keys(fields).map((field) => ({
      route,
      field,
      send: (text: string) => {
        const sent = { ...fields, [field]: text };
        if (method === 'POST') return person.post(action, sent);
        return person.get(`${action}?${new URLSearchParams({ ...sent, [field]: text.slice(0, 4000) })}`);
      },
    }));
  });
  return (await Promise.all(places)).flat();
}

/** Signing out, and forgetting oneself, end a session: each time that of somebody else. */
const ending = /^POST \/(?:sign-out|account\/forget|account\/sessions\/)/;

async function everyPlace(): Promise<readonly Place[]> {
  const { student, teacher } = samples;
  const visitor: Visitor = stranger(server);
  const shown: [Visitor, readonly string[]][] = [];
  for (const person of [visitor, student, teacher])
    shown.push([person, await pagesOf(server, samples, person)]);
  const forms = placesIn(server, shown).filter(({ route }) => !ending.test(route));
  const leavers = placesIn(server, [[student, shown[1]?.[1] ?? []]]).filter(({ route }) =>
    ending.test(route),
  );
  const left = leavers.map(({ route, field }) => ({
    route,
    field,
    send: async (text: string) => {
      const leaver = await makePerson(server, 'Leaver');
      const pages = await (await leaver.get('/account')).text();
      const place = placesIn(server, [[leaver, [pages]]]).find(
        (at) => at.route === route && at.field === field,
      );
      return (place ?? { send: () => leaver.post('/account/forget', { sure: text }) }).send(text);
    },
  }));
  return [
    ...forms,
    ...left,
    ...(await placesByScript(student)),
    ...addressPlaces(server, samples, teacher).filter(({ route }) => !ending.test(route)),
    ...apiPlaces(samples),
  ];
}

interface Heard {
  readonly status: number;
  readonly failed: boolean;
  readonly workMs: number;
}

/**
 * What the process worked for it, in ms of CPU: the machine may be busy with others. A job that runs beside counts too,
 * so what took long is asked again.
 */
async function hear(ask: () => Promise<Response>): Promise<Heard> {
  const began = process.cpuUsage();
  const response = await ask();
  const body = await response.text();
  const { user, system } = process.cpuUsage(began);
  const { status } = response;
  const failed = status >= 500 || (isPage(response) && body.includes('<hostile-tag'));
  return { status, failed, workMs: (user + system) / 1000 };
}

describe('ten thousand hostile inputs', () => {
  const failures: string[] = [];

  it('are answered, by no failure of ours and none slowly', async () => {
    const places = await everyPlace();
    const each = Math.ceil(wanted / places.length);
    let [sent, most, mostAt] = [0, 0, ''];
    const statuses = new Map<number, number>();
    for (const [index, { route, field, send }] of places.entries())
      for (let turn = 0; turn < each; turn++) {
        const text = texts[(index + turn * 7) % texts.length] ?? '';
        const what = `${route} ${field}: ${text.slice(0, 40)}`;
        let heard = await hear(() => send(text));
        for (let again = 0; again < 3 && heard.workMs > mostMs; again++) heard = await hear(() => send(text));
        if (heard.workMs > most) [most, mostAt] = [heard.workMs, what];
        if (heard.failed || heard.workMs > mostMs)
          failures.push(`${heard.status} ${heard.workMs.toFixed(0)} ms ${what}`);
        statuses.set(heard.status, (statuses.get(heard.status) ?? 0) + 1);
        sent++;
      }
    const reached = new Set(places.filter(({ field }) => !field.startsWith(':')).map(({ route }) => route));
    const asked = Object.keys(routeActions).filter((route) => !/^GET|\/api\//.test(route));
    const told = [...statuses].sort().map(([status, count]) => `${count} × ${status}`);
    process.stdout.write(
      `${sent} inputs into ${places.length} fields of ${new Set(places.map(({ route }) => route)).size} addresses; ` +
        `${told.join(', ')}; most work ${most.toFixed(0)} ms: ${mostAt}\n`,
    );
    expect(asked.filter((route) => !reached.has(route) && !withoutFields.has(route))).toEqual([]);
    expect(failures).toEqual([]);
    expect(server.reported).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(sent).toBeGreaterThanOrEqual(wanted);
  });

  it('leave nothing that a page shows as markup, or a spreadsheet takes for a formula', async () => {
    const { teacher, student } = samples;
    for (const person of [student, teacher])
      for (const page of await pagesOf(server, samples, person))
        if (page.includes('<hostile-tag'))
          failures.push(`stored: ${/<title>(.*?)<\/title>/.exec(page)?.[1]}`);
    expect(failures).toEqual([]);
    let cells = 0;
    for (const { path } of server.routes.filter(
      ({ path }) => path.endsWith('.csv') && !path.startsWith('/api/'),
    )) {
      const parts = path
        .split('/')
        .map((part) =>
          part.startsWith(':') ? samples.valueFor(part.slice(1), path, teacher.user.id) : part,
        );
      const file = await (await teacher.get((await Promise.all(parts)).join('/'))).text();
      for (const cell of parse(file, { bom: true, relax_column_count: true }).flat()) {
        cells++;
        if (Number.isNaN(Number(cell))) expect(cell, path).not.toMatch(/^[=+\-@\t\r]/);
      }
      if (path.endsWith('people.csv')) expect(file).toContain(tag);
    }
    expect(cells).toBeGreaterThan(100);
  });
});
