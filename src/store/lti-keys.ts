/** Our key pairs, newest first; the private half is sealed before it comes here. */
import { z } from 'zod';
import type { Store } from './database.ts';

const publicJwk = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('RS256'),
});
export type PublicJwk = z.infer<typeof publicJwk>;

export interface StoredKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly sealedPrivate: string;
  readonly createdAt: Date;
}

export async function listKeys(store: Store): Promise<readonly StoredKey[]> {
  const rows = await store.prisma.ltiKey.findMany({ orderBy: [{ createdAt: 'desc' }, { kid: 'asc' }] });
  return rows.map((row) => ({ ...row, publicJwk: publicJwk.parse(row.publicJwk) }));
}

export async function saveKeys(store: Store, keys: readonly StoredKey[]): Promise<void> {
  await store.prisma.ltiKey.createMany({ data: keys.map((key) => ({ ...key })) });
}

export async function deleteKeysOlderThan(store: Store, { createdAt }: StoredKey): Promise<void> {
  await store.prisma.ltiKey.deleteMany({ where: { createdAt: { lt: createdAt } } });
}

export async function deleteKeys(store: Store): Promise<void> {
  await store.prisma.ltiKey.deleteMany();
}
