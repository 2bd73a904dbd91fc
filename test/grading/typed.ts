/** Numbers as somebody would type them from a calculator. */
import type { Real } from '../../src/formula/real.ts';
import { showExactDecimal, showSignificant } from '../../src/number/rational.ts';

/** The decimal where it ends within 12 characters, else 8 significant digits. */
export function decimalOfReal(value: Real): string {
  if (value.kind === 'exact') {
    const exact = showExactDecimal(value.value);
    return exact && exact.length <= 12 ? exact : showSignificant(value.value, 8);
  }
  const found = value.at(128);
  if (found.kind === 'undefined') throw new Error('no value');
  return showSignificant(found.value.lo, 8);
}
