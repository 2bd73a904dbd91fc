import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteApiToken, findTokenOwner, listApiTokens, saveApiToken } from '../../src/store/api-tokens.ts';
import type { Store } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { createUser } from '../../src/store/users.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const later = (ms: number): Date => new Date(noon.getTime() + ms);

describe.each(testDatabases)('personal tokens, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  async function made(expiresAt: Date) {
    const user = await createUser(store, { id: newId(), name: 'Ada', createdAt: noon });
    const [id, token] = [newId(), newToken()];
    await saveApiToken(store, { id, userId: user.id, name: 'grades', token, createdAt: noon, expiresAt });
    return { user, id, token };
  }

  it('find their owner until they end', async () => {
    const { user, id, token } = await made(later(1000));
    expect(await findTokenOwner(store, token, later(999))).toEqual({
      user,
      token: { id, name: 'grades', expiresAt: later(1000) },
    });
    expect(await findTokenOwner(store, token, later(1000))).toBeUndefined();
    expect(await findTokenOwner(store, 'another', noon)).toBeUndefined();
  });

  it('note their use once a minute', async () => {
    const { user, token } = await made(later(3_600_000));
    const lastUsed = async () => (await listApiTokens(store, user.id))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await findTokenOwner(store, token, later(1));
    expect(await lastUsed()).toEqual(later(1));
    await findTokenOwner(store, token, later(60_000));
    expect(await lastUsed()).toEqual(later(1));
    await findTokenOwner(store, token, later(60_002));
    expect(await lastUsed()).toEqual(later(60_002));
  });

  it('are deleted by their owner alone', async () => {
    const [first, other] = [await made(later(1000)), await made(later(1000))];
    await deleteApiToken(store, other.user.id, first.id);
    expect(await listApiTokens(store, first.user.id)).toHaveLength(1);
    await deleteApiToken(store, first.user.id, first.id);
    expect(await listApiTokens(store, first.user.id)).toEqual([]);
    expect(await findTokenOwner(store, first.token, noon)).toBeUndefined();
  });
});
