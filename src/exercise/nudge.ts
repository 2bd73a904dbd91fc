/**
 * The nudge experiment: move the asked weight a little and see what the loss does. A wrong gradient predicts
 * something else than what happens, which refutes it without giving the right one away. Doubles will do: it
 * is a picture, not a verdict.
 */
import { compileDoubles, type DoubleTape } from '../formula/double-tape.ts';
import { TapeWriter } from '../formula/tape.ts';
import { readQuantity, type Target } from '../net/quantity.ts';
import { type NetSpec, netKey } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import { toDouble } from '../number/rational.ts';
import { inputOf, type Numbered } from './values.ts';

export interface Nudge {
  /** The weight that is moved: 'w12'. */
  readonly weight: string;
  /** Which loss is watched. */
  readonly loss: Target;
  /** The net's loss at weights from left to right; the middle one is where the weight stands. */
  readonly samples: readonly { readonly weight: number; readonly E: number }[];
  readonly at: { readonly weight: number; readonly E: number };
  /** The gradient that the student typed. */
  readonly predictedSlope: number;
  /** What the loss does when the weight grows a little, beside the prediction. */
  readonly verdict: 'other-direction' | 'less' | 'more';
}

const reach = 0.3;
const steps = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6] as const;

/** undefined for what is no gradient of a weight, and where the picture would show nothing wrong. */
export function nudge(variant: Numbered, quantity: string, typed: number): Nudge | undefined {
  const asked = readQuantity(quantity);
  if (asked?.kind !== 'gradient' || !/^[wu]\d\d$/.test(asked.of)) return undefined;
  const lossAt = lossOf(variant, asked.of, asked.target);
  const weight = toDouble(inputOf(variant)(asked.of));
  const slope = (lossAt(weight + 1e-4) - lossAt(weight - 1e-4)) / 2e-4;
  const verdict = verdictOn(typed, slope);
  if (!verdict) return undefined;
  const samples = steps.map((step) => {
    const moved = weight + (step / 6) * reach;
    return { weight: moved, E: lossAt(moved) };
  });
  return {
    weight: asked.of,
    loss: asked.target,
    samples,
    at: { weight, E: lossAt(weight) },
    predictedSlope: typed,
    verdict,
  };
}

/** Two slopes that differ by less than a tenth look the same in the picture. */
function verdictOn(typed: number, slope: number): Nudge['verdict'] | undefined {
  if (Math.abs(typed - slope) < 0.1 * Math.abs(slope)) return undefined;
  if (typed * slope < 0) return 'other-direction';
  return Math.abs(slope) < Math.abs(typed) ? 'less' : 'more';
}

/** The loss as a function of one weight, run forward from x, w and u. */
function lossOf(variant: Numbered, weight: string, loss: Target): (value: number) => number {
  const { doubles, register } = forwardTape(variant.net, loss);
  const input = inputOf(variant);
  const values = doubles.inputs.map((name) => toDouble(input(name)));
  const place = doubles.inputs.indexOf(weight);
  return (value) => {
    values[place] = value;
    return doubles.run(values)[register] ?? Number.NaN;
  };
}

const tapes = new Map<string, { readonly doubles: DoubleTape; readonly register: number }>();

function forwardTape(net: NetSpec, loss: Target) {
  const key = [netKey(net), loss].join();
  const found = tapes.get(key);
  if (found) return found;
  const writer = new TapeWriter();
  const register = writer.compile(netSystem(net))(loss);
  const made = { doubles: compileDoubles(writer.tape()), register };
  tapes.set(key, made);
  return made;
}
