/**
 * Two exact oracles: dual numbers over fractions, and central differences over fractions.
 *
 * Where a pre-activation passes an irrational function, the dual oracle takes the printed value (h, y to two
 * decimals), as an exercise with a given forward pass does; its slope is then rational: y(1 − y), 1 − h².
 * Central differences: off its corners, E of a piecewise linear net is quadratic in each quantity, so that
 * (E(q + d) − E(q − d)) / 2d is the gradient itself.
 */
import type { NetSpec } from '../../../src/net/spec.ts';
import type { Case } from './cases.ts';
import { forwardByHand, type Losses } from './forward-by-hand.ts';
import { Dual, Fraction } from './numeric.ts';

export type Gradients = ReadonlyMap<string, Fraction>;

const whole = (n: number): Fraction => new Fraction(BigInt(n));
const hundredth = (n: number): Fraction => new Fraction(BigInt(n), 100n);
const [none, one] = [whole(0), whole(1)];

const piecewise: Readonly<Record<string, (a: Fraction) => { value: Fraction; slope: Fraction }>> = {
  linear: (a) => ({ value: a, slope: one }),
  relu: (a) => (a.cmp(none) > 0 ? { value: a, slope: one } : { value: none, slope: none }),
  leakyRelu: (a) => {
    const slope = a.cmp(none) > 0 ? one : new Fraction(1n, 10n);
    return { value: a.times(slope), slope };
  },
  hardSigmoid: (a) => {
    const inside = a.div(whole(5)).plus(new Fraction(1n, 2n));
    if (inside.cmp(none) <= 0) return { value: none, slope: none };
    return inside.cmp(one) >= 0
      ? { value: one, slope: none }
      : { value: inside, slope: new Fraction(1n, 5n) };
  },
};

/** Slopes that follow from the printed value; softplus has none such. */
const slopeFromValue: Readonly<Record<string, (value: Fraction) => Fraction>> = {
  sigmoid: (value) => value.times(one.minus(value)),
  tanh: (value) => one.minus(value.times(value)),
};

export const dualNumbersApply = ({ hidden }: NetSpec): boolean => hidden !== 'softplus';
export const differencesAreExact = ({ hidden, output }: NetSpec): boolean =>
  hidden in piecewise && output === 'linear';

/** Units whose printed value the dual oracle uses. */
export function printedUnits({ hidden, output }: NetSpec): readonly string[] {
  return [...(hidden in piecewise ? [] : ['h1', 'h2', 'h3']), ...(output === 'linear' ? [] : ['y1', 'y2'])];
}

type DualFraction = Dual<Fraction>;

/** ∂E/∂of, ∂E1/∂of and ∂E2/∂of for each name, by 'dE/dw11' …, by dual numbers. */
export function gradientsByDuals({ spec, hundredths, printed }: Case, of: readonly string[]): Gradients {
  const activate = (unit: string, pre: DualFraction, others: readonly DualFraction[]): DualFraction => {
    const activation = unit.startsWith('h') ? spec.hidden : spec.output;
    const value = hundredth(printed.get(unit) ?? 0);
    if (activation === 'softmax') return softmax(unit, value, printed, [pre, ...others]);
    const exact = piecewise[activation]?.(pre.value);
    const slope = exact?.slope ?? slopeFromValue[activation]?.(value) ?? none;
    return new Dual(exact?.value ?? value, slope.times(pre.slope));
  };
  return gradients(of, (name) => {
    const losses = forwardByHand<DualFraction>(
      spec,
      hundredths,
      {
        hundredths: (n) => new Dual(hundredth(n), none),
        activate,
        // The value of ln y has no fraction, and nothing asks for it; the slope has.
        ln: (y) => new Dual(none, y.slope.div(y.value)),
      },
      (each, value) => (each === name ? new Dual(value.value, value.slope.plus(one)) : value),
    );
    return { E: losses.E.slope, E1: losses.E1.slope, E2: losses.E2.slope };
  });
}

/** dy_k = y_k·(dz_k − y_1·dz_1 − y_2·dz_2) */
function softmax(
  unit: string,
  value: Fraction,
  printed: ReadonlyMap<string, number>,
  [own, other]: readonly DualFraction[],
): DualFraction {
  const otherValue = hundredth(printed.get(unit === 'y1' ? 'y2' : 'y1') ?? 0);
  const [dz, dOther] = [own?.slope ?? none, other?.slope ?? none];
  const mean = value.times(dz).plus(otherValue.times(dOther));
  return new Dual(value, value.times(dz.minus(mean)));
}

/** The same by central differences with a step that crosses no corner. */
export function gradientsByDifferences({ spec, hundredths }: Case, of: readonly string[]): Gradients {
  const step = new Fraction(1n, 1000n);
  const means = {
    hundredths: hundredth,
    activate: (unit: string, pre: Fraction) =>
      unit.startsWith('h') ? (piecewise[spec.hidden]?.(pre).value ?? none) : pre,
    ln: () => none,
  };
  return gradients(of, (name) => {
    const at = (by: Fraction) =>
      forwardByHand<Fraction>(spec, hundredths, means, (each, value) =>
        each === name ? value.plus(by) : value,
      );
    const [above, below] = [at(step), at(none.minus(step))];
    const rise = (target: keyof Losses<Fraction>) =>
      above[target].minus(below[target]).div(whole(2).times(step));
    return { E: rise('E'), E1: rise('E1'), E2: rise('E2') };
  });
}

function gradients(of: readonly string[], slopes: (name: string) => Losses<Fraction>): Gradients {
  return new Map(
    of.flatMap((name) => {
      const { E, E1, E2 } = slopes(name);
      return [
        [`dE/d${name}`, E],
        [`dE1/d${name}`, E1],
        [`dE2/d${name}`, E2],
      ] as const;
    }),
  );
}
