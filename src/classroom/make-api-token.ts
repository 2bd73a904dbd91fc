/** Somebody makes a token for scripts that act in their name. It is told once; what we keep cannot be used. */
import { dayMs } from '../number/durations.ts';
import { listApiTokens, saveApiToken } from '../store/api-tokens.ts';
import { newId } from '../store/new-id.ts';
import { newToken } from '../store/secret-token.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

/** Days to choose from: none lasts for ever. */
export const tokenDays = [7, 30, 90, 365] as const;
export const mostTokens = 50;

/** The beginning tells what it is to whoever finds it where it should not be. */
const prefix = 'chainmark_';

export type MadeToken = { readonly kind: 'made'; readonly token: string } | { readonly kind: 'too-many' };

export async function makeApiToken(
  { store, now }: Classroom,
  { id: userId }: User,
  { name, days }: { readonly name: string; readonly days: (typeof tokenDays)[number] },
): Promise<MadeToken> {
  if ((await listApiTokens(store, userId)).length >= mostTokens) return { kind: 'too-many' };
  const [token, createdAt] = [`${prefix}${newToken()}`, now()];
  const expiresAt = new Date(createdAt.getTime() + days * dayMs);
  await saveApiToken(store, { id: newId(createdAt), userId, name, token, createdAt, expiresAt });
  return { kind: 'made', token };
}
