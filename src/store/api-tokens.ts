/** Personal tokens: who sends one to /api/v1 acts as its owner. We keep only their hash. */
import type { Queries, Store } from './database.ts';
import { hashOf } from './secret-token.ts';
import type { User } from './users.ts';

export interface ApiToken {
  readonly id: string;
  readonly userId: string;
  /** What its owner calls it. */
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
}

export async function saveApiToken(
  { prisma }: Queries,
  { token, ...data }: Omit<ApiToken, 'lastUsedAt'> & { readonly token: string },
): Promise<void> {
  await prisma.apiToken.create({ data: { ...data, tokenHash: hashOf(token) } });
}

/** Newest first, also those whose time is over. */
export async function listApiTokens({ prisma }: Store, userId: string): Promise<readonly ApiToken[]> {
  const rows = await prisma.apiToken.findMany({ where: { userId }, orderBy: { id: 'desc' } });
  return rows.map(({ tokenHash: _, ...token }) => token);
}

/** One of their own. */
export async function deleteApiToken({ prisma }: Store, userId: string, id: string): Promise<void> {
  await prisma.apiToken.deleteMany({ where: { userId, id } });
}

export async function endApiTokensOf({ prisma }: Store, userId: string): Promise<void> {
  await prisma.apiToken.deleteMany({ where: { userId } });
}

export async function endAllApiTokens({ prisma }: Store): Promise<void> {
  await prisma.apiToken.deleteMany({});
}

export interface TokenOwner {
  readonly user: User;
  readonly token: Pick<ApiToken, 'id' | 'name' | 'expiresAt'>;
}

/** Uses within this time count as one, so that reading writes nothing. */
const sameUseMs = 60_000;

/** Who is behind a token; notes that it was used. One statement, since every request asks it. */
export async function findTokenOwner(
  { prisma }: Store,
  token: string,
  now: Date,
): Promise<TokenOwner | undefined> {
  const since = new Date(now.getTime() - sameUseMs);
  const [row] = await prisma.$queryRaw<(User & { tokenId: string; tokenName: string; expiresAt: Date })[]>`
    WITH used AS (
      UPDATE "ApiToken" SET "lastUsedAt" = ${now}
      WHERE "tokenHash" = ${hashOf(token)} AND "expiresAt" > ${now}
        AND ("lastUsedAt" IS NULL OR "lastUsedAt" < ${since})
    )
    SELECT u."id", u."name", u."email", u."claimedEmail", u."siteOwner", u."mayTeach", u."locale", u."digits", u."theme",
           t."id" AS "tokenId", t."name" AS "tokenName", t."expiresAt"
    FROM "ApiToken" t JOIN "User" u ON u."id" = t."userId"
    WHERE t."tokenHash" = ${hashOf(token)} AND t."expiresAt" > ${now}`;
  if (!row) return undefined;
  const { tokenId, tokenName, expiresAt, ...user } = row;
  return { user, token: { id: tokenId, name: tokenName, expiresAt } };
}
