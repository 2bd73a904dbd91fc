/** Secrets that a browser carries (session cookies, one-time links). We keep only their hash. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits of chance, safe in a URL and in a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in hexadecimal. The token has 256 bits itself, so neither salt nor stretching would add anything. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const codeDigits = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 'k7mq2zrt': eight letters and digits to type from a blackboard, without 0 o 1 l i. */
export function newJoinCode(): string {
  const fair = [...randomBytes(64)].filter((byte) => byte < 248);
  return fair
    .slice(0, 8)
    .map((byte) => codeDigits[byte % 31])
    .join('');
}
