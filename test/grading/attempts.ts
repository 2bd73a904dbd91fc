/** Answers to variants, for tests of grading. */
import { exactly } from '../../src/exercise/values.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import type { Real } from '../../src/formula/real.ts';
import {
  parseRational,
  type Rational,
  rationals,
  showExactDecimal,
  showScientific,
} from '../../src/number/rational.ts';

/** A value as somebody would type it from a calculator. */
export function decimal(value: Real, digits = 10): string {
  if (value.kind === 'exact') return showScientific(value.value, digits);
  const found = value.at(128);
  if (found.kind === 'undefined') throw new Error('no value');
  return showScientific(found.value.lo, digits);
}

/** The key of every numeric part. */
export const keysOf = (variant: Variant): Record<string, string> =>
  Object.fromEntries(
    variant.parts.map((part) => [
      part.id,
      part.kind === 'number' ? decimal(exactly(part.quantity, variant)) : keyFormula(variant, part.id),
    ]),
  );

const keyFormula = (variant: Variant, id: string): string => variant.certificate.parts[id]?.key ?? '';

/** The exact value of a quantity that has one. */
export function rationalOf(quantity: string, variant: Variant): Rational {
  const value = exactly(quantity, variant);
  if (value.kind !== 'exact') throw new Error(`${quantity} is not rational`);
  return value.value;
}

export const times = (value: Rational, factor: string): Rational =>
  rationals.multiply(value, parseRational(factor));

export const typedAs = (value: Rational): string => showExactDecimal(value) ?? `${value.n}/${value.d}`;
