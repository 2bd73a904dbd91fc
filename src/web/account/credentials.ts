/** What a person types to sign in or to make an account, and what is wrong with it, as sentences. */
import * as z from 'zod';
import type { Catalogue } from '../../language/language.ts';
import { line } from '../forms.ts';
import { isCommon, isMadeOf } from './guessable.ts';

export const emailField = line(254).transform((text) => text.toLowerCase());

/** As typed: spaces count. */
export const passwordField = z.string().max(1000);

const leastPassword = 10;

export type FieldProblems = Readonly<
  Partial<Record<'name' | 'email' | 'password' | 'current' | 'forget', string>>
>;

export function emailProblem(email: string, words: Catalogue['people']): FieldProblems {
  return /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/u.test(email)
    ? {}
    : { email: words.emailUnclear };
}

/** `known`: the name and the address of its owner. */
export function passwordProblem(
  password: string,
  words: Catalogue['people'],
  known: readonly string[],
): FieldProblems {
  if ([...password].length < leastPassword) return { password: words.passwordShort(leastPassword) };
  if (isCommon(password)) return { password: words.passwordCommon };
  return isMadeOf(password, known) ? { password: words.passwordOwn } : {};
}
