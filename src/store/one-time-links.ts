/** Links that work once. */
import type { Store } from './database.ts';
import { hashOf } from './secret-token.ts';

export type LinkPurpose = 'first-teacher' | 'teacher' | 'lti-registration';

export async function saveOneTimeLink(
  store: Store,
  link: {
    readonly token: string;
    readonly purpose: LinkPurpose;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { token, ...data } = link;
  await store.prisma.oneTimeLink.create({ data: { ...data, tokenHash: hashOf(token) } });
}

/** Whether the link would still work; a page may ask before its button is pressed. */
export async function isOneTimeLinkOpen(
  store: Store,
  link: { readonly token: string; readonly purpose: LinkPurpose; readonly now: Date },
): Promise<boolean> {
  const { token, purpose, now } = link;
  const found = await store.prisma.oneTimeLink.findUnique({
    where: { tokenHash: hashOf(token), purpose, usedAt: null, expiresAt: { gt: now } },
  });
  return found !== null;
}

/** Of these, a link that is used takes every other with it: however many were printed, there is one first teacher. */
const onlyOne: ReadonlySet<LinkPurpose> = new Set<LinkPurpose>(['first-teacher', 'lti-registration']);

/**
 * Uses the link. False where the link is unknown, used or expired; of two at once, only one is told true.
 */
export async function useOneTimeLink(
  store: Store,
  link: { readonly token: string; readonly purpose: LinkPurpose; readonly now: Date },
): Promise<boolean> {
  const { token, purpose, now } = link;
  return store.prisma.$transaction(async (transaction) => {
    const used = await transaction.oneTimeLink.updateMany({
      where: { tokenHash: hashOf(token), purpose, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (used.count === 0) return false;
    if (onlyOne.has(purpose))
      await transaction.oneTimeLink.updateMany({ where: { purpose, usedAt: null }, data: { usedAt: now } });
    return true;
  });
}
