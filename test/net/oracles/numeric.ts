/**
 * Numbers for the oracles, written apart from src/number/ on purpose: fractions, and dual numbers v + s·ε
 * with ε² = 0, whose s is the derivative. Decimal of decimal.js fits the same interface.
 */
export interface Numeric<T> {
  plus(other: T): T;
  minus(other: T): T;
  times(other: T): T;
  div(other: T): T;
  /** Below 0, 0 or above 0. */
  cmp(other: T): number;
}

export class Fraction implements Numeric<Fraction> {
  readonly n: bigint;
  readonly d: bigint;

  constructor(n: bigint, d: bigint = 1n) {
    const sign = d < 0n ? -1n : 1n;
    const divisor = sign * commonDivisor(n < 0n ? -n : n, d * sign);
    this.n = n / divisor;
    this.d = d / divisor;
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.n * other.d + other.n * this.d, this.d * other.d);
  }

  minus(other: Fraction): Fraction {
    return new Fraction(this.n * other.d - other.n * this.d, this.d * other.d);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.n * other.n, this.d * other.d);
  }

  div(other: Fraction): Fraction {
    return new Fraction(this.n * other.d, this.d * other.n);
  }

  cmp(other: Fraction): number {
    return Number(this.minus(other).n);
  }
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}

/** v + s·ε; the rules of differentiation are the rules of multiplying out. */
export class Dual<T extends Numeric<T>> implements Numeric<Dual<T>> {
  readonly value: T;
  readonly slope: T;

  constructor(value: T, slope: T) {
    this.value = value;
    this.slope = slope;
  }

  plus(other: Dual<T>): Dual<T> {
    return new Dual(this.value.plus(other.value), this.slope.plus(other.slope));
  }

  minus(other: Dual<T>): Dual<T> {
    return new Dual(this.value.minus(other.value), this.slope.minus(other.slope));
  }

  times(other: Dual<T>): Dual<T> {
    const slope = this.slope.times(other.value).plus(this.value.times(other.slope));
    return new Dual(this.value.times(other.value), slope);
  }

  div(other: Dual<T>): Dual<T> {
    const value = this.value.div(other.value);
    return new Dual(value, this.slope.minus(value.times(other.slope)).div(other.value));
  }

  cmp(other: Dual<T>): number {
    return this.value.cmp(other.value);
  }
}
