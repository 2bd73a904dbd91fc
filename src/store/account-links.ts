/** Links by e-mail that sign a person in. They work once; a newer one of the same purpose takes their place. */
import { z } from 'zod';
import type { Store } from './database.ts';
import { hashOf } from './secret-token.ts';

const purpose = z.enum(['sign-in', 'confirm-email']);
export type AccountLinkPurpose = z.infer<typeof purpose>;

export interface AccountLink {
  readonly userId: string;
  readonly purpose: AccountLinkPurpose;
}

export async function saveAccountLink(
  { prisma }: Store,
  link: AccountLink & { readonly token: string; readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> {
  const { token, ...data } = link;
  const older = { userId: link.userId, purpose: link.purpose, usedAt: null };
  await prisma.$transaction([
    prisma.oneTimeLink.updateMany({ where: older, data: { usedAt: link.createdAt } }),
    prisma.oneTimeLink.create({ data: { ...data, tokenHash: hashOf(token) } }),
  ]);
}

const open = (token: string, now: Date) => ({
  tokenHash: hashOf(token),
  purpose: { in: purpose.options },
  userId: { not: null },
  usedAt: null,
  expiresAt: { gt: now },
});

/** A page may ask before its button is pressed. */
export async function isAccountLinkOpen({ prisma }: Store, token: string, now: Date): Promise<boolean> {
  return (await prisma.oneTimeLink.findFirst({ where: open(token, now) })) !== null;
}

/** Undefined where the link is unknown, used or expired; of two at once, only one gets it. */
export async function useAccountLink(
  { prisma }: Store,
  token: string,
  now: Date,
): Promise<AccountLink | undefined> {
  const used = await prisma.oneTimeLink.updateMany({ where: open(token, now), data: { usedAt: now } });
  if (used.count === 0) return undefined;
  const link = await prisma.oneTimeLink.findUniqueOrThrow({ where: { tokenHash: hashOf(token) } });
  if (link.userId === null) throw new Error('a link of an account has its user');
  return { userId: link.userId, purpose: purpose.parse(link.purpose) };
}
