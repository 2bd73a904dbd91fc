/** What rounding the steps of a computation can do to its result: enclosures in which each step may be off. */

import { intervalRoom } from '../formula/real.ts';
import { runTape } from '../formula/tape.ts';
import type { Interval } from '../number/interval.ts';
import { type Rational, rational } from '../number/rational.ts';
import type { Structure } from './structure.ts';

const bits = 96;
export const envelopeRoom = intervalRoom(bits);

/**
 * Enclosures of the right answers' registers when every step with more than `decimals` decimals is off by up
 * to half a unit of the last one kept. `exact`: the values of the registers that have rational ones.
 */
export function roundedRun(
  structure: Structure,
  input: (name: string) => Rational,
  exact: readonly (Rational | undefined)[],
  decimals: number,
): readonly (Interval | undefined)[] {
  const unit = 10n ** BigInt(decimals);
  const carried = new Set(structure.steps.filter((register) => unit % (exact[register]?.d ?? 3n) !== 0n));
  const half = envelopeRoom.fromRational(rational(1n, 2n * unit));
  const off: Interval = { lo: -half.hi, hi: half.hi };
  return runTape(structure.tape, envelopeRoom, (name) => envelopeRoom.fromRational(input(name)), {
    only: structure.neededForKeys,
    after: (register, value) => (carried.has(register) ? envelopeRoom.add(value, off) : value),
  });
}
