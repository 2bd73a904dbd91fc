/**
 * Passwords by scrypt (RFC 7914) in Node's own threads, as PHC strings: '$scrypt$ln=15,r=8,p=3$salt$key', with
 * N = 2^ln, 128·N·r bytes of memory, salt and key in base64 without '='. The cost is one of those that OWASP's
 * Password Storage Cheat Sheet names. Hashes of before ('salt:key' in hexadecimal, N 16384, r 16, p 1) are read.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

interface Hash {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

const cost: Cost = { ln: 15, r: 8, p: 3 };
const costBefore: Cost = { ln: 14, r: 16, p: 1 };
const [saltBytes, keyBytes] = [16, 32];
/** How a hash of today begins. */
const prefix = `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$`;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await keyFrom(password, { cost, salt, length: keyBytes });
  return `${prefix}${textOf(salt)}$${textOf(key)}`;
}

/** Throws at a hash that it cannot read. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const { key, ...read } = readHash(hash);
  return timingSafeEqual(key, await keyFrom(password, { ...read, length: key.length }));
}

/** Made at another cost than those of today. */
export const isOldHash = (hash: string): boolean => !hash.startsWith(prefix);

function readHash(hash: string): Hash {
  const [, ln, r, p, salt = '', key = ''] =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/.exec(hash) ?? [];
  if (ln && r && p)
    return {
      cost: { ln: Number(ln), r: Number(r), p: Number(p) },
      salt: Buffer.from(salt, 'base64'),
      key: Buffer.from(key, 'base64'),
    };
  const [, saltBefore, keyBefore = ''] = /^([\da-f]{32}):([\da-f]{128})$/.exec(hash) ?? [];
  if (saltBefore === undefined) throw new Error('not the hash of a password');
  // The text of the salt was the salt.
  return { cost: costBefore, salt: Buffer.from(saltBefore), key: Buffer.from(keyBefore, 'hex') };
}

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** The same text however it was composed gives the same key. */
const keyFrom = (
  password: string,
  { cost: { ln, r, p }, salt, length }: Omit<Hash, 'key'> & { readonly length: number },
): Promise<Buffer> =>
  derive(password.normalize('NFKC'), salt, length, { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r });

const textOf = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
