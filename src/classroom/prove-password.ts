/** Who an address and a password belong to; and a person's own password, asked again before something weighty. */
import { findAccounts, findPasswordHash, setPasswordHash } from '../store/accounts.ts';
import { findUserById, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';
import { hashPassword, isOldHash, verifyPassword } from './password-hash.ts';

/** Takes as long for an address that nobody has. A hash of before is made anew. */
export async function provePassword(
  { store }: Classroom,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<User | undefined> {
  const accounts = (await findAccounts(store, email)).filter(({ passwordHash }) => passwordHash !== null);
  if (accounts.length === 0) await verifyPassword(await nobodysHash, password);
  for (const { userId, passwordHash } of accounts) {
    if (passwordHash === null || !(await verifyPassword(passwordHash, password))) continue;
    if (isOldHash(passwordHash)) await setPasswordHash(store, userId, await hashPassword(password));
    return findUserById(store, userId);
  }
  return undefined;
}

const nobodysHash = hashPassword('nobody');

/** True for who has none. */
export async function proveOwnPassword(
  { store }: Classroom,
  userId: string,
  password: string,
): Promise<boolean> {
  const hash = await findPasswordHash(store, userId);
  return hash === null || verifyPassword(hash, password);
}
