/**
 * Accounts: how somebody comes back from another browser. An address counts as theirs once a link that was sent there
 * was opened (`email`, unique); until then they only say so (`claimedEmail`, not unique, so that nobody learns from us
 * which addresses are taken, and nobody can take one away).
 */
import type { Store } from './database.ts';

export interface Account {
  readonly userId: string;
  readonly passwordHash: string | null;
  /** Whether the address is shown to be theirs. */
  readonly confirmed: boolean;
}

/** Those who say so without having shown it; more are not asked. */
const mostClaims = 4;

/** Whoever it is shown to belong to first, then those who say so, the oldest first. */
export async function findAccounts({ prisma }: Store, email: string): Promise<readonly Account[]> {
  const select = { id: true, passwordHash: true } as const;
  const [owner, claims] = await Promise.all([
    prisma.user.findUnique({ where: { email }, select }),
    prisma.user.findMany({
      where: { claimedEmail: email },
      select,
      orderBy: { id: 'asc' },
      take: mostClaims,
    }),
  ]);
  return [
    ...(owner ? [{ userId: owner.id, passwordHash: owner.passwordHash, confirmed: true }] : []),
    ...claims.map(({ id, passwordHash }) => ({ userId: id, passwordHash, confirmed: false })),
  ];
}

/** Says that the address is theirs. Links that confirm another one are worth nothing from now on. */
export async function claimEmail({ prisma }: Store, userId: string, email: string, now: Date): Promise<void> {
  await prisma.$transaction([
    prisma.user.update({ where: { id: userId }, data: { claimedEmail: email } }),
    prisma.oneTimeLink.updateMany({
      where: { userId, purpose: 'confirm-email', usedAt: null },
      data: { usedAt: now },
    }),
  ]);
}

/** The claimed address is theirs. False where somebody else has shown it to be theirs before. */
export async function confirmEmail({ prisma }: Store, userId: string): Promise<boolean> {
  const changed = await prisma.$executeRaw`
    UPDATE "User" u SET "email" = u."claimedEmail", "claimedEmail" = NULL
    WHERE u."id" = ${userId} AND u."claimedEmail" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "User" o WHERE o."email" = u."claimedEmail")`;
  return changed > 0;
}

export async function findPasswordHash({ prisma }: Store, userId: string): Promise<string | null> {
  const user = await prisma.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return user?.passwordHash ?? null;
}

export async function setPasswordHash({ prisma }: Store, userId: string, hash: string | null): Promise<void> {
  await prisma.user.update({ where: { id: userId }, data: { passwordHash: hash } });
}

/** Gives the enrolments of one person to another, but for courses that the other is in already. */
export async function adoptEnrolments({ prisma }: Store, from: string, to: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Enrolment" e SET "userId" = ${to}
    WHERE e."userId" = ${from}
      AND NOT EXISTS (SELECT 1 FROM "Enrolment" o WHERE o."courseId" = e."courseId" AND o."userId" = ${to})`;
}
