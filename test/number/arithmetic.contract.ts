/** What every room of numbers keeps to: one suite, run on Rational, Interval, Residue and Double. */
import { describe, expect, it } from 'vitest';
import { type Arithmetic, Undefined } from '../../src/number/arithmetic.ts';
import { parseRational, type Rational, rationals } from '../../src/number/rational.ts';

export interface Room<T> {
  readonly name: string;
  /** A new room for each comparison: a Residue remembers. */
  readonly open: () => Arithmetic<T>;
  /** Whether the two may be the same number, as far as this room can tell. */
  readonly agree: (left: T, right: T) => boolean;
  /** False where exp, ln, sqrt, … are not in the room. */
  readonly hasFunctions: boolean;
  /** False where numbers have no order: no sign to tell ln and sqrt what is outside their domain. */
  readonly isOrdered: boolean;
}

const numbers = ['-3', '-7/10', '-1/40', '0', '1/3', '0.5', '2', '12.75'].map(parseRational);
const nonZero = numbers.filter((value) => value.n !== 0n);
const isPositive = (value: Rational) => value.n > 0n;

export function describeArithmetic<T>({ name, open, agree, hasFunctions, isOrdered }: Room<T>): void {
  const same = (left: T, right: T) =>
    expect(agree(left, right), `${show(left)} and ${show(right)}`).toBe(true);
  const reasonOf = (run: () => unknown): string => {
    try {
      return show(run());
    } catch (problem) {
      if (problem instanceof Undefined) return problem.reason;
      throw problem;
    }
  };

  describe(`the arithmetic of ${name}`, () => {
    it('keeps the laws of a ring', () => {
      const n = open();
      for (const [a, b, c] of triples(numbers.map(n.fromRational))) {
        same(n.add(a, b), n.add(b, a));
        same(n.multiply(a, b), n.multiply(b, a));
        same(n.add(n.add(a, b), c), n.add(a, n.add(b, c)));
        same(n.multiply(n.multiply(a, b), c), n.multiply(a, n.multiply(b, c)));
        same(n.multiply(a, n.add(b, c)), n.add(n.multiply(a, b), n.multiply(a, c)));
        same(n.subtract(a, b), n.add(a, n.negate(b)));
      }
    });

    it('agrees with the rationals on + − × ÷', () => {
      const n = open();
      for (const a of numbers) {
        for (const b of nonZero) {
          for (const operation of ['add', 'subtract', 'multiply', 'divide'] as const) {
            const exact = n.fromRational(rationals[operation](a, b));
            same(n[operation](n.fromRational(a), n.fromRational(b)), exact);
          }
        }
      }
    });

    it('tells different numbers apart', () => {
      const n = open();
      const values = numbers.map(n.fromRational);
      for (const [i, a] of values.entries()) {
        for (const [j, b] of values.entries()) expect(agree(a, b)).toBe(i === j);
      }
    });

    it('multiplies by the inverse where it divides', () => {
      const n = open();
      const one = n.fromRational(parseRational('1'));
      for (const a of nonZero.map(n.fromRational)) same(n.multiply(n.divide(one, a), a), one);
    });

    it('raises to whole powers, negative ones too', () => {
      const n = open();
      for (const a of nonZero.map(n.fromRational)) {
        const cube = n.multiply(a, n.multiply(a, a));
        same(n.power(a, 3), cube);
        same(n.power(a, 1), a);
        same(n.power(a, -3), n.divide(n.fromRational(parseRational('1')), cube));
        same(n.power(n.power(a, 2), 3), n.multiply(cube, cube));
      }
    });

    it('takes 0 to the power 0 as 1', () => {
      const n = open();
      same(n.power(n.fromRational(parseRational('0')), 0), n.fromRational(parseRational('1')));
    });

    it('opens the gate for one of a and −a, and not for 0', () => {
      const n = open();
      const [zero, one] = [n.fromRational(parseRational('0')), n.fromRational(parseRational('1'))];
      same(n.gate(zero), zero);
      for (const a of nonZero.map(n.fromRational)) {
        same(n.add(n.gate(a), n.gate(n.negate(a))), one);
        same(n.multiply(n.gate(a), n.gate(a)), n.gate(a));
      }
    });

    it('has |a| = a·(2·gate(a) − 1) = |−a|', () => {
      const n = open();
      const [one, two] = [n.fromRational(parseRational('1')), n.fromRational(parseRational('2'))];
      for (const a of numbers.map(n.fromRational)) {
        same(n.abs(a), n.multiply(a, n.subtract(n.multiply(two, n.gate(a)), one)));
        same(n.abs(a), n.abs(n.negate(a)));
      }
    });

    it('has no 1/0 and no 0^−1', () => {
      const n = open();
      const [zero, one] = [n.fromRational(parseRational('0')), n.fromRational(parseRational('1'))];
      expect(reasonOf(() => n.divide(one, zero))).toBe('division-by-zero');
      expect(reasonOf(() => n.power(zero, -1))).toBe('division-by-zero');
    });
  });

  if (isOrdered)
    describe(`the order of ${name}`, () => {
      it('opens the gate above 0', () => {
        const n = open();
        for (const a of numbers)
          same(n.gate(n.fromRational(a)), n.fromRational(parseRational(isPositive(a) ? '1' : '0')));
      });

      it('refuses powers that would not fit in memory', () => {
        const n = open();
        expect(reasonOf(() => n.power(n.fromRational(parseRational('10')), 1e9))).toBe('too-large');
        expect(reasonOf(() => n.power(n.fromRational(parseRational('0.1')), -1e9))).toBe('too-large');
      });
    });

  if (!hasFunctions)
    describe(`the functions of ${name}`, () => {
      it('are not in the room', () => {
        const n = open();
        for (const f of ['exp', 'ln', 'sqrt', 'sigmoid', 'tanh', 'softplus', 'sin', 'cos'] as const)
          expect(reasonOf(() => n[f](n.fromRational(parseRational('1'))))).toBe('not-in-this-room');
      });
    });

  if (hasFunctions)
    describe(`the functions of ${name}`, () => {
      const value = (text: string, n: Arithmetic<T>) => n.fromRational(parseRational(text));

      it('have their values at 0', () => {
        const n = open();
        const [zero, one] = [value('0', n), value('1', n)];
        same(n.exp(zero), one);
        same(n.cos(zero), one);
        same(n.sin(zero), zero);
        same(n.tanh(zero), zero);
        same(n.sqrt(zero), zero);
        same(n.ln(one), zero);
        same(n.sigmoid(zero), value('1/2', n));
      });

      it('keep the laws of exponents', () => {
        for (const [first, second] of triples(numbers.slice(0, 5))) {
          const n = open();
          const [a, b] = [n.fromRational(first), n.fromRational(second)];
          same(n.multiply(n.exp(a), n.exp(n.negate(a))), value('1', n));
          same(n.exp(n.add(a, b)), n.multiply(n.exp(a), n.exp(b)));
          same(n.exp(n.add(a, a)), n.power(n.exp(a), 2));
          same(n.ln(n.exp(a)), a);
        }
      });

      it('relate sigmoid, tanh and exp', () => {
        for (const number of numbers) {
          const n = open();
          const a = n.fromRational(number);
          const [one, two] = [value('1', n), value('2', n)];
          const [plus, minus] = [n.exp(a), n.exp(n.negate(a))];
          const double = n.exp(n.multiply(two, a));
          same(n.sigmoid(n.negate(a)), n.subtract(one, n.sigmoid(a)));
          same(n.sigmoid(a), n.divide(plus, n.add(plus, one)));
          same(n.tanh(a), n.subtract(n.multiply(two, n.sigmoid(n.multiply(two, a))), one));
          same(n.tanh(a), n.divide(n.subtract(plus, minus), n.add(plus, minus)));
          same(n.tanh(a), n.divide(n.subtract(double, one), n.add(double, one)));
          same(n.tanh(n.negate(a)), n.negate(n.tanh(a)));
        }
      });

      it('relate softplus, ln and sqrt to what they invert', () => {
        for (const number of numbers) {
          const n = open();
          const a = n.fromRational(number);
          const onePlus = n.add(value('1', n), n.exp(a));
          same(n.subtract(n.softplus(a), n.softplus(n.negate(a))), a);
          same(n.softplus(a), n.ln(onePlus));
          same(n.exp(n.softplus(a)), onePlus);
          same(n.sqrt(n.exp(a)), n.exp(n.multiply(value('1/2', n), a)));
          same(n.power(n.sqrt(n.exp(a)), 2), n.exp(a));
        }
      });

      it('relate sin and cos', () => {
        const n = open();
        for (const a of numbers.map(n.fromRational)) {
          same(n.add(n.power(n.sin(a), 2), n.power(n.cos(a), 2)), value('1', n));
          same(n.sin(n.negate(a)), n.negate(n.sin(a)));
          same(n.cos(n.negate(a)), n.cos(a));
        }
      });

      it('have no ln 0', () => {
        const n = open();
        expect(reasonOf(() => n.ln(value('0', n)))).toBe('outside-domain');
      });

      if (isOrdered)
        it('have no ln or sqrt of negative numbers, and no e^(10^9)', () => {
          const n = open();
          expect(reasonOf(() => n.ln(value('-1/40', n)))).toBe('outside-domain');
          expect(reasonOf(() => n.sqrt(value('-1/40', n)))).toBe('outside-domain');
          expect(reasonOf(() => n.exp(value('1000000000', n)))).toBe('too-large');
        });
    });
}

function triples<T>(values: readonly T[]): readonly (readonly [T, T, T])[] {
  return values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c] as const)));
}

function show(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}` : part));
}
