import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { may } from '../../../src/classroom/permissions.ts';
import { makeSiteOwner } from '../../../src/store/users.ts';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { endpoints } from '../../../src/web/api/endpoints.ts';
import { makePerson } from '../people.ts';
import { makeSamples } from '../route-samples.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let teacher: Caller;
let owner: Caller;
beforeAll(async () => {
  server = await startTestServer('embedded');
  samples = await makeSamples(server);
  teacher = await makeCaller(server, samples.teacher.user);
  const { user } = await makePerson(server, 'Olga');
  await makeSiteOwner(server.store, user.id);
  owner = await makeCaller(server, user);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const problem = z.object({
  type: z.string(),
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().min(1),
});

const addresses = new Map<Endpoint, string>();

async function addressOf(row: Endpoint): Promise<string> {
  const known = addresses.get(row);
  if (known !== undefined) return known;
  const parts = row.path
    .split('/')
    .map((part) => (part.startsWith(':') ? samples.valueFor(part.slice(1), row.path, undefined) : part));
  const address = (await Promise.all(parts)).join('/');
  addresses.set(row, address);
  return address;
}

async function send(row: Endpoint, body: string, type = 'application/json'): Promise<Response> {
  return fetch(`${server.url}/api/v1${await addressOf(row)}`, {
    method: row.method,
    headers: {
      authorization: `Bearer ${(may('teacher', row.action) ? teacher : owner).token}`,
      'content-type': type,
    },
    body,
  });
}

async function statusOf(response: Response): Promise<number> {
  const text = await response.text();
  expect(response.headers.get('content-type'), text.slice(0, 200)).toBe(
    'application/problem+json; charset=utf-8',
  );
  const told = problem.parse(JSON.parse(text));
  expect(told.status).toBe(response.status);
  expect(told.type).toContain(`/api/v1/docs#status-${response.status}`);
  expect(text).not.toMatch(/node_modules|\.ts:|prisma/i);
  return response.status;
}

const deep = (by: number): string => `${'{"a":'.repeat(by)}1${'}'.repeat(by)}`;

const hostile: readonly (readonly [string, string, string, readonly number[]])[] = [
  ['no object', '[]', 'application/json', [422]],
  ['a string', '"text"', 'application/json', [400, 422]],
  ['null', 'null', 'application/json', [400, 422]],
  ['nothing', '', 'application/json', [400]],
  ['half of an object', '{"title":', 'application/json', [400]],
  ['a field that is not known', '{"siteOwner":true}', 'application/json', [422]],
  ['a prototype', '{"__proto__":{"siteOwner":true}}', 'application/json', [422]],
  ['a constructor', '{"constructor":{"prototype":{"a":1}}}', 'application/json', [422]],
  ['deep nesting', deep(10_000), 'application/json', [422]],
  ['a form', 'title=x', 'application/x-www-form-urlencoded', [415]],
  ['text', '{"title":"x"}', 'text/plain', [415]],
  ['another charset', '{"title":"x"}', 'application/json; charset=x-unknown', [415, 422]],
  ['a megabyte', JSON.stringify({ title: 'x'.repeat(1_000_000) }), 'application/json', [413, 422]],
];

describe('a body', () => {
  const takers = endpoints.filter(({ body }) => body);

  it.each(hostile)(
    'of %s is refused by every endpoint, with problem details',
    async (_, body, type, expected) => {
      for (const row of takers)
        expect(expected, row.id).toContain(await statusOf(await send(row, body, type)));
      expect(Object.prototype).not.toHaveProperty('siteOwner');
    },
  );

  it('whose fields are of the wrong kind is refused, each with its place', async () => {
    for (const row of takers) {
      const fields = row.body instanceof z.ZodObject ? Object.keys(row.body.shape) : [];
      for (const wrong of [{}, [7.5], 17.5]) {
        const sent = Object.fromEntries(fields.map((field) => [field, wrong]));
        const response = await send(row, JSON.stringify(sent));
        const text = await response.clone().text();
        expect(await statusOf(response), `${row.id} ${text}`).toBe(422);
        expect(text).toMatch(/"at":"\/\w+/);
      }
    }
  });

  it('with characters that no database takes is not our failure', async () => {
    for (const row of takers) {
      const fields = row.body instanceof z.ZodObject ? Object.keys(row.body.shape) : [];
      for (const text of ['a\0b', 'a\ud800b', '\u202eab', '$' + '{7*7}{{7}}']) {
        const sent = Object.fromEntries(fields.map((field) => [field, text]));
        expect((await send(row, JSON.stringify(sent))).status, row.id).toBeLessThan(500);
      }
    }
    for (const title of ['a\0b', 'a\ud800b'])
      expect((await teacher.ask('POST', '/courses', { title })).status).toBe(201);
    const yaml = { yaml: 'id: own-x\0' };
    expect((await teacher.ask('POST', `/courses/${samples.courseId}/exercises`, yaml)).status).toBe(422);
    const search = `/courses/${samples.courseId}/attempts?student=a%00`;
    expect((await teacher.ask('GET', search)).status).toBe(422);
  });

  it('says what does not fit in the language that is asked for', async () => {
    const response = await fetch(`${server.url}/api/v1/courses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${teacher.token}`,
        'content-type': 'application/json',
        'accept-language': 'fa',
      },
      body: '{"name":"x"}',
    });
    expect(await response.json()).toEqual({
      type: `${server.url}/api/v1/docs#status-422`,
      title: 'آنچه فرستاده شد جور نیست.',
      status: 422,
      detail: 'بخشی از آنچه فرستاده شد جور نیست؛ ⁨errors⁩ می‌گوید کدام و چرا.',
      errors: [
        { in: 'body', at: '/title', detail: 'این لازم است.' },
        { in: 'body', at: '', detail: 'چیزی به نام ⁨name⁩ این‌جا نیست. آن را بردارید یا نامش را درست کنید.' },
      ],
    });
  });
});

describe('a page of another site', () => {
  it('is neither read by, nor lets a browser act', async () => {
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    const url = `${server.url}/api/v1/courses`;
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-headers': 'authorization' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const body = JSON.stringify({ title: 'x' });
    const authorization = `Bearer ${teacher.token}`;
    const sent = { ...headers, authorization, 'content-type': 'application/json' };
    expect(await statusOf(await fetch(url, { method: 'POST', headers: sent, body }))).toBe(403);
  });
});

describe('an address', () => {
  it.each([
    ['/courses?limit=0', 422],
    ['/courses?limit=201', 422],
    ['/courses?limit=1&limit=2', 422],
    ['/courses?__proto__=1', 422],
    ['/courses?role=teacher', 422],
    ['/nothing', 404],
    ['/courses/nobody', 404],
    ['/courses/%00', 404],
    ['/courses/%E0%A4%A', 400],
    [`/courses/${'x'.repeat(5000)}`, 404],
  ])('%s is answered with problem details, %i', async (path, status) => {
    expect(await statusOf(await teacher.ask('GET', path))).toBe(status);
  });
});
