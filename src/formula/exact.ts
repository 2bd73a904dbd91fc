/**
 * Rationals for what people type: as in number/rational.ts, with roots and other functions where their value
 * is rational (√4, exp(0)), and with a limit on size, so that 9^9^9 is refused at once.
 */
import { type Arithmetic, Undefined } from '../number/arithmetic.ts';
import { one, type Rational, rational, rationals, zero } from '../number/rational.ts';
import { limits } from './limits.ts';

/** Throws Undefined('too-large') where numerator or denominator would need more than `bits`. */
export function exactRationals(bits: number = limits.bits): Arithmetic<Rational> {
  const bound = 1n << BigInt(bits);
  const within = (value: Rational): Rational => {
    if (value.n > bound || value.n < -bound || value.d > bound) throw new Undefined('too-large');
    return value;
  };
  return {
    ...rationals,
    fromRational: within,
    add: (a, b) => within(rationals.add(a, b)),
    subtract: (a, b) => within(rationals.subtract(a, b)),
    multiply: (a, b) => within(rationals.multiply(a, b)),
    divide: (a, b) => within(rationals.divide(a, b)),
    power: (base, exponent) => {
      if (Math.abs(exponent) * (bitsOf(base) - 1) > bits) throw new Undefined('too-large');
      return within(rationals.power(base, exponent));
    },
    sqrt: squareRoot,
    exp: onlyAt(zero, one),
    ln: (a) => {
      if (a.n <= 0n) throw new Undefined('outside-domain');
      return onlyAt(one, zero)(a);
    },
    sigmoid: onlyAt(zero, rational(1, 2)),
    tanh: onlyAt(zero, zero),
    sin: onlyAt(zero, zero),
    cos: onlyAt(zero, one),
  };
}

/** A function whose only rational value at a rational argument is this one. */
function onlyAt(argument: Rational, value: Rational): (a: Rational) => Rational {
  return (a) => {
    if (a.n === argument.n && a.d === argument.d) return value;
    throw new Undefined('not-in-this-room');
  };
}

function squareRoot(a: Rational): Rational {
  if (a.n < 0n) throw new Undefined('outside-domain');
  const [n, d] = [wholeRoot(a.n), wholeRoot(a.d)];
  if (n === undefined || d === undefined) throw new Undefined('not-in-this-room');
  return rational(n, d);
}

/** The root of a perfect square, else undefined; Newton's method from above. */
function wholeRoot(square: bigint): bigint | undefined {
  if (square < 2n) return square;
  let root = 1n << BigInt(Math.ceil(square.toString(16).length * 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root * root === square ? root : undefined;
    root = next;
  }
}

function bitsOf({ n, d }: Rational): number {
  const magnitude = n < 0n ? -n : n;
  return (magnitude > d ? magnitude : d).toString(2).length;
}
