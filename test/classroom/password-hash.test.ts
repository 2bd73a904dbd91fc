import { describe, expect, it } from 'vitest';
import { hashPassword, isOldHash, verifyPassword } from '../../src/classroom/password-hash.ts';
import { hashOfBefore } from './hash-of-before.ts';

/** RFC 7914, section 12: N 16384, r 8, p 1. */
const ofTheStandard = (() => {
  const salt = Buffer.from('SodiumChloride').toString('base64').replaceAll('=', '');
  const key = Buffer.from(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
      'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
    'hex',
  );
  return `$scrypt$ln=14,r=8,p=1$${salt}$${key.toString('base64').replaceAll('=', '')}`;
})();

describe('the hash of a password', () => {
  it('is of this password alone, and another each time', async () => {
    const [one, other] = [await hashPassword('four words of mine'), await hashPassword('four words of mine')];
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, 'four words of mine')).toBe(true);
    expect(await verifyPassword(one, 'four words of mine ')).toBe(false);
    expect(isOldHash(one)).toBe(false);
  });

  it('is scrypt', async () => {
    expect(await verifyPassword(ofTheStandard, 'pleaseletmein')).toBe(true);
    expect(await verifyPassword(ofTheStandard, 'pleaseletmeout')).toBe(false);
  });

  it('may be one of before', async () => {
    for (const form of ['NFC', 'NFD'])
      expect(await verifyPassword(hashOfBefore, 'vier Wörter von mir'.normalize(form))).toBe(true);
    expect(await verifyPassword(hashOfBefore, 'vier Worte von mir')).toBe(false);
    expect([ofTheStandard, hashOfBefore].map(isOldHash)).toEqual([true, true]);
  });

  it('is never taken for right where it cannot be read', async () => {
    for (const hash of ['', ':', 'x:y', '$scrypt$ln=15,r=8,p=3$$', `${ofTheStandard}$`, '$2b$10$abcdefgh'])
      await expect(verifyPassword(hash, '')).rejects.toThrow('not the hash of a password');
  });
});
