/** Who is behind a cookie. */
import type { Store } from './database.ts';
import { hashOf } from './secret-token.ts';
import { columns, type User } from './users.ts';

export async function startSession(
  store: Store,
  session: {
    readonly token: string;
    readonly userId: string;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { token, ...data } = session;
  await store.prisma.session.create({ data: { ...data, tokenHash: hashOf(token) } });
}

export async function findSessionUser(store: Store, token: string, now: Date): Promise<User | undefined> {
  const session = await store.prisma.session.findUnique({
    where: { tokenHash: hashOf(token), expiresAt: { gt: now } },
    select: { user: { select: columns } },
  });
  return session?.user;
}

export async function endSession(store: Store, token: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { tokenHash: hashOf(token) } });
}

export async function endSessionsOf(store: Store, userId: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { userId } });
}
