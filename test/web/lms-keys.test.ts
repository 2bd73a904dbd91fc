import { createLocalJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { signed } from '../../src/lms/lti/ask-service.ts';
import { sendDue } from '../../src/lms/passback/send-due.ts';
import { dayMs } from '../../src/number/durations.ts';
import { makeSiteOwner } from '../../src/store/users.ts';
import { makePerson } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let now = new Date();
const secrets: { current: string | null } = { current: null };
const server: TestServer = await startTestServer('embedded', () => now);
Object.defineProperty(server.tool.lti, 'secret', { get: () => secrets.current });

const waitDays = (days: number): void => {
  now = new Date(now.getTime() + days * dayMs);
};

beforeEach(async () => {
  secrets.current = 'the secret of the first day, long enough';
  await server.store.prisma.ltiKey.deleteMany();
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const published = async (): Promise<readonly JWK[]> =>
  ((await (await fetch(`${server.url}/lti/jwks`)).json()) as { keys: JWK[] }).keys;
const kids = async () => (await published()).map(({ kid }) => kid);
const sign = () => signed(server.tool, { sub: 'x' });
const signer = async () => decodeProtectedHeader(await sign()).kid;
const verifies = async (token: string): Promise<boolean> =>
  jwtVerify(token, createLocalJWKSet({ keys: [...(await published())] })).then(
    () => true,
    () => false,
  );

async function owner() {
  const person = await makePerson(server, 'Owner');
  await makeSiteOwner(server.store, person.user.id);
  await server.store.prisma.session.updateMany({
    data: { expiresAt: new Date(now.getTime() + 100 * dayMs) },
  });
  const page = async () => (await person.get('/lti/platforms')).text();
  const renew = async (keys: string) => (await person.post('/lti/keys', { keys })).status;
  return { page, renew };
}

describe('our keys', () => {
  it('turn every month; a platform that fetched them yesterday knows whoever signs today', async () => {
    for (let day = 0; day < 70; day++) {
      const yesterday = await kids();
      waitDays(1);
      expect(await kids()).toHaveLength(2);
      expect(yesterday).toContain(await signer());
    }
    const all = new Set<string | undefined>();
    for (let day = 0; day < 70; day++) {
      all.add(await signer());
      waitDays(1);
    }
    expect(all.size).toBeGreaterThanOrEqual(3);
  });

  it('verify what they signed for as long as they are shown', async () => {
    await kids();
    waitDays(2);
    const token = await sign();
    const { renew } = await owner();
    expect(await renew('one')).toBe(303);
    expect(await verifies(token)).toBe(true);
    waitDays(2);
    expect(await signer()).not.toBe(decodeProtectedHeader(token).kid);
    expect(await verifies(token)).toBe(true);
    expect(await renew('one')).toBe(303);
    expect(await verifies(token)).toBe(false);
  });

  it('are made anew by the owner, one a day at most, or both at once', async () => {
    const before = await kids();
    const { page, renew } = await owner();
    expect(await renew('one')).toBe(409);
    expect(await page()).toContain('The newest key is not a day old');
    expect(await kids()).toEqual(before);
    waitDays(1);
    expect(await renew('one')).toBe(303);
    expect((await kids())[1]).toBe(before[0]);
    expect(await renew('both')).toBe(303);
    expect((await kids()).filter((kid) => before.includes(kid))).toEqual([]);
    expect(await verifies(await sign())).toBe(true);
  });

  it('stand in the database encrypted, each bound to its own id', async () => {
    await kids();
    const rows = await server.store.prisma.ltiKey.findMany();
    for (const { sealedPrivate } of rows) expect(sealedPrivate).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    const [one, other] = rows;
    await server.store.prisma.ltiKey.update({
      where: { kid: one?.kid ?? '' },
      data: { sealedPrivate: other?.sealedPrivate ?? '' },
    });
    expect((await fetch(`${server.url}/lti/jwks`)).status).toBe(503);
  });
});

describe.each([
  ['no secret', null, 'LTI needs a secret', 'no-secret'],
  [
    'another secret',
    'a secret that nobody has seen before, long',
    'LTI_SECRET is not the secret',
    'other-secret',
  ],
])('with %s', (_what, secret, sentence, problem) => {
  it('everything under /lti that needs a key says so, and nothing is sent', async () => {
    await kids();
    secrets.current = secret;
    const { page } = await owner();
    expect(await page()).toContain(sentence);
    for (const [path, method] of [
      ['jwks', 'GET'],
      ['login', 'GET'],
      ['login', 'POST'],
      ['launch', 'POST'],
      ['deep-linking', 'POST'],
      ['register/x', 'GET'],
    ] as const) {
      const answer = await fetch(`${server.url}/lti/${path}`, { method });
      expect([path, answer.status]).toEqual([path, 503]);
      const text = await answer.text();
      expect(text).toContain('Chainmark cannot work with your LMS just now');
      expect(text).toContain(problem);
    }
    expect(await sendDue(server.tool)).toBe(0);
  });
});

describe('a secret that is lost', () => {
  it('is made good by new keys', async () => {
    const before = await kids();
    secrets.current = 'the secret of the second day, long enough';
    const { page, renew } = await owner();
    expect(await renew('both')).toBe(303);
    expect(await page()).not.toContain('is not the secret');
    expect((await kids()).filter((kid) => before.includes(kid))).toEqual([]);
    expect(await verifies(await sign())).toBe(true);
  });
});
