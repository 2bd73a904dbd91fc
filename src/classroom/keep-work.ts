/** What was done in this browser before signing in stays with the account. */
import { adoptEnrolments } from '../store/accounts.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

export async function keepWork({ store }: Classroom, from: User, to: User): Promise<void> {
  if (from.id !== to.id) await adoptEnrolments(store, from.id, to.id);
}
