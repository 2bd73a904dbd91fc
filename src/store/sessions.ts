/** Who is behind a cookie. */
import type { Store } from './database.ts';
import { hashOf } from './secret-token.ts';
import type { User } from './users.ts';

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

/** One statement, since every request asks it. */
export async function findSessionUser(store: Store, token: string, now: Date): Promise<User | undefined> {
  const [user] = await store.prisma.$queryRaw<User[]>`
    SELECT u."id", u."name", u."email", u."siteOwner"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."tokenHash" = ${hashOf(token)} AND s."expiresAt" > ${now}`;
  return user;
}

export async function endSession(store: Store, token: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { tokenHash: hashOf(token) } });
}

export async function endSessionsOf(store: Store, userId: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { userId } });
}
