/** Ends sessions and API tokens of others, wherever they are: for the owner, where one may have been stolen. */
import { endAllApiTokens, endApiTokensOf } from '../store/api-tokens.ts';
import { endSessionsOf, endSessionsWithAccounts } from '../store/sessions.ts';
import { findUserById } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

/** false: there is nobody of this id. */
export async function signOutPerson({ store }: Classroom, userId: string): Promise<boolean> {
  if (!(await findUserById(store, userId))) return false;
  await endSessionsOf(store, userId);
  await endApiTokensOf(store, userId);
  return true;
}

/** Whoever can sign in again; `keep` is the token of the session that asks, '' where none does. All API tokens end. */
export async function signOutEverybody({ store }: Classroom, keep: string): Promise<void> {
  await endSessionsWithAccounts(store, keep);
  await endAllApiTokens(store);
}
