import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../src/number/durations.ts';
import { claimEmail, confirmEmail } from '../../src/store/accounts.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { startSession } from '../../src/store/sessions.ts';
import { createUser, setMayTeach } from '../../src/store/users.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let now = new Date();
beforeAll(async () => {
  server = await startTestServer('embedded', () => now);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const wait = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};

/** Somebody who can sign in again, in a session of 180 days. */
async function withAccount({ mayTeach }: { readonly mayTeach: boolean }) {
  const { store, url } = server;
  const [id, token] = [newId(), newToken()];
  await createUser(store, { id, name: 'Ada', createdAt: now });
  await claimEmail(store, id, `${id}@school.example`, now);
  await confirmEmail(store, id);
  await setMayTeach(store, id, mayTeach);
  const expiresAt = new Date(now.getTime() + 180 * dayMs);
  await startSession(store, { token, userId: id, createdAt: now, expiresAt });
  const headers = { cookie: `chainmark=${token}` };
  return {
    isKnown: async (): Promise<boolean> =>
      (await fetch(`${url}/account`, { headers, redirect: 'manual' })).status === 200,
    lastSeen: async () => (await store.prisma.session.findFirstOrThrow({ where: { userId: id } })).lastSeenAt,
  };
}

describe('a session that is not used', () => {
  it('ends after a week for whoever may make courses; each use begins the week anew', async () => {
    const { isKnown } = await withAccount({ mayTeach: true });
    for (const days of [6, 6, 6]) {
      wait(days * dayMs);
      expect(await isKnown()).toBe(true);
    }
    wait(7 * dayMs);
    expect(await isKnown()).toBe(false);
  });

  it('goes on for a student, of whom no use is noted', async () => {
    const { isKnown, lastSeen } = await withAccount({ mayTeach: false });
    wait(60 * dayMs);
    expect(await isKnown()).toBe(true);
    expect(await lastSeen()).toBeNull();
  });

  it('is noted once an hour', async () => {
    const { isKnown, lastSeen } = await withAccount({ mayTeach: true });
    const first = now;
    await isKnown();
    wait(59 * minuteMs);
    await isKnown();
    expect(await lastSeen()).toEqual(first);
    wait(hourMs);
    await isKnown();
    expect(await lastSeen()).toEqual(now);
  });
});
