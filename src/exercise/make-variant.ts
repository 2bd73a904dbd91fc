/**
 * A certified variant from a definition and a seed, or the reason why none was found: draw, look at the
 * constraints in doubles, certify, else draw again. Pure: the same definition, seed and engine give the
 * same variant for ever; and the variant keeps its numbers, so that it does not depend on that.
 */
import { compileDoubles, type DoubleTape } from '../formula/double-tape.ts';
import { neededFor, runTape, TapeWriter } from '../formula/tape.ts';
import { hiddenUnits, inputs, outputs } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import {
  parseRational,
  type Rational,
  rational,
  rationals,
  showExactDecimal,
  showRational,
  toDouble,
} from '../number/rational.ts';
import { certify, inputsOf } from './certify.ts';
import { failedConstraint } from './constraints.ts';
import { type Definition, withIndices } from './definition.ts';
import { drawIndices, drawNumbers, type Numbers } from './draw.ts';
import { engineVersion } from './engine.ts';
import { type Random, randomFrom } from './random.ts';
import { type Structure, structureOf } from './structure.ts';
import { usualTolerance } from './tolerance.ts';
import type { Part, Variant } from './variant.ts';

export type Made =
  | { readonly kind: 'variant'; readonly variant: Variant; readonly draws: number }
  /** No certified variant in `draws` draws; `constraint` failed most, in `share` of them (0 to 1). */
  | { readonly kind: 'none'; readonly draws: number; readonly constraint: string; readonly share: number };

export const mostDraws = 4000;

/** seed: any text; the server uses 128 random bits in hexadecimal. */
export function makeVariant(definition: Definition, seed: string, draws: number = mostDraws): Made {
  const random = randomFrom(`${definition.id} ${seed}`);
  const failures = new Map<string, number>();
  for (let drawn = 1; drawn <= draws; drawn++) {
    const result = tryOnce(definition, seed, random);
    if (result.kind === 'variant') return { ...result, draws: drawn };
    failures.set(result.constraint, (failures.get(result.constraint) ?? 0) + 1);
  }
  const [constraint = '', count = 0] = [...failures].sort((left, right) => right[1] - left[1])[0] ?? [];
  return { kind: 'none', draws, constraint, share: count / draws };
}

type Tried =
  | { readonly kind: 'variant'; readonly variant: Variant }
  | { readonly kind: 'failed'; readonly constraint: string };

function tryOnce(definition: Definition, seed: string, random: Random): Tried {
  const drawn = drawIndices(random);
  const asked = definition.parts.map(({ quantity }) => withIndices(quantity, drawn));
  const shown = definition.given.flatMap(namesOf);
  const structure = structureOf(definition.net, shown, asked);
  const numbers = withCutValues(definition, structure.cut, drawNumbers(definition, random));
  const doubles = structure.doubles.run(structure.doubles.inputs.map((name) => double(numbers, name)));
  const at = (name: string): number => doubles[structure.registers.get(name) ?? -1] ?? double(numbers, name);
  const failed = failedConstraint({ definition, asked, at });
  if (failed) return { kind: 'failed', constraint: failed };
  const parts = partsOf(definition, asked);
  const certified = certify(structure, parts, numbers, doubles);
  if (certified.kind === 'refused') return { kind: 'failed', constraint: certified.constraint };
  const { certificate } = certified;
  if (!humane(definition, Object.values(certificate.parts)))
    return { kind: 'failed', constraint: humaneReason };
  const given = shownValues(structure, shown, numbers);
  const rest = [...numbers].filter(([name]) => !(name in given));
  const hidden = Object.fromEntries(rest.map(([name, value]) => [name, shownNumber(value)]));
  return {
    kind: 'variant',
    variant: {
      exercise: definition.id,
      engine: engineVersion,
      seed,
      net: definition.net,
      given,
      hidden,
      drawn: { ...drawn },
      parts,
      certificate,
    },
  };
}

function partsOf(definition: Definition, asked: readonly string[]): readonly Part[] {
  const usual = usualTolerance(definition.net);
  return definition.parts.map(({ kind, tolerance }, i) => ({
    id: `p${i + 1}`,
    kind,
    quantity: asked[i] ?? '',
    tolerance: kind === 'formula' ? { kind: 'exact' } : (tolerance ?? usual),
  }));
}

const humaneReason = 'right answers of few decimals';

/** A right answer that ends must end soon enough; others are rounded anyway. */
function humane(
  definition: Definition,
  parts: readonly { readonly key: string; readonly exact: boolean }[],
): boolean {
  if (definition.given.some((letter) => letter === 'h' || letter === 'y')) return true;
  return parts.every(({ key, exact }) => {
    const decimal = exact ? showExactDecimal(parseRational(key)) : undefined;
    return decimal === undefined || (decimal.split('.')[1] ?? '').length <= definition.keyDecimals;
  });
}

const counts: Readonly<Record<Definition['given'][number], readonly string[]>> = {
  x: inputs.map((i) => `x${i}`),
  w: inputs.flatMap((i) => hiddenUnits.map((j) => `w${i}${j}`)),
  u: hiddenUnits.flatMap((j) => outputs.map((k) => `u${j}${k}`)),
  t: outputs.map((k) => `t${k}`),
  a: hiddenUnits.map((j) => `a${j}`),
  h: hiddenUnits.map((j) => `h${j}`),
  z: outputs.map((k) => `z${k}`),
  y: outputs.map((k) => `y${k}`),
  e: outputs.map((k) => `e${k}`),
  eta: ['eta'],
};
const namesOf = (letter: Definition['given'][number]): readonly string[] => counts[letter];

const double = (numbers: Numbers, name: string): number => {
  const value = numbers.get(name);
  return value ? toDouble(value) : Number.NaN;
};

const shownNumber = (value: Rational | undefined): string =>
  value ? (showExactDecimal(value) ?? showRational(value)) : '';

/** The numbers with those given values that are irrational, cut to short decimals; each follows from those before it. */
function withCutValues({ net, givenDecimals }: Definition, cut: readonly string[], drawn: Numbers): Numbers {
  const numbers = new Map(drawn);
  for (const name of cut) {
    const { doubles, register } = rowTape(net, name, cut.slice(0, cut.indexOf(name)));
    const value = doubles.run(doubles.inputs.map((input) => double(numbers, input)))[register] ?? Number.NaN;
    numbers.set(name, rational(Math.round(value * 10 ** givenDecimals), 10 ** givenDecimals));
  }
  return numbers;
}

/** What the exercise shows, exactly. */
function shownValues(
  structure: Structure,
  shown: readonly string[],
  numbers: Numbers,
): Readonly<Record<string, string>> {
  const registers = shown.map((name) => structure.registers.get(name) ?? -1);
  const only = neededFor(structure.tape, registers);
  const values = runTape(structure.tape, rationals, inputsOf(numbers), { only });
  return Object.fromEntries(
    shown.map((name, i) => [name, shownNumber(values[registers[i] ?? -1] ?? numbers.get(name))]),
  );
}

interface RowTape {
  readonly doubles: DoubleTape;
  readonly register: number;
}

const rowTapes = new Map<string, RowTape>();

/** The tape of one quantity when those in `known` are given. */
function rowTape(net: NetSpec, name: string, known: readonly string[]): RowTape {
  const key = [net.hidden, net.output, net.loss, name, ...known].join();
  const found = rowTapes.get(key);
  if (found) return found;
  const writer = new TapeWriter();
  const register = writer.compile(netSystem(net, new Set(known)))(name);
  const made = { doubles: compileDoubles(writer.tape()), register };
  rowTapes.set(key, made);
  return made;
}
