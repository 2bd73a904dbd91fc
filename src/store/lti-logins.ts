/** Launches under way. State, nonce and cookies are secrets: only their hashes are kept. */
import { dayMs } from '../number/durations.ts';
import type { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { hashOf } from './secret-token.ts';

export interface Login {
  readonly stateHash: string;
  readonly platformId: string;
  readonly nonceHash: string;
  readonly browserHash: string;
  readonly targetLinkUri: string;
  /** Begun in a frame, which may keep no cookie. */
  readonly framed: boolean;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface NewLogin {
  readonly state: string;
  readonly nonce: string;
  /** The value of the cookie that ties it to the browser. */
  readonly browser: string;
  readonly platformId: string;
  readonly targetLinkUri: string;
  readonly framed: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function saveLogin(store: Store, login: NewLogin): Promise<void> {
  const { state, nonce, browser, ...data } = login;
  const hashes = { stateHash: hashOf(state), nonceHash: hashOf(nonce), browserHash: hashOf(browser) };
  await store.prisma.ltiLogin.create({ data: { ...data, ...hashes } });
}

export async function findLogin(store: Store, state: string): Promise<Login | undefined> {
  const row = await store.prisma.ltiLogin.findUnique({ where: { stateHash: hashOf(state) } });
  return row ?? undefined;
}

/** Of two at once, only one is told true. */
export async function useLogin(store: Store, { stateHash }: Login, now: Date): Promise<boolean> {
  const where = { stateHash, usedAt: null, expiresAt: { gt: now } };
  return (await store.prisma.ltiLogin.updateMany({ where, data: { usedAt: now } })).count === 1;
}

/** Keeps what the platform said of somebody new, until the same browser comes back with the token. */
export async function keepArrival(
  store: Store,
  { stateHash }: Login,
  {
    token,
    arrival,
    expiresAt,
  }: { readonly token: string; readonly arrival: object; readonly expiresAt?: Date },
): Promise<void> {
  await store.prisma.ltiLogin.update({
    where: { stateHash },
    data: {
      arrivalHash: hashOf(token),
      arrival: arrival as Prisma.InputJsonObject,
      ...(expiresAt && { expiresAt }),
    },
  });
}

export async function findArrival(store: Store, token: string, now: Date): Promise<unknown> {
  const where = { arrivalHash: hashOf(token), expiresAt: { gt: now } };
  return (await store.prisma.ltiLogin.findUnique({ where, select: { arrival: true } }))?.arrival ?? undefined;
}

/** Once; of two at once, only one is told true. */
export async function useArrival(store: Store, token: string): Promise<boolean> {
  const where = { arrivalHash: hashOf(token) };
  return (await store.prisma.ltiLogin.updateMany({ where, data: { arrivalHash: null } })).count === 1;
}

/** A day later nobody needs them, not even to tell a replay from a stranger. */
export async function forgetOldLogins(store: Store, now: Date): Promise<void> {
  const where = { expiresAt: { lt: new Date(now.getTime() - dayMs) } };
  await store.prisma.ltiLogin.deleteMany({ where });
}
