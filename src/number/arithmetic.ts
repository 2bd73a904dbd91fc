/**
 * One arithmetic, four rooms of numbers: Rational, Interval, Residue, Double.
 *
 * Whatever interprets a formula asks only for this. Arguments and results are values of one room.
 * What has no value there (1/0, ln 0, sqrt of a negative number, exp of a Rational) throws an
 * `Undefined`, which the evaluator of formulas turns into a value; nobody else catches it.
 */
import type { Rational } from './rational.ts';

export interface Arithmetic<T> {
  fromRational(value: Rational): T;
  add(left: T, right: T): T;
  subtract(left: T, right: T): T;
  multiply(left: T, right: T): T;
  divide(left: T, right: T): T;
  negate(value: T): T;
  /** base^exponent for a whole exponent, negative ones too; 0^0 = 1. 'too-large' above 2^16 bits. */
  power(base: T, exponent: number): T;
  abs(value: T): T;
  /** 1 where the value is above 0, else 0: the slope of ReLU, 0 at the corner. */
  gate(value: T): T;
  exp(value: T): T;
  ln(value: T): T;
  sqrt(value: T): T;
  /** 1 / (1 + e^−a) */
  sigmoid(value: T): T;
  tanh(value: T): T;
  /** ln(1 + e^a) */
  softplus(value: T): T;
  sin(value: T): T;
  cos(value: T): T;
}

/**
 * There is no such value in this room of numbers; `reason` says which rule it broke. 'needs-more-bits' comes
 * from intervals alone: the enclosure is too wide to tell whether there is a value, so try again with twice the bits.
 */
export class Undefined extends Error {
  readonly reason:
    | 'division-by-zero'
    | 'outside-domain'
    | 'not-in-this-room'
    | 'too-large'
    | 'needs-more-bits';

  constructor(reason: Undefined['reason']) {
    super(reason);
    this.reason = reason;
  }
}
