/** Ids: 48 bits of time, then 80 of chance, as 26 letters and digits (ULID, lower case): they sort by age. */
import { randomBytes } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

export function newId(now: Date = new Date()): string {
  let value = (BigInt(now.getTime()) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`);
  let id = '';
  for (let place = 0; place < 26; place++, value >>= 5n) id = digits[Number(value & 31n)] + id;
  return id;
}
