/** The one-time link printed at the first start: whoever opens it first owns the site and may make courses. */
import { useOneTimeLink } from '../store/one-time-links.ts';
import { makeSiteOwner, nameUser, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

/** false: the link was used, has expired, or never was. */
export async function becomeFirstTeacher(
  { store, now }: Classroom,
  user: User,
  { token, name }: { readonly token: string; readonly name: string },
): Promise<boolean> {
  if (!(await useOneTimeLink(store, { token, purpose: 'first-teacher', now: now() }))) return false;
  await makeSiteOwner(store, user.id);
  await nameUser(store, user.id, name);
  return true;
}
