/** Opens a link that came by e-mail: shows the address to be theirs, and says whom to sign in. */
import { useAccountLink } from '../store/account-links.ts';
import { confirmEmail, setPasswordHash } from '../store/accounts.ts';
import { endApiTokensOf } from '../store/api-tokens.ts';
import { takePlacesByEmail } from '../store/roster.ts';
import { endSessionsOf } from '../store/sessions.ts';
import { findUserById, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';
import { keepWork } from './keep-work.ts';

/**
 * `here`: who this browser belongs to so far. Where somebody else than they claimed the address, that person's
 * password, sessions and tokens end: they may be a stranger's who wrote this address in the hope that its owner would open
 * the link.
 */
export async function openAccountLink(
  classroom: Classroom,
  token: string,
  here: User | undefined,
): Promise<User | undefined> {
  const { store, now } = classroom;
  const link = await useAccountLink(store, token, now());
  if (!link) return undefined;
  if (link.purpose === 'confirm-email') {
    if (here?.id !== link.userId) {
      await setPasswordHash(store, link.userId, null);
      await endSessionsOf(store, link.userId);
      await endApiTokensOf(store, link.userId);
    }
    await confirmEmail(store, link.userId);
  }
  const user = await findUserById(store, link.userId);
  if (user?.email) await takePlacesByEmail(store, user.id, user.email);
  if (user && here && here.claimedEmail === user.email) await keepWork(classroom, here, user);
  return user;
}
