/** Whether a wrong number lies within what rounding every step to 2 decimals could do to the right one. */
import { envelopeRoom, roundedRun } from '../exercise/envelope.ts';
import { inputOf } from '../exercise/values.ts';
import type { Variant } from '../exercise/variant.ts';
import { runTape } from '../formula/tape.ts';
import type { Interval } from '../number/interval.ts';
import { compareRationals, type Rational, rationals } from '../number/rational.ts';
import { structureFor } from './beliefs.ts';

const decimals = 2;

/** `index`: of the part. A value that the envelope leaves without a sign is none of a student who rounded. */
export function couldBeRoundedEarly(variant: Variant, index: number, value: Rational): boolean {
  const envelope = envelopesOf(variant)[index];
  if (!envelope) return false;
  const inside =
    compareRationals(value, envelopeRoom.lowerBound(envelope)) >= 0 &&
    compareRationals(value, envelopeRoom.upperBound(envelope)) <= 0;
  return inside && value.n !== 0n && (envelope.lo > 0n || envelope.hi < 0n);
}

type Envelopes = readonly (Interval | undefined)[];

/** By part; they go with the variant that is in hand. */
function envelopesOf(variant: Variant): Envelopes {
  const envelopes = known.get(variant) ?? findEnvelopes(variant);
  known.set(variant, envelopes);
  return envelopes;
}

const known = new WeakMap<Variant, Envelopes>();

function findEnvelopes(variant: Variant): Envelopes {
  const structure = structureFor(variant);
  const { tape, answers, neededForKeys } = structure;
  const input = inputOf(variant);
  const only = neededForKeys.map((needed, register) => needed && tape.rational[register] === true);
  const rounded = roundedRun(structure, input, runTape(tape, rationals, input, { only }), decimals);
  return answers.map(({ right }) => rounded[right]);
}
