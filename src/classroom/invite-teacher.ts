/** A link that makes whoever opens it first a teacher; told once, since only its hash is kept. */
import { weekMs } from '../number/durations.ts';
import { saveOneTimeLink } from '../store/one-time-links.ts';
import { newToken } from '../store/secret-token.ts';
import type { Classroom } from './classroom.ts';

export interface Invitation {
  readonly token: string;
  readonly expiresAt: Date;
}

export async function inviteTeacher({ store, now }: Classroom): Promise<Invitation> {
  const [token, createdAt] = [newToken(), now()];
  const expiresAt = new Date(createdAt.getTime() + weekMs);
  await saveOneTimeLink(store, { token, purpose: 'teacher', createdAt, expiresAt });
  return { token, expiresAt };
}
