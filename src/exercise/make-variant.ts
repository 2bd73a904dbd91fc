/**
 * A certified variant from a definition and a seed, or the reason why none was found: draw, look at the
 * constraints in doubles, certify, else draw again. Pure: the same definition, seed and engine give the
 * same variant for ever; and the variant keeps its numbers, so that it does not depend on that.
 */
import { neededFor, runTape } from '../formula/tape.ts';
import {
  parseRational,
  type Rational,
  rational,
  rationals,
  showExactDecimal,
  showRational,
} from '../number/rational.ts';
import { askQuestions, unclearReason } from './ask-questions.ts';
import { certify, formName, inputsOf } from './certify.ts';
import { failedConstraint } from './constraints.ts';
import type { Definition } from './definition.ts';
import { type Drawn, drawIndices, drawNumbers, type Numbers } from './draw.ts';
import { engineVersion } from './engine.ts';
import { type Plan, planOf } from './plan.ts';
import { type Planted, plantMistake } from './plant-mistake.ts';
import { type Random, randomFrom } from './random.ts';
import type { Structure } from './structure.ts';
import type { Certificate, Variant } from './variant.ts';

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
  const plan = planOf(definition, drawIndices(random));
  const { structure, early, aim } = plan;
  const draft = withCutValues(plan, drawNumbers(definition, aim, random));
  const looked = early.run(early.inputs.map(draft.double));
  const at = (name: string): number => looked[structure.registers.get(name) ?? -1] ?? Number.NaN;
  const failed = failedConstraint({ definition, aim, at });
  if (failed) return { kind: 'failed', constraint: failed };
  const planted = plantMistake(plan, draft.exact, random);
  const asked = askQuestions(plan, at, planted);
  if (!asked) return { kind: 'failed', constraint: unclearReason };
  const doubles = structure.doubles.run(structure.doubles.inputs.map(draft.double));
  const numbers = draft.exact();
  const certified = certify(plan, numbers, doubles);
  if (certified.kind === 'refused') return { kind: 'failed', constraint: certified.constraint };
  if (!humane(definition, Object.values(certified.certificate.parts)))
    return { kind: 'failed', constraint: humaneReason };
  if (planted && !canShow(certified.certificate, planted))
    return { kind: 'failed', constraint: unclearReason };
  const certificate = { parts: { ...certified.certificate.parts, ...asked.certificates } };
  return { kind: 'variant', variant: frozen({ ...plan, parts: asked.parts }, seed, numbers, certificate) };
}

/** Whether its wrong answer is provably wrong in some part. */
const canShow = ({ parts }: Certificate, planted: Planted): boolean =>
  Object.values(parts).some(({ shows }) => shows.includes(formName(planted)));

function frozen(
  { definition, net, structure, drawn, shown, parts }: Plan,
  seed: string,
  numbers: Numbers,
  certificate: Certificate,
): Variant {
  const given = shownValues(structure, shown, numbers);
  const rest = [...numbers].filter(([name]) => !(name in given));
  return {
    exercise: definition.id,
    engine: engineVersion,
    seed,
    net,
    given,
    hidden: Object.fromEntries(rest.map(([name, value]) => [name, shownNumber(value)])),
    drawn: { ...drawn },
    parts,
    certificate,
  };
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

const shownNumber = (value: Rational | undefined): string =>
  value ? (showExactDecimal(value) ?? showRational(value)) : '';

/** Numbers under consideration: doubles at once, Rationals when it is worth it. */
interface Draft {
  readonly double: (name: string) => number;
  readonly exact: () => Numbers;
}

/** The numbers with those given values that are irrational, cut to short decimals; each follows from those before it. */
function withCutValues({ definition, structure }: Plan, drawn: Drawn): Draft {
  const scale = 10 ** definition.givenDecimals;
  const cut = new Map<string, number>();
  const double = (name: string): number => {
    const scaled = cut.get(name);
    return scaled === undefined ? (drawn.get(name)?.double ?? Number.NaN) : scaled / scale;
  };
  for (const { name, register, doubles } of structure.cutTapes) {
    const value = doubles.run(doubles.inputs.map(double))[register] ?? Number.NaN;
    cut.set(name, Math.round(value * scale));
  }
  const exact = (): Numbers =>
    new Map([
      ...[...drawn].map(([name, choice]) => [name, choice.exact] as const),
      ...[...cut].map(([name, scaled]) => [name, rational(scaled, scale)] as const),
    ]);
  return { double, exact };
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
