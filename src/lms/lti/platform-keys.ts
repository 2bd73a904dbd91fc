/** The keys of platforms: kept for an hour, fetched again for a key that is not among them, but not without end. */
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { GuardedFetch, NoAnswer } from './guarded-fetch.ts';

export interface PlatformKeys {
  /** The keys at this address, among them the one with this id if the platform has it. */
  find(jwksUrl: string, kid: string, now: Date): Promise<KeysFound>;
}

export type KeysFound =
  | { readonly kind: 'keys'; readonly keys: JWTVerifyGetKey }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'no-keys'; readonly why: NoAnswer | 'not-understood' };

/** Keys may lack alg and use; other kinds of keys beside ours do no harm. */
const jwks = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).max(100),
});

interface Kept {
  readonly kids: ReadonlySet<string | undefined>;
  readonly keys: JWTVerifyGetKey;
  readonly fetchedAt: number;
}

const keptMs = 60 * 60 * 1000;
/** Between two fetches for keys that are not there, so that forged tokens cannot make us ask all the time. */
const coolDownMs = 30 * 1000;

export function makePlatformKeys(fetch: GuardedFetch): PlatformKeys {
  const kept = new Map<string, Kept>();
  return {
    find: async (jwksUrl, kid, now) => {
      const old = kept.get(jwksUrl);
      const age = old ? now.getTime() - old.fetchedAt : Number.POSITIVE_INFINITY;
      if (old && age < (old.kids.has(kid) ? keptMs : coolDownMs)) return chosen(old, kid);
      const fetched = await fetchKeys(fetch, jwksUrl, now);
      if ('kind' in fetched) return fetched;
      kept.set(jwksUrl, fetched);
      return chosen(fetched, kid);
    },
  };
}

const chosen = ({ kids, keys }: Kept, kid: string): KeysFound =>
  kids.has(kid) ? { kind: 'keys', keys } : { kind: 'unknown-key' };

async function fetchKeys(fetch: GuardedFetch, url: string, now: Date): Promise<Kept | KeysFound> {
  const answer = await fetch({ url, headers: { accept: 'application/json' } });
  if (answer.kind === 'no-answer') return { kind: 'no-keys', why: answer.why };
  const set = answer.status === 200 ? readJson(jwks, answer.body) : undefined;
  if (!set) return { kind: 'no-keys', why: 'not-understood' };
  const signing = set.keys.filter(({ kty }) => kty === 'RSA');
  return {
    kids: new Set(signing.map(({ kid }) => kid)),
    keys: createLocalJWKSet({
      keys: signing.map(({ kid, ...key }) => ({ ...key, ...(kid !== undefined && { kid }) })),
    }),
    fetchedAt: now.getTime(),
  };
}

/** undefined for what is not JSON, or not of this shape. */
export function readJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
