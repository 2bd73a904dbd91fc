/** The one-time link that the owner gives to a teacher who has no course yet: whoever opens it may make courses. */
import { useOneTimeLink } from '../store/one-time-links.ts';
import { nameUser, setMayTeach, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

/** false: the link was used, has expired, or never was. */
export async function becomeTeacher(
  { store, now }: Classroom,
  user: User,
  { token, name }: { readonly token: string; readonly name: string },
): Promise<boolean> {
  if (!(await useOneTimeLink(store, { token, purpose: 'teacher', now: now() }))) return false;
  await setMayTeach(store, user.id, true);
  await nameUser(store, user.id, name);
  return true;
}
