/** A mark or a weight as a teacher types it: '80', '66,5', '200/3', '80 %'. */
import { readNumber } from '../../formula/read-number.ts';
import {
  compareRationals,
  type Rational,
  rational,
  rationals,
  showRational,
  zero,
} from '../../number/rational.ts';

/** Percent as a fraction: '80' is '4/5'; undefined for what is none between 0 and 100. */
export function readPercent(typed: string, locale: string): string | undefined {
  const value = readValue(typed.replace(/[%٪]/g, '').trim(), locale);
  return value && isAtMost(value, 100) ? showRational(rationals.divide(value, rational(100))) : undefined;
}

const greatestWeight = 1000;

/** undefined for what is not from 0 to 1000. */
export function readWeight(typed: string, locale: string): string | undefined {
  const value = readValue(typed, locale);
  return value && isAtMost(value, greatestWeight) ? showRational(value) : undefined;
}

function readValue(typed: string, locale: string): Rational | undefined {
  const reading = typed === '' ? undefined : readNumber(typed, locale);
  return reading?.kind === 'value' && compareRationals(reading.value, zero) >= 0 ? reading.value : undefined;
}

const isAtMost = (value: Rational, most: number): boolean => compareRationals(value, rational(most)) <= 0;
