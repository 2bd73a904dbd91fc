/**
 * How far from the right value an answer may lie, by default. Measured: with every intermediate value kept
 * to 4 decimals, 99 % of the answers of sigmoid/sigmoid nets end within 1 %.
 */

import type { NetSpec } from '../net/spec.ts';
import { parseRational, type Rational, rational, rationals } from '../number/rational.ts';
import type { Tolerance, Variant } from './variant.ts';

const curved = new Set<string>(['sigmoid', 'tanh', 'softmax', 'softplus']);

/** Exact nets: 3 significant digits, correctly rounded; one curved layer 0.5 %; two 1 %. */
export function usualTolerance(net: NetSpec): Tolerance {
  const layers = [net.hidden, net.output].filter((activation) => curved.has(activation)).length;
  if (layers === 0) return { kind: 'significant', n: 3 };
  return { kind: 'relative', n: layers === 1 ? '1/200' : '1/100' };
}

/** The tolerance as a share of a right answer whose size is at least `least`. */
export function relativeTolerance(tolerance: Tolerance, least: Rational): Rational {
  switch (tolerance.kind) {
    case 'exact':
      return rational(0);
    case 'relative':
      return parseRational(tolerance.n);
    case 'absolute':
      return rationals.divide(parseRational(tolerance.n), least);
    case 'decimals':
      return rationals.divide(rational(1n, 2n * 10n ** BigInt(tolerance.n)), least);
    case 'significant':
      return rational(5n, 10n ** BigInt(tolerance.n));
  }
}

/** The variant with other tolerances for some parts, by their ids. */
export const withTolerances = (
  variant: Variant,
  tolerances: Readonly<Record<string, Tolerance>>,
): Variant => ({
  ...variant,
  parts: variant.parts.map((part) => ({ ...part, tolerance: tolerances[part.id] ?? part.tolerance })),
});
