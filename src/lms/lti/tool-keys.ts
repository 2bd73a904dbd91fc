/**
 * Our key pairs. Two are published at any time: the one that signs, and the one before or after it, so that a
 * platform which keeps what it fetched never meets a key that it does not know. A new key waits a day before it
 * signs, and a month later the next one is made.
 */
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { dayMs } from '../../number/durations.ts';
import type { Store } from '../../store/database.ts';
import {
  deleteKeys,
  deleteKeysOlderThan,
  listKeys,
  type PublicJwk,
  type StoredKey,
  saveKeys,
} from '../../store/lti-keys.ts';
import type { Tool } from './lti.ts';
import { isSealedBy, seal, unseal } from './seal.ts';

export interface KeyParts {
  readonly store: Store;
  readonly secret: string;
  readonly now: Date;
}

/** Throws without a secret: ask findKeyTrouble before. */
export function keyParts({ store, lti: { secret }, now }: Tool): KeyParts {
  if (secret === null) throw new Error('without LTI_SECRET there is no key to sign with');
  return { store, secret, now: now() };
}

export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

const lifetimeMs = 30 * dayMs;

export async function publishedKeys(parts: KeyParts): Promise<readonly PublicJwk[]> {
  return (await currentKeys(parts)).map(({ publicJwk }) => publicJwk);
}

export async function signingKey(parts: KeyParts): Promise<SigningKey> {
  const known = signingAmong(await currentKeys(parts), parts.now);
  if (!known) throw new Error('there are always two keys');
  const jwk: unknown = JSON.parse(unseal(parts.secret, known.sealedPrivate, known.kid));
  const key = await importJWK(z.record(z.string(), z.string()).parse(jwk), 'RS256');
  if (key instanceof Uint8Array) throw new Error('an RSA key is not a secret of bytes');
  return { kid: known.kid, key };
}

/** Of the two that are published, newest first. */
export const signingAmong = (keys: readonly StoredKey[], now: Date): StoredKey | undefined =>
  keys.find((key) => nextKeyAt(key) <= now) ?? keys.at(-1);

/** Why there is no key to sign with: no secret in the environment, or another than the one that sealed our keys. */
export type KeyTrouble = 'no-secret' | 'other-secret';

export async function findKeyTrouble(store: Store, secret: string | null): Promise<KeyTrouble | undefined> {
  if (secret === null) return 'no-secret';
  const current = (await listKeys(store)).slice(0, 2);
  const ours = current.every(({ sealedPrivate, kid }) => isSealedBy(secret, sealedPrivate, kid));
  return ours ? undefined : 'other-secret';
}

/** When one may be made before its month is over: what was published less than a day ago must not be the only one. */
export const nextKeyAt = ({ createdAt }: StoredKey): Date => new Date(createdAt.getTime() + dayMs);

/** One more, which signs from tomorrow on; false where the newest is not a day old. */
export async function addKey(parts: KeyParts): Promise<boolean> {
  const [newest] = await currentKeys(parts);
  if (!newest || nextKeyAt(newest) > parts.now) return false;
  await saveKeys(parts.store, [await makeKey(parts)]);
  await deleteKeysOlderThan(parts.store, newest);
  return true;
}

/** Both anew, at once: after a leak, or where the secret that sealed the old ones is lost. */
export async function replaceKeys(parts: KeyParts): Promise<void> {
  const keys = [await makeKey(parts), await makeKey(parts)];
  await deleteKeys(parts.store);
  await saveKeys(parts.store, keys);
}

/** The two newest, newest first; made where they are missing, and turned where the newest is a month old. */
export async function currentKeys(parts: KeyParts): Promise<readonly StoredKey[]> {
  const keys = await listKeys(parts.store);
  const [newest, second] = keys;
  if (newest && second && parts.now.getTime() - newest.createdAt.getTime() < lifetimeMs)
    return [newest, second];
  const missing = second ? 1 : 2;
  await saveKeys(parts.store, await Promise.all(Array.from({ length: missing }, () => makeKey(parts))));
  const [first, other] = await listKeys(parts.store);
  if (!first || !other) throw new Error('two keys were saved');
  await deleteKeysOlderThan(parts.store, other);
  return [first, other];
}

async function makeKey({ secret, now }: KeyParts): Promise<StoredKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', {
    modulusLength: 2048,
    extractable: true,
  });
  const { n, e } = await exportJWK(publicKey);
  if (n === undefined || e === undefined) throw new Error('an RSA key has n and e');
  const kid = await calculateJwkThumbprint({ kty: 'RSA', n, e });
  return {
    kid,
    publicJwk: { kty: 'RSA', n, e, kid, use: 'sig', alg: 'RS256' },
    sealedPrivate: seal(secret, JSON.stringify(await exportJWK(privateKey)), kid),
    createdAt: now,
  };
}
