/** Links by e-mail. What the page answers is the same whether the address is known or not; so is how long it takes. */

import type { AccountLinkPurpose } from '../store/account-links.ts';
import { saveAccountLink } from '../store/account-links.ts';
import { findAccounts } from '../store/accounts.ts';
import { newToken } from '../store/secret-token.ts';
import type { Classroom } from './classroom.ts';

/** What is written around the link, which the caller knows the address of. */
export interface LinkMail {
  send(to: string, purpose: AccountLinkPurpose, token: string): void;
}

const lifetimeMs = 60 * 60 * 1000;

/** To whoever has the address: its owner, or else the first who says that it is theirs. To others nothing. */
export async function sendSignInLink(classroom: Classroom, email: string, mail: LinkMail): Promise<void> {
  const [account] = await findAccounts(classroom.store, email);
  if (!account) return;
  const purpose = account.confirmed ? 'sign-in' : 'confirm-email';
  await send(classroom, { userId: account.userId, email, purpose }, mail);
}

/** Where the address is somebody else's already, they get a link to their own account instead. */
export async function sendConfirmation(
  classroom: Classroom,
  { userId, email }: { readonly userId: string; readonly email: string },
  mail: LinkMail,
): Promise<void> {
  const owner = (await findAccounts(classroom.store, email)).find(({ confirmed }) => confirmed);
  const other = owner && owner.userId !== userId;
  await send(
    classroom,
    other ? { userId: owner.userId, email, purpose: 'sign-in' } : { userId, email, purpose: 'confirm-email' },
    mail,
  );
}

async function send(
  { store, now }: Classroom,
  {
    email,
    ...link
  }: { readonly userId: string; readonly email: string; readonly purpose: AccountLinkPurpose },
  mail: LinkMail,
): Promise<void> {
  const [token, createdAt] = [newToken(), now()];
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
  await saveAccountLink(store, { ...link, token, createdAt, expiresAt });
  mail.send(email, link.purpose, token);
}
