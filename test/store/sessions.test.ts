import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../src/number/durations.ts';
import { claimEmail, confirmEmail } from '../../src/store/accounts.ts';
import type { Store } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import {
  findSessionUser,
  keepLastSeen,
  listSessions,
  staffIdleDays,
  staffSessionDays,
  startSession,
} from '../../src/store/sessions.ts';
import { createUser, makeSiteOwner, setMayTeach } from '../../src/store/users.ts';
import { openTestStore } from './test-store.ts';

const began = new Date('2026-11-01T12:00:00Z');
const daysLater = (days: number): Date => new Date(began.getTime() + days * dayMs);

let store: Store;
beforeAll(async () => {
  store = await openTestStore('embedded');
});
afterAll(() => store.close());

/** In a session of 180 days. */
async function somebody({ account }: { readonly account: boolean }) {
  const [id, token] = [newId(), newToken()];
  await createUser(store, { id, name: 'Ada', createdAt: began });
  if (account) {
    await claimEmail(store, id, `${id}@school.example`, began);
    await confirmEmail(store, id);
  }
  await startSession(store, { token, userId: id, createdAt: began, expiresAt: daysLater(180) });
  const knownAfter = async (days: number): Promise<boolean> => {
    const [user, listed] = await Promise.all([
      findSessionUser(store, token, daysLater(days)),
      listSessions(store, { userId: id, token, now: daysLater(days) }),
    ]);
    expect(listed.some(({ current }) => current)).toBe(user !== undefined);
    return user !== undefined;
  };
  return { id, token, knownAfter };
}

describe('a session', () => {
  it('of a student lasts as long as its cookie', async () => {
    const { knownAfter } = await somebody({ account: true });
    expect([await knownAfter(179), await knownAfter(180)]).toEqual([true, false]);
  });

  it('of the owner, and of whoever may make courses, ends after seven days without use', async () => {
    const [owner, teacher] = [await somebody({ account: true }), await somebody({ account: true })];
    await makeSiteOwner(store, owner.id);
    await setMayTeach(store, teacher.id, true);
    for (const { token, knownAfter } of [owner, teacher]) {
      expect([await knownAfter(staffIdleDays - 1), await knownAfter(staffIdleDays)]).toEqual([true, false]);
      await keepLastSeen(store, token, daysLater(5));
      expect([await knownAfter(staffIdleDays + 4), await knownAfter(staffIdleDays + 5)]).toEqual([
        true,
        false,
      ]);
    }
  });

  it('of the owner, and of whoever may make courses, ends after thirty days of use', async () => {
    const [owner, teacher] = [await somebody({ account: true }), await somebody({ account: true })];
    await makeSiteOwner(store, owner.id);
    await setMayTeach(store, teacher.id, true);
    for (const { token } of [owner, teacher])
      await keepLastSeen(store, token, daysLater(staffSessionDays - 1));
    for (const { knownAfter } of [owner, teacher])
      expect([await knownAfter(staffSessionDays - 1), await knownAfter(staffSessionDays)]).toEqual([
        true,
        false,
      ]);
  });

  it('of an owner who could not sign in again goes on', async () => {
    const { id, knownAfter } = await somebody({ account: false });
    await makeSiteOwner(store, id);
    expect(await knownAfter(179)).toBe(true);
  });
});
