/** Which answers to a part were accepted, in words, for when it is closed. */
import { formulaKeyOf } from '../exercise/formula-key.ts';
import { written } from '../exercise/solution.ts';
import type { Numbered } from '../exercise/values.ts';
import { enclosureWithin, exactly } from '../exercise/values.ts';
import type { Part, VariantForStudent } from '../exercise/variant.ts';
import type { Bounds } from '../formula/real.ts';
import { type Locale, say } from '../language/language.ts';
import {
  parseRational,
  type Rational,
  rational,
  rationals,
  showDecimal,
  showSignificant,
} from '../number/rational.ts';
import { plainFormula } from './plain-formula.ts';

export function acceptedRange(part: Part, variant: VariantForStudent & Numbered, locale: Locale): string {
  const words = say(locale).grading.accepted;
  if (part.kind === 'formula') {
    const key = formulaKeyOf(variant.net, Object.keys(variant.given), part.quantity);
    return words.formula(plainFormula(key.right));
  }
  const value = bounds(part.quantity, variant);
  const key = written(value.lo).value;
  const { tolerance } = part;
  switch (tolerance.kind) {
    case 'exact':
      return words.exactly(key);
    case 'significant':
      return words.significant(showSignificant(value.lo, tolerance.n), tolerance.n);
    case 'decimals':
      return words.decimals(showDecimal(value.lo, tolerance.n), tolerance.n);
    default: {
      const n = parseRational(tolerance.n);
      const size = rationals.abs(value.lo);
      const distance = tolerance.kind === 'relative' ? rationals.multiply(n, size) : n;
      const least = inward(rationals.subtract(value.hi, distance), 'up');
      return words.between(least, inward(rationals.add(value.lo, distance), 'down'), key);
    }
  }
}

/** So narrow that the digits shown do not depend on which end is taken. */
const narrow = rational(1n, 10n ** 30n);

function bounds(quantity: string, variant: Numbered): Bounds {
  const found = enclosureWithin(exactly(quantity, variant), narrow);
  if (!found) throw new Error(`no value for ${quantity}`);
  return found;
}

const digitsShown = 5;

/** Rounded into the range, so that what is shown is accepted. */
function inward(value: Rational, direction: 'up' | 'down'): string {
  const shown = showSignificant(value, digitsShown);
  const decimals = shown.split('.')[1]?.length ?? 0;
  const unit = rational(1n, 10n ** BigInt(decimals));
  const off = rationals.subtract(parseRational(shown), value).n;
  if (direction === 'up' && off < 0n) return showDecimal(rationals.add(parseRational(shown), unit), decimals);
  if (direction === 'down' && off > 0n)
    return showDecimal(rationals.subtract(parseRational(shown), unit), decimals);
  return shown;
}
