/** The right answer of a part as text: a fraction where it is one, else decimals that provably enclose it. */
import type { Real } from '../formula/real.ts';
import {
  parseRational,
  type Rational,
  rational,
  showDecimal,
  showExactDecimal,
  showRational,
  showSignificant,
} from '../number/rational.ts';
import { enclosureWithin, exactly, type Numbered } from './values.ts';

export type Written =
  /** '-3/40', and its decimal: exact where it ends within 20 digits, else rounded to them. */
  | { readonly exact: true; readonly value: string; readonly decimal: string }
  /** Two decimals around the true value, at most 10^-25 apart, and it rounded to 20 significant digits. */
  | { readonly exact: false; readonly enclosure: readonly [string, string]; readonly decimal: string };

/** Throws for a quantity that the net does not have. */
export const keyOf = (variant: Numbered, quantity: string): Written =>
  writtenReal(exactly(quantity, variant));

const digits = 20;
const places = 25;
const width = rational(1n, 10n ** 30n);

/** Throws where the number has no value (1/0). */
export function writtenReal(real: Real): Written {
  if (real.kind === 'exact') {
    return { exact: true, value: showRational(real.value), decimal: decimalOf(real.value) };
  }
  const bounds = enclosureWithin(real, width);
  if (!bounds) throw new RangeError('a number without a value cannot be written');
  const enclosure = [outwards(bounds.lo, -1n), outwards(bounds.hi, 1n)] as const;
  return { exact: false, enclosure, decimal: showSignificant(bounds.lo, digits) };
}

function decimalOf(value: Rational): string {
  const decimal = showExactDecimal(value);
  return decimal !== undefined && decimal.replace(/^[-0.]+|\./g, '').length <= digits
    ? decimal
    : showSignificant(value, digits);
}

/** The decimal of so many places at or below (−1) or at or above (1) the value. */
function outwards(value: Rational, direction: 1n | -1n): string {
  const unit = rational(1n, 10n ** BigInt(places));
  const near = parseRational(showDecimal(value, places));
  const beyond = (near.n * value.d - value.n * near.d) * direction >= 0n;
  return showDecimal(beyond ? near : rational(near.n * unit.d + direction * near.d, near.d * unit.d), places);
}
