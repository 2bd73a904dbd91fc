/** The token of a launch: RS256 by a key of the platform, from this issuer, for us, now, and for this login. */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Login } from '../../store/lti-logins.ts';
import type { Platform } from '../../store/lti-platforms.ts';
import { hashOf } from '../../store/secret-token.ts';
import type { PlatformKeys } from './platform-keys.ts';
import { type LaunchProblem, type Refused, refused } from './problems.ts';

export interface Expected {
  readonly platform: Platform;
  readonly login: Login;
  readonly keys: PlatformKeys;
  readonly now: Date;
}

export type Verified = { readonly kind: 'verified'; readonly claims: JWTPayload } | Refused;

/** Characters; the longest we have seen had 8,000. */
const longestToken = 32_000;
const skewSeconds = 60;
/** As long as a login lives, so that an old token is worth nothing even where its platform made it last. */
const oldestSeconds = 600;

export async function verifyToken(
  token: string,
  { platform, login, keys, now }: Expected,
): Promise<Verified> {
  if (token.length > longestToken) return refused('token-too-long');
  const header = readHeader(token);
  if (!header) return refused('malformed-token');
  if (header.alg !== 'RS256') return refused('wrong-algorithm');
  if (header.kid === undefined) return refused('unknown-key');
  const found = await keys.find(platform.jwksUrl, header.kid, now);
  if (found.kind !== 'keys') return refused(found.kind === 'no-keys' ? 'keys-unreachable' : 'unknown-key');
  try {
    const { payload } = await jwtVerify(token, found.keys, {
      algorithms: ['RS256'],
      issuer: platform.issuer,
      audience: platform.clientId,
      requiredClaims: ['exp', 'iat', 'nonce', 'sub'],
      clockTolerance: skewSeconds,
      maxTokenAge: oldestSeconds,
      currentDate: now,
    });
    return checkParty(payload, platform, login);
  } catch (error) {
    return refused(problemOf(error));
  }
}

/** With several audiences the token says for which of them it was made. */
function checkParty(claims: JWTPayload, { clientId }: Platform, { nonceHash }: Login): Verified {
  const several = Array.isArray(claims.aud) && claims.aud.length > 1;
  if (several ? claims.azp !== clientId : claims.azp !== undefined && claims.azp !== clientId) {
    return refused('wrong-audience');
  }
  const { nonce } = claims;
  if (typeof nonce !== 'string' || hashOf(nonce) !== nonceHash) return refused('wrong-nonce');
  return { kind: 'verified', claims };
}

function readHeader(token: string): { readonly alg?: unknown; readonly kid?: string } | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return { alg, ...(typeof kid === 'string' && { kid }) };
  } catch {
    return undefined;
  }
}

const wrongClaim: Readonly<Record<string, LaunchProblem>> = {
  iss: 'wrong-issuer',
  aud: 'wrong-audience',
  exp: 'expired',
  iat: 'expired',
  nbf: 'expired',
  nonce: 'wrong-nonce',
};

function problemOf(error: unknown): LaunchProblem {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return wrongClaim[error.claim] ?? 'malformed-claims';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrong-signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'wrong-algorithm';
  if (error instanceof errors.JOSEError) return 'malformed-token';
  throw error;
}
