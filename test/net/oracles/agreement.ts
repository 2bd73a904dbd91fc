/**
 * The engine beside each oracle, over many nets: how many values were compared, and where they disagree.
 * The fast suite asks for a few seeds of each net, test/bench/gradient-oracles.ts for a thousand.
 */
import type * as TensorFlow from '@tensorflow/tfjs';
import { Decimal } from 'decimal.js';
import { compileDoubles } from '../../../src/formula/double-tape.ts';
import { runTape, type Tape, TapeWriter } from '../../../src/formula/tape.ts';
import { gradientName, newWeightName, stepName, targets, weightNames } from '../../../src/net/quantity.ts';
import type { NetSpec } from '../../../src/net/spec.ts';
import { netSystem } from '../../../src/net/system.ts';
import { intervals } from '../../../src/number/interval.ts';
import { rational, rationals, showRational } from '../../../src/number/rational.ts';
import { type Case, drawCase, showSpec } from './cases.ts';
import { quantitiesInDecimals } from './decimal-gradients.ts';
import {
  differencesAreExact,
  dualNumbersApply,
  gradientsByDifferences,
  gradientsByDuals,
  printedUnits,
} from './exact-gradients.ts';
import { gradientsByTensorFlow } from './tensorflow-gradients.ts';

export interface Agreement {
  readonly nets: number;
  readonly compared: number;
  readonly disagreements: readonly string[];
}

const units = ['x1', 'x2', 'a1', 'a2', 'a3', 'h1', 'h2', 'h3', 'z1', 'z2', 'y1', 'y2', 'e1', 'e2'];
/** What a gradient is asked by: all twelve weights and every unit of the net. */
export const variables: readonly string[] = [...weightNames, ...units];
const gradientNames = targets.flatMap((target) => variables.map((of) => gradientName(target, of)));

export const oracles = {
  'dual numbers': (spec, seeds) =>
    dualNumbersApply(spec) ? exactly(spec, seeds, printedUnits(spec), gradientsByDuals) : nothing,
  'central differences': (spec, seeds) =>
    differencesAreExact(spec) ? exactly(spec, seeds, [], gradientsByDifferences) : nothing,
  'decimal.js at 60 digits': insideEnclosure,
} satisfies Readonly<Record<string, (spec: NetSpec, seeds: number) => Agreement>>;

const nothing: Agreement = { nets: 0, compared: 0, disagreements: [] };

/** Fractions, equal to the last digit: gradients, and the steps and new weights that follow from them. */
function exactly(
  spec: NetSpec,
  seeds: number,
  printed: readonly string[],
  oracle: typeof gradientsByDuals,
): Agreement {
  const { tape, registers } = tapeOf(spec, printed);
  return compareAll(spec, seeds, (each) => {
    const value = (name: string) => each.hundredths.get(name) ?? each.printed.get(name) ?? 0;
    const found = runTape(tape, rationals, (name) => rational(value(name), 100));
    const expected = oracle(each, variables);
    const eta = rational(value('eta'), 100);
    const updates = weightNames.flatMap((weight) => {
      const gradient = expected.get(gradientName('E', weight)) ?? { n: 0n, d: 1n };
      const step = rational(-eta.n * gradient.n, eta.d * gradient.d);
      return [
        [stepName(weight), step] as const,
        [newWeightName(weight), rationals.add(rational(value(weight), 100), step)] as const,
      ];
    });
    return [...expected, ...updates].map(([name, right]) => {
      const engine = found[registers(name)];
      const agrees = engine !== undefined && engine.n === right.n && engine.d === right.d;
      return agrees ? undefined : `${name}: ${engine && showRational(engine)}, not ${showRational(right)}`;
    });
  });
}

const bits = 160;
const scale = new Decimal(`${1n << BigInt(bits)}`);
const room = intervals(bits);
const narrow = new Decimal(2).pow(60);

/** All quantities; every enclosure at 160 bits must hold the value of 60 digits, and be narrower than 2^−60 of it (or of 1). */
function insideEnclosure(spec: NetSpec, seeds: number): Agreement {
  const { tape, registers } = tapeOf(spec, []);
  return compareAll(spec, seeds, (each) => {
    const found = runTape(tape, room, (name) =>
      room.fromRational(rational(each.hundredths.get(name) ?? 0, 100)),
    );
    return [...quantitiesInDecimals(each)].map(([name, value]) => {
      const enclosure = found[registers(name)];
      const scaled = value.times(scale);
      const holds =
        enclosure !== undefined &&
        scaled.gte(`${enclosure.lo}`) &&
        scaled.lte(`${enclosure.hi}`) &&
        narrow.times(`${enclosure.hi - enclosure.lo}`).lte(Decimal.max(scaled.abs(), scale));
      return holds ? undefined : `${name}: ${enclosure?.lo} … ${enclosure?.hi}, not ${scaled}`;
    });
  });
}

/** Doubles of the engine beside single precision: within 1e-5 of the largest gradient or of 1, where y − t cancels. */
export function besideTensorFlow(tf: typeof TensorFlow, spec: NetSpec, seeds: number): Agreement {
  const { tape, registers } = tapeOf(spec, []);
  const doubles = compileDoubles(tape);
  const cases = Array.from({ length: seeds }, (_, seed) => drawCase(spec, seed));
  const byTensorFlow = gradientsByTensorFlow(tf, cases);
  return compareAll(spec, seeds, (each, seed) => {
    const found = doubles.run(doubles.inputs.map((name) => (each.hundredths.get(name) ?? 0) / 100));
    const engine = (name: string) => found[registers(name)] ?? Number.NaN;
    const largest = Math.max(1, ...gradientNames.map((name) => Math.abs(engine(name))));
    return gradientNames.map((name) => {
      const value = byTensorFlow[seed]?.get(name) ?? Number.NaN;
      return Math.abs(value - engine(name)) <= 1e-5 * largest
        ? undefined
        : `${name}: ${engine(name)}, not ${value}`;
    });
  });
}

function compareAll(
  spec: NetSpec,
  seeds: number,
  compare: (each: Case, seed: number) => readonly (string | undefined)[],
): Agreement {
  let compared = 0;
  const disagreements: string[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const results = compare(drawCase(spec, seed), seed);
    compared += results.length;
    for (const problem of results) if (problem) disagreements.push(`${showSpec(spec)} ${seed} ${problem}`);
  }
  return { nets: seeds, compared, disagreements };
}

interface Compiled {
  readonly tape: Tape;
  readonly registers: (name: string) => number;
}

/** Everything that can be asked of the net, on one tape. */
function tapeOf(spec: NetSpec, printed: readonly string[]): Compiled {
  const writer = new TapeWriter();
  const system = netSystem(spec, new Set(printed));
  const registers = writer.compile(system);
  for (const name of system.keys()) registers(name);
  return { tape: writer.tape(), registers };
}
