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
    /** 'Firefox, Linux'; null where it cannot be told. */
    readonly device?: string | null;
    /** By a link from an e-mail. */
    readonly byLink?: boolean;
  },
): Promise<void> {
  const { token, ...data } = session;
  await store.prisma.session.create({ data: { ...data, tokenHash: hashOf(token) } });
}

/** One statement, since every request asks it. */
export async function findSessionUser(store: Store, token: string, now: Date): Promise<User | undefined> {
  const [user] = await store.prisma.$queryRawUnsafe<User[]>(sessionUser('$1', '$2'), hashOf(token), now);
  return user;
}

/**
 * Whoever may make courses, and can sign in again, does so after this time, and after so many days without use. Others
 * stay signed in for as long as the cookie lasts: the work of somebody without an account hangs on it.
 */
export const staffSessionDays = 30;
export const staffIdleDays = 7;

export const isStaff = ({ siteOwner, mayTeach }: Pick<User, 'siteOwner' | 'mayTeach'>): boolean =>
  siteOwner || mayTeach;

const isOverForStaff = (now: string): string =>
  `(u."siteOwner" OR u."mayTeach") AND (u."email" IS NOT NULL OR u."passwordHash" IS NOT NULL)
    AND (s."createdAt" + interval '${staffSessionDays} days' <= ${now}
      OR coalesce(s."lastSeenAt", s."createdAt") + interval '${staffIdleDays} days' <= ${now})`;

export async function keepLastSeen({ prisma }: Store, token: string, now: Date): Promise<void> {
  await prisma.session.updateMany({ where: { tokenHash: hashOf(token) }, data: { lastSeenAt: now } });
}

/** SQL: the user of a session that has not ended. */
export const sessionUser = (tokenHash: string, now: string): string => `
    SELECT u."id", u."name", u."email", u."claimedEmail", u."siteOwner", u."mayTeach", u."locale", u."digits", u."theme"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."tokenHash" = ${tokenHash} AND s."expiresAt" > ${now} AND NOT (${isOverForStaff(now)})`;

export interface OpenSession {
  /** The beginning of the hash: enough to name it to its owner, and worth nothing as a cookie. */
  readonly name: string;
  readonly device: string | null;
  readonly byLink: boolean;
  readonly createdAt: Date;
  readonly current: boolean;
}

const nameLength = 16;

const openSessions = `
    SELECT s."tokenHash", s."device", s."byLink", s."createdAt" FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."userId" = $1 AND s."expiresAt" > $2 AND NOT (${isOverForStaff('$2')}) ORDER BY s."createdAt" DESC`;

/** Newest first; `token`: of the session that asks. */
export async function listSessions(
  store: Store,
  { userId, token, now }: { readonly userId: string; readonly token: string; readonly now: Date },
): Promise<readonly OpenSession[]> {
  const rows = await store.prisma.$queryRawUnsafe<
    (Omit<OpenSession, 'name' | 'current'> & { tokenHash: string })[]
  >(openSessions, userId, now);
  return rows.map(({ tokenHash, device, byLink, createdAt }) => {
    const current = tokenHash === hashOf(token);
    return { name: tokenHash.slice(0, nameLength), device, byLink, createdAt, current };
  });
}

/** One of their own; others have other names. */
export async function endSessionNamed(store: Store, userId: string, name: string): Promise<void> {
  if (name.length !== nameLength) return;
  await store.prisma.session.deleteMany({ where: { userId, tokenHash: { startsWith: name } } });
}

export async function endOtherSessions(store: Store, userId: string, token: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { userId, tokenHash: { not: hashOf(token) } } });
}

export async function endSession(store: Store, token: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { tokenHash: hashOf(token) } });
}

/** Of all who can sign in again, but the one that asks. */
export async function endSessionsWithAccounts(store: Store, token: string): Promise<void> {
  const accounts = { OR: [{ email: { not: null } }, { passwordHash: { not: null } }] };
  await store.prisma.session.deleteMany({ where: { user: accounts, tokenHash: { not: hashOf(token) } } });
}

export async function endSessionsOf(store: Store, userId: string): Promise<void> {
  await store.prisma.session.deleteMany({ where: { userId } });
}
