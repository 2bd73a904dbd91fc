/** Somebody with a browser. A visitor has the name ''. */
import type { Queries, Store } from './database.ts';

/** How somebody wants pages, as kept with them; null: not chosen. The web knows which values there are. */
export interface StoredLooks {
  readonly locale: string | null;
  readonly digits: string | null;
  readonly theme: string | null;
}

export interface User extends StoredLooks {
  readonly id: string;
  readonly name: string;
  /** Shown to be theirs. */
  readonly email: string | null;
  /** Said to be theirs. */
  readonly claimedEmail: string | null;
  readonly siteOwner: boolean;
  /** Invited by the owner: may make courses before there is one. */
  readonly mayTeach: boolean;
}

export async function createUser(
  store: Store,
  user: {
    readonly id: string;
    readonly name: string;
    readonly siteOwner?: boolean;
    readonly createdAt: Date;
  },
): Promise<User> {
  return store.prisma.user.create({ data: user, select: columns });
}

export async function findUserById(store: Store, id: string): Promise<User | undefined> {
  return (await store.prisma.user.findUnique({ where: { id }, select: columns })) ?? undefined;
}

/** Whether they can come back from another browser. */
export const hasAccount = ({ email, claimedEmail }: User): boolean => email !== null || claimedEmail !== null;

/** Addresses by user id, of those who gave one. */
export async function findEmails(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await store.prisma.$queryRaw<{ id: string; email: string }[]>`
    SELECT "id", "email" FROM "User" WHERE "id" = ANY(${[...ids]}::text[]) AND "email" IS NOT NULL`;
  return new Map(rows.map(({ id, email }) => [id, email]));
}

export const countEmails = ({ prisma }: Store, ids: readonly string[]): Promise<number> =>
  prisma.user.count({ where: { id: { in: [...ids] }, email: { not: null } } });

export async function nameUser(store: Store, id: string, name: string): Promise<void> {
  await store.prisma.user.update({ where: { id }, data: { name } });
}

/** Only what is named is changed. */
export async function saveLooks(store: Store, id: string, looks: Partial<StoredLooks>): Promise<void> {
  await store.prisma.user.update({ where: { id }, data: looks });
}

/** While there is none, the server prints the link that makes the first teacher. */
export async function hasSiteOwner(store: Store): Promise<boolean> {
  return (await store.prisma.user.findFirst({ where: { siteOwner: true }, select: { id: true } })) !== null;
}

export async function makeSiteOwner(store: Store, id: string): Promise<void> {
  await store.prisma.user.update({ where: { id }, data: { siteOwner: true } });
}

export async function setMayTeach(store: Queries, id: string, mayTeach: boolean): Promise<boolean> {
  return (await store.prisma.user.updateMany({ where: { id }, data: { mayTeach } })).count === 1;
}

export interface SiteTeacher extends Pick<User, 'id' | 'name' | 'email' | 'siteOwner' | 'mayTeach'> {
  /** How many courses they teach now. */
  readonly courses: number;
}

/** Whoever may make courses: owners, those who were invited, those who teach a course; by name. */
export const listTeachers = ({ prisma }: Store): Promise<readonly SiteTeacher[]> =>
  prisma.$queryRaw<SiteTeacher[]>`
    SELECT u."id", u."name", u."email", u."siteOwner", u."mayTeach", coalesce(t."courses", 0)::int AS "courses"
    FROM "User" u LEFT JOIN (
      SELECT e."userId", count(*) AS "courses" FROM "Enrolment" e JOIN "Course" c ON c."id" = e."courseId"
      WHERE e."role" = 'teacher' AND e."removedAt" IS NULL AND c."kind" = 'course' GROUP BY 1) t ON t."userId" = u."id"
    WHERE u."siteOwner" OR u."mayTeach" OR t."courses" > 0
    ORDER BY u."name", u."id" LIMIT 1000`;

const columns = {
  id: true,
  name: true,
  email: true,
  claimedEmail: true,
  siteOwner: true,
  mayTeach: true,
  locale: true,
  digits: true,
  theme: true,
} as const;
