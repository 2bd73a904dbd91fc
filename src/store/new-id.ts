/** Ids: 48 bits of time, then 80 of chance, as 26 letters and digits (ULID, lower case): they sort by age. */
import { randomFillSync } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const timePlaces = 10;
const chancePlaces = 16;

/** Drawn for many ids at once: a call to the operating system takes longer than all the rest. */
const chance = new Uint8Array(chancePlaces * 256);
let used = chance.length;

export function newId(now: Date = new Date()): string {
  let time = '';
  for (let left = now.getTime(), place = 0; place < timePlaces; place++, left = Math.floor(left / 32))
    time = digits.charAt(left % 32) + time;
  if (used === chance.length) {
    randomFillSync(chance);
    used = 0;
  }
  let id = time;
  for (const byte of chance.subarray(used, used + chancePlaces)) id += digits.charAt(byte & 31);
  used += chancePlaces;
  return id;
}
