/** A mark for people: percent, with a decimal where it is not whole; the fraction itself stays in the store. */
import { parseRational, type Rational, rational, rationals, showDecimal } from '../../number/rational.ts';

export function percentOf(mark: string | Rational): string {
  const value = rationals.multiply(typeof mark === 'string' ? parseRational(mark) : mark, rational(100));
  return `${showDecimal(value, value.d === 1n ? 0 : 1)}\u00a0%`;
}

/** '–' where nothing was answered. */
export const percentOrNone = (mark: Rational | undefined): string => (mark ? percentOf(mark) : '–');
