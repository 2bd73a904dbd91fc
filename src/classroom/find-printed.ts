/**
 * "Whose variant is this?": the variants and printed sheets of a course whose figure shows all of these numbers,
 * typed as they are printed or in another way of writing the same number.
 */
import { plainForm } from '../formula/characters.ts';
import { readNumber } from '../formula/read-number.ts';
import { showExactDecimal, showRational } from '../number/rational.ts';
import {
  type FoundSheet,
  type FoundVariant,
  listSheetsPrinting,
  listVariantsPrinting,
  type Spellings,
} from '../store/find-attempts.ts';
import type { Classroom } from './classroom.ts';

export type FoundPrinted =
  | {
      readonly kind: 'found';
      readonly variants: readonly FoundVariant[];
      readonly sheets: readonly FoundSheet[];
    }
  /** This is not a number. */
  | { readonly kind: 'unreadable'; readonly text: string };

const mostNumbers = 20;

/** text: numbers with spaces or semicolons between them. locale: BCP 47, of who typed. */
export async function findPrinted(
  { store }: Classroom,
  courseId: string,
  text: string,
  locale: string,
): Promise<FoundPrinted> {
  const numbers: Spellings[number][] = [];
  for (const typed of text
    .split(/[\s;؛]+/)
    .filter(Boolean)
    .slice(0, mostNumbers)) {
    const spellings = spellingsOf(typed, locale);
    if (spellings.length === 0) return { kind: 'unreadable', text: typed };
    numbers.push(spellings);
  }
  if (numbers.length === 0) return { kind: 'found', variants: [], sheets: [] };
  const [variants, sheets] = await Promise.all([
    listVariantsPrinting(store, courseId, numbers),
    listSheetsPrinting(store, courseId, numbers),
  ]);
  return { kind: 'found', variants, sheets };
}

/** As typed, as a decimal, as a fraction; none for what is no number. */
export function spellingsOf(typed: string, locale: string): readonly string[] {
  const reading = readNumber(typed, locale);
  if (reading.kind !== 'value') return [];
  const decimal = showExactDecimal(reading.value);
  const plain = [...typed].map(plainForm).join('');
  return [...new Set([plain, showRational(reading.value), ...(decimal === undefined ? [] : [decimal])])];
}
