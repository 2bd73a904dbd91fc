/** Chainmark as an LTI 1.3 tool: what its operations work with, beyond the classroom. */
import type { Classroom } from '../../classroom/classroom.ts';
import { type Guard, type GuardedFetch, makeGuardedFetch } from './guarded-fetch.ts';
import { makePlatformKeys, type PlatformKeys } from './platform-keys.ts';

export interface LtiParts {
  /** Seals our private keys; null where the environment has none: then there is no LTI. */
  readonly secret: string | null;
  readonly fetch: GuardedFetch;
  readonly platformKeys: PlatformKeys;
  /** Tokens for the services of platforms, until they end. */
  readonly tokens: Map<string, { readonly token: string; readonly until: number }>;
  /** Hears of every launch that was refused, in one line without secrets. */
  log(line: string): void;
}

export interface Tool extends Classroom {
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly lti: LtiParts;
}

export function makeLti(
  parts: { readonly secret: string | null; readonly guard: Guard } & Pick<LtiParts, 'log'>,
): LtiParts {
  const fetch = makeGuardedFetch(parts.guard);
  const { secret, log } = parts;
  return { secret, log, fetch, platformKeys: makePlatformKeys(fetch), tokens: new Map() };
}

/** The addresses that an administrator copies into the platform. */
export const toolAddresses = (publicUrl: string) => ({
  login: `${publicUrl}/lti/login`,
  launch: `${publicUrl}/lti/launch`,
  deepLinking: `${publicUrl}/lti/deep-linking`,
  jwks: `${publicUrl}/lti/jwks`,
});
