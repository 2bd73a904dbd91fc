/**
 * The gradient check: the forward pass once more with one weight larger by d and once with it smaller, and
 *
 *   (E⁺ − E⁻) / 2d
 *
 * In a linear net E is quadratic in each single weight, so that this is ∂E/∂w exactly, for every d.
 */
import {
  difference,
  type Formula,
  name,
  namesIn,
  number,
  product,
  quotient,
  substitute,
  sum,
} from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import { rational } from '../number/rational.ts';
import { quotientName, widthName } from './quantity.ts';

export function gradientCheck(forward: System, weight: string): System {
  const width = name(widthName);
  const quotientRow = quotient(difference(name('E⁺'), name('E⁻')), product(number(rational(2)), width));
  return new Map([
    ...nudged(forward, weight, '⁺', sum(name(weight), width)),
    ...nudged(forward, weight, '⁻', difference(name(weight), width)),
    [quotientName, quotientRow] as const,
  ]);
}

/** The rows that the weight reaches, each with the sign behind its name. */
function nudged(forward: System, weight: string, sign: '⁺' | '⁻', value: Formula): System {
  const rows = new Map<string, Formula>();
  for (const [row, formula] of forward) {
    const moved = (inner: string) => inner === weight || rows.has(`${inner}${sign}`);
    if (![...namesIn(formula)].some(moved)) continue;
    const shifted = (inner: string) =>
      inner === weight ? value : moved(inner) ? name(`${inner}${sign}`) : undefined;
    rows.set(`${row}${sign}`, substitute(formula, shifted));
  }
  return rows;
}
