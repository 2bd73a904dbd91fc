/** Encrypts what may not stand in the database as it is: AES-256-GCM, its key derived from a secret of the environment. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** 'v1.<nonce>.<tag>.<ciphertext>', base64url; bound to what it belongs to, so that rows cannot be exchanged. */
export function seal(secret: string, text: string, belongsTo: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(belongsTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', ...[nonce, cipher.getAuthTag(), sealed].map((bytes) => bytes.toString('base64url'))].join(
    '.',
  );
}

/** Throws where the secret is another one, or the text was changed. */
export function unseal(secret: string, sealed: string, belongsTo: string): string {
  const [nonce, tag, text] = sealed
    .split('.')
    .slice(1)
    .map((part) => Buffer.from(part, 'base64url'));
  if (!nonce || !tag || !text) throw new Error('this was not sealed here');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), nonce, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(belongsTo)).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

/** Whether it was sealed by this secret. */
export function isSealedBy(secret: string, sealed: string, belongsTo: string): boolean {
  try {
    unseal(secret, sealed, belongsTo);
    return true;
  } catch {
    return false;
  }
}

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'chainmark lti private keys', 32));
