import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetOneself } from '../../../src/classroom/forget-person.ts';
import { makeDevice } from '../browser-like.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { callerWith } from './caller.ts';

let server: TestServer;
let now = new Date('2026-12-01T12:00:00Z');
beforeAll(async () => {
  server = await startTestServer('embedded', () => now);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const password = 'a long password';

async function somebody(email: string) {
  const device = makeDevice(server);
  await device.post('/sign-up', { name: 'Ada', email, password });
  return device;
}

const tokenOn = (html: string): string => /<code id="token">([^<]*)</.exec(html)?.[1] ?? '';

async function makeToken(device: Awaited<ReturnType<typeof somebody>>, name = 'grades'): Promise<string> {
  const made = await device.post('/account/tokens', { name, days: '30', current: password });
  expect(made.status).toBe(201);
  return tokenOn(await made.text());
}

const statusWith = async (token: string): Promise<number> =>
  (await callerWith(server, token).ask('GET', '/me')).status;

describe('a personal token', () => {
  it('is shown once, and says who asks', async () => {
    const device = await somebody('one@example.org');
    const token = await makeToken(device);
    expect(token).toMatch(/^chainmark_[\w-]{43}$/);
    const me = await callerWith(server, token).ask('GET', '/me');
    expect(await me.json()).toMatchObject({
      name: 'Ada',
      token: { name: 'grades', expiresAt: '2026-12-31T12:00:00.000Z' },
    });
    const page = await (await device.get('/account/tokens')).text();
    expect(page).toContain('grades');
    expect(page).toContain('Last used');
    expect(page).not.toContain(token);
  });

  it('stands in the database as a hash alone', async () => {
    const token = await makeToken(await somebody('hash@example.org'));
    const rows = await server.store.prisma.apiToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.every(({ tokenHash }) => /^[0-9a-f]{64}$/.test(tokenHash))).toBe(true);
  });

  it('ends at its time, when it is revoked, and with the account', async () => {
    const device = await somebody('ends@example.org');
    const token = await makeToken(device);
    const start = now;
    now = new Date(start.getTime() + 30 * 24 * 3_600_000);
    expect(await statusWith(token)).toBe(401);
    now = start;
    expect(await statusWith(token)).toBe(200);
    const page = await (await device.get('/account/tokens')).text();
    const [, revoke = ''] = /action="(\/account\/tokens\/\w+\/revoke)"/.exec(page) ?? [];
    const other = await somebody('other@example.org');
    await other.post(revoke);
    expect(await statusWith(token)).toBe(200);
    await device.post(revoke);
    expect(await statusWith(token)).toBe(401);
    const last = await makeToken(device);
    const user = await server.store.prisma.user.findFirstOrThrow({
      where: { claimedEmail: 'ends@example.org' },
    });
    const { classroom } = await makeCourse(server);
    expect(await forgetOneself(classroom, user)).toBe('erased');
    expect(await statusWith(last)).toBe(401);
  });

  it('is not made without the password, a name, or an account', async () => {
    const device = await somebody('proof@example.org');
    for (const fields of [
      { name: 'x', days: '30', current: 'wrong password' },
      { name: '', days: '30', current: password },
    ]) {
      const refused = await device.post('/account/tokens', fields);
      expect(refused.status).toBe(422);
      expect(tokenOn(await refused.text())).toBe('');
    }
    const visitor = makeDevice(server);
    await visitor.post('/practise', { exercise: 'du-linear' });
    expect((await visitor.post('/account/tokens', { name: 'x', days: '30' })).status).toBe(422);
  });

  it.each([
    ['nothing', {}],
    ['another scheme', { authorization: 'Basic abc' }],
    ['an unknown token', { authorization: `Bearer chainmark_${'x'.repeat(43)}` }],
    ['an overlong one', { authorization: `Bearer ${'x'.repeat(4000)}` }],
  ])('is asked for where there is %s', async (_, headers) => {
    const refused = await fetch(`${server.url}/api/v1/me`, { headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await refused.json()).toMatchObject({ status: 401, title: 'There is no valid token.' });
  });

  it('cannot be replaced by the cookie of a session, in whatever letters the address is written', async () => {
    const device = await somebody('cookie@example.org');
    for (const path of ['/api/v1/me', '/API/V1/me', '/Api/v1/courses', '/api/v1/me/'])
      expect((await device.get(path)).status, path).toBe(401);
  });

  it('opens no page', async () => {
    const token = await makeToken(await somebody('page@example.org'));
    const headers = { authorization: `Bearer ${token}` };
    const page = await fetch(`${server.url}/account`, { headers, redirect: 'manual' });
    expect(page.status).toBe(303);
  });
});
