/** Who somebody is in a platform: (platform, subject), never an e-mail address. One user may have several. */
import type { Store } from './database.ts';
import { findUserById, type User } from './users.ts';

export interface Identity {
  readonly platformId: string;
  readonly subject: string;
}

export async function findIdentityUser(store: Store, identity: Identity): Promise<User | undefined> {
  const { platformId, subject } = identity;
  const where = { platformId_subject: { platformId, subject } };
  const row = await store.prisma.ltiIdentity.findUnique({ where });
  return row ? findUserById(store, row.userId) : undefined;
}

/** Ties an identity to a user; of two at once the first holds. */
export async function saveIdentity(
  store: Store,
  identity: Identity & { readonly userId: string; readonly createdAt: Date },
): Promise<void> {
  await store.prisma.ltiIdentity.createMany({ data: [identity], skipDuplicates: true });
}

/** The platform's names for these users. */
export async function listSubjects(
  store: Store,
  platformId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const where = { platformId, userId: { in: [...userIds] } };
  const rows = await store.prisma.ltiIdentity.findMany({ where, orderBy: { createdAt: 'asc' } });
  return new Map(rows.map(({ userId, subject }) => [userId, subject]));
}
