/** Requests to the API in somebody's name. */
import { saveApiToken } from '../../../src/store/api-tokens.ts';
import { newId } from '../../../src/store/new-id.ts';
import { newToken } from '../../../src/store/secret-token.ts';
import type { User } from '../../../src/store/users.ts';
import type { TestServer } from '../test-server.ts';

export interface Caller {
  readonly token: string;
  /** path: below /api/v1. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

export async function makeCaller(server: TestServer, user: Pick<User, 'id'>): Promise<Caller> {
  const [token, createdAt] = [newToken(), new Date()];
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  await saveApiToken(server.store, {
    id: newId(),
    userId: user.id,
    name: 'test',
    token,
    createdAt,
    expiresAt,
  });
  return callerWith(server, token);
}

export const callerWith = ({ url }: Pick<TestServer, 'url'>, token: string): Caller => ({
  token,
  ask: (method, path, body) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
});
