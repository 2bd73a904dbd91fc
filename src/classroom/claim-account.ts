/**
 * Making an account of what somebody is already: a visitor, or a student who came with a code, keeps everything that
 * they did, because it is the same user with an address and a password.
 */
import { claimEmail, setPasswordHash } from '../store/accounts.ts';
import { nameUser, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';
import { hashPassword } from './password-hash.ts';
import { type LinkMail, sendConfirmation } from './send-link.ts';

export interface AccountClaim {
  readonly name: string;
  readonly email: string;
  /** null: signs in by links alone. */
  readonly password: string | null;
}

export async function claimAccount(
  classroom: Classroom,
  user: User,
  { claim, mail }: { readonly claim: AccountClaim; readonly mail: LinkMail | null },
): Promise<void> {
  const { store, now } = classroom;
  if (claim.name !== user.name) await nameUser(store, user.id, claim.name);
  if (claim.password !== null) await setPasswordHash(store, user.id, await hashPassword(claim.password));
  await claimEmail(store, user.id, claim.email, now());
  if (mail) await sendConfirmation(classroom, { userId: user.id, email: claim.email }, mail);
}
