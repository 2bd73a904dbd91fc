/** A new password signs its owner out everywhere else, and ends the tokens: whoever knew the old one may have made some. */
import { setPasswordHash } from '../store/accounts.ts';
import { endApiTokensOf } from '../store/api-tokens.ts';
import { endOtherSessions } from '../store/sessions.ts';
import type { Classroom } from './classroom.ts';
import { hashPassword } from './password-hash.ts';

export async function changePassword(
  { store }: Classroom,
  userId: string,
  { password, token }: { readonly password: string; readonly token: string },
): Promise<void> {
  await setPasswordHash(store, userId, await hashPassword(password));
  await endOtherSessions(store, userId, token);
  await endApiTokensOf(store, userId);
}
