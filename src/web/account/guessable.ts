/** Passwords that are guessed first: those that many people have, and those made of what is known of their owner. */
import { readFileSync } from 'node:fs';

/**
 * The 5,000 most frequent that have ten characters or more, in small letters, of Mark Burnett's ten million passwords
 * as SecLists publishes them (10-million-password-list-top-1000000.txt, MIT licence). ASVS 5, 6.2.4 asks for 3,000.
 */
const common = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n'),
);

export const isCommon = (password: string): boolean => common.has(plain(password));

/** How much of a password must be more than its owner's name and address. */
const leastOfOneself = 5;

/** Whether little is left without the words of the name, the address and ours (ASVS 5, 6.2.11). */
export function isMadeOf(password: string, known: readonly string[]): boolean {
  const words = [...known, 'chainmark'].flatMap((text) => plain(text).match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), plain(password));
  return rest !== plain(password) && (rest.match(/[\p{L}\p{N}]/gu) ?? []).length < leastOfOneself;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
