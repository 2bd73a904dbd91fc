/** Limits of what a person, a token and an address may send, over HTTP, on two servers with one database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApiToken } from '../../src/classroom/make-api-token.ts';
import { openTestStore } from '../store/test-store.ts';
import { makePerson, stranger } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const noon = new Date('2026-11-24T12:00:00Z');
let now = noon;
const limits = { submissionsPerMinute: 60, apiCallsPerMinute: 30 };
let server: TestServer;
let replica: TestServer;
beforeAll(async () => {
  server = await startTestServer(await openTestStore('embedded'), () => now, { limits });
  replica = await startTestServer({ ...server.store, close: async () => {} }, () => now, { limits });
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await replica.close();
  await server.close();
});

async function atPractice(name: string, exercise = 'dw-linear') {
  const person = await makePerson(server, name);
  const address = (await person.post('/practise', { exercise })).headers.get('location') ?? '';
  const page = await (await person.get(address)).text();
  const [, submission = ''] = /name="submission" value="(\w+)"/.exec(page) ?? [];
  const send = (answer: string, at = server, key = submission) =>
    fetch(at.url + address, {
      method: 'POST',
      headers: { cookie: person.cookie, prefer: 'return=representation' },
      body: new URLSearchParams({ submission: key, 'answer.p1': answer }),
    });
  return { person, address, send };
}

describe('submissions of one person', () => {
  it('are refused by every replica once they are more than sixty within a minute, and keep what was typed', async () => {
    now = noon;
    const { send } = await atPractice('Ada');
    const statuses: number[] = [];
    for (let i = 0; i < 60; i++) statuses.push((await send('1', i % 2 ? server : replica)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    let refused = await send('3/7');
    for (let i = 0; i < 24 && refused.status === 200; i++)
      refused = await send('3/7', i % 2 ? server : replica);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    const page = await refused.text();
    expect(page).toContain('So much came from you within a minute');
    expect(page).toContain('<li><bdi>3/7</bdi></li>');
    expect(page).toContain('Send it again');
    now = new Date(now.getTime() + wait * 1000);
    expect((await send('3/7')).status).toBe(200);
  });

  it('meet no limit where somebody answers every three seconds and clicks twice each time', async () => {
    const { send } = await atPractice('Grace');
    const statuses = new Set<number>();
    for (let i = 0; i < 60; i++) {
      now = new Date(now.getTime() + 3000);
      for (const { status } of await Promise.all([send(`${i}`), send(`${i}`)])) statuses.add(status);
    }
    expect(statuses).toEqual(new Set([200]));
  });
});

describe('people without an account behind one address', () => {
  it('are as many as a lecture hall holds, and not without end', async () => {
    now = new Date(now.getTime() + 600_000);
    const come = async () =>
      (await stranger(server).post('/join', { code: 'none-such', name: '', number: '' })).status;
    const statuses: number[] = [];
    for (let i = 0; i < 1400; i += 50)
      statuses.push(...(await Promise.all(Array.from({ length: 50 }, come))));
    expect(new Set(statuses.slice(0, 1000))).toEqual(new Set([422]));
    expect(statuses.at(-1)).toBe(429);
    expect((await stranger(server).post('/sign-up', { name: '', email: '', password: '' })).status).toBe(429);
  });
});

describe('calls with one token', () => {
  it('are refused as a problem with the time to wait, and those of another token are not', async () => {
    const { user } = await makePerson(server, 'Mary');
    const tokenNamed = async (name: string): Promise<string> => {
      const made = await makeApiToken(server.tool, user, { name, days: 7 });
      return made.kind === 'made' ? made.token : '';
    };
    const [token, other] = [await tokenNamed('a'), await tokenNamed('b')];
    const call = (bearer: string) =>
      fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${bearer}` } });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) statuses.push((await call(token)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await call(token);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({
      status: 429,
      detail: expect.stringContaining('More calls came with this token'),
    });
    expect((await call(other)).status).toBe(200);
  });
});
