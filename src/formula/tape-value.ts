/** One register of a tape as a real number: exact where it is rational, else enclosed to any number of bits. */
import { type Rational, rationals } from '../number/rational.ts';
import type { Evaluation } from './evaluate.ts';
import { type Bounds, intervalRoom, type Real, remembering } from './real.ts';
import { neededFor, runTape, type Tape } from './tape.ts';

export function realAt(tape: Tape, register: number, input: (name: string) => Rational): Real {
  const only = neededFor(tape, [register]);
  if (!tape.rational[register]) {
    return remembering((bits) => enclosedAt(tape, register, only, input, bits));
  }
  const value = runTape(tape, rationals, input, { only })[register];
  if (value) return { kind: 'exact', value };
  return { kind: 'enclosed', at: () => ({ kind: 'undefined', reason: 'division-by-zero' }) };
}

function enclosedAt(
  tape: Tape,
  register: number,
  only: readonly boolean[],
  input: (name: string) => Rational,
  bits: number,
): Evaluation<Bounds> {
  const room = intervalRoom(bits);
  const value = runTape(tape, room, (name) => room.fromRational(input(name)), { only })[register];
  if (!value) return { kind: 'undefined', reason: 'needs-more-bits' };
  return { kind: 'value', value: { lo: room.lowerBound(value), hi: room.upperBound(value) } };
}
