/** Fields that many endpoints share: how they look in JSON, and what they are inside. */
import * as z from 'zod';
import type { Written } from '../../exercise/key.ts';
import { readNumber } from '../../formula/read-number.ts';
import {
  compareRationals,
  parseRational,
  type Rational,
  rational,
  showDecimal,
  showRational,
  zero,
} from '../../number/rational.ts';

export const id = z.string();

/** A name in a body or query: the id of something. */
export const idAsked = z
  .string()
  .max(80)
  .regex(/^\P{Cc}*$/u);

/** A file as text: the database takes any character but one. */
export const fileText = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/);

/** One line of text; what cannot be seen becomes a space. */
export const line = (longest: number) =>
  z
    .string()
    .max(longest * 2)
    .overwrite((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
        .trim(),
    )
    .max(longest);

export const filledLine = (longest: number) => line(longest).min(1);

/** Text of several lines. */
export const paragraphs = (longest: number) =>
  z
    .string()
    .max(longest * 2)
    .overwrite((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, ' ')
        .trim(),
    )
    .min(1)
    .max(longest);

/** A moment: '2026-11-24T12:00:00.000Z' in JSON, a Date inside. */
export const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (at) => at.toISOString(),
});

/** A moment that is text inside as well. */
export const instantText = z.iso.datetime();

/** A moment as somebody sends it, with any offset; in UTC inside. */
export const instantAsked = z.iso
  .datetime({ offset: true })
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()));

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const decimals = 6;

/** A share of a whole: { fraction: '3/4', decimal: 0.75 } in JSON, the fraction inside. */
export const share = z.codec(z.object({ fraction: z.string(), decimal: z.number() }), z.string(), {
  decode: ({ fraction }) => fraction,
  encode: (fraction) => ({ fraction, decimal: Number(showDecimal(parseRational(fraction), decimals)) }),
});

export const fractionOf = (value: Rational | undefined): string | null =>
  value === undefined ? null : showRational(value);

/** A number from 0 to `most` as somebody sends it: '3/4', '0.75' or 0.75; a fraction inside. */
const fractionUpTo = (most: number) =>
  z.union([z.string().max(40), z.number()]).transform((sent, context): string => {
    const value = numberIn(`${sent}`);
    if (value && compareRationals(value, zero) >= 0 && compareRationals(value, rational(most)) <= 0)
      return showRational(value);
    context.issues.push({ code: 'custom', input: sent });
    return z.NEVER;
  });

function numberIn(text: string): Rational | undefined {
  const reading = readNumber(text, 'en');
  return reading.kind === 'value' ? reading.value : undefined;
}

export const shareAsked = fractionUpTo(1);
export const weightAsked = fractionUpTo(1000);

/** A number as its exact fraction where there is one, else as 20 digits; and as a decimal. */
export const written = z.object({ exact: z.boolean(), value: z.string(), decimal: z.string() });

export const writtenTold = (number: Written): z.output<typeof written> => ({
  exact: number.exact,
  value: number.exact ? number.value : number.decimal,
  decimal: number.decimal,
});

const mostOnPage = 200;

/** Of lists, a page at a time. */
export const paging = {
  /** `next` of the page before. */
  after: idAsked.optional(),
  limit: z.coerce.number().int().min(1).max(mostOnPage).default(50),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: list(item), next: z.string().nullable() });

export interface Asked {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of what is in memory, in the order of ids. */
export function pageById<T>(all: readonly T[], idOf: (item: T) => string, { after = '', limit }: Asked) {
  const compare = (left: T, right: T): number => (idOf(left) < idOf(right) ? -1 : 1);
  const rest = all.filter((item) => idOf(item) > after).sort(compare);
  return cutPage(rest, idOf, limit);
}

/** A page of what was found, one item more than fits on it where there are more. */
export function cutPage<T>(found: readonly T[], idOf: (item: T) => string, limit: number) {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? idOf(last) : null };
}
