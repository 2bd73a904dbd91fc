/**
 * Somebody's worked solution with one mistake in it, for "find it, name it, repair it": the formulas of the net
 * with the mistake's rewrite, solved as any solution is. What follows from the wrong line is right for it.
 */
import { show } from '../formula/show.ts';
import type { System } from '../formula/tape.ts';
import { runTape, TapeWriter } from '../formula/tape.ts';
import { systemUnder } from '../mistakes/answers.ts';
import { type MistakeId, mistakeIds, mistakes } from '../mistakes/catalogue.ts';
import { netSystem } from '../net/system.ts';
import { type Rational, rationals, toDouble } from '../number/rational.ts';
import { inputsOf } from './certify.ts';
import type { Numbers } from './draw.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import { type SolutionStep, solveIn } from './solution.ts';
import { chainOf, latexOf } from './solution-lines.ts';
import type { Option } from './variant.ts';

export interface Planted {
  readonly mistake: MistakeId;
  /** Which form of it. */
  readonly form: number;
  readonly lines: readonly Option[];
  /** Id of the first line that is wrong. */
  readonly wrongLine: string;
  /** Mistakes to name it from, in the order of the catalogue. */
  readonly names: readonly MistakeId[];
}

/** undefined where nothing is to be planted, or where these numbers do not show which line is wrong. */
export function plantMistake(plan: Plan, exact: () => Numbers, random: Random): Planted | undefined {
  const { definition, structure, shown, parts } = plan;
  if (definition.planted.length === 0) return undefined;
  const mistake = random.pick(definition.planted);
  const forms = mistakes[mistake].forms;
  const form = random.integer(Math.max(forms.length, 1));
  const asked = parts.findLast(({ kind }) => kind === 'number')?.quantity;
  const belief = forms[form];
  if (!asked || !belief) return undefined;
  const system = netSystem(definition.net, new Set(structure.cut));
  const context = { net: definition.net, system, asked, shown: new Set(shown) };
  const changed = systemUnder(belief, context);
  if (!changed) return undefined;
  const inputs = inputsOf(exact());
  const [right, wrong] = [valuesIn(system, inputs), valuesIn(changed, inputs)];
  if (wrong(asked) === undefined) return undefined;
  const steps = solveIn({ system: changed, valueAt: wrong, given: shown }, asked);
  const first = steps.findIndex(({ quantity }) => changed.get(quantity) !== system.get(quantity));
  const quantity = steps[first]?.quantity;
  if (quantity === undefined || !clearlyDiffer(right(quantity), wrong(quantity))) return undefined;
  return {
    mistake,
    form,
    lines: steps.map(lineOf),
    wrongLine: lineId(first),
    names: mistakeIds.filter((id) => definition.planted.includes(id)),
  };
}

const lineId = (index: number): string => `line${index + 1}`;

const lineOf = (step: SolutionStep, index: number): Option => ({
  kind: 'line',
  id: lineId(index),
  latex: latexOf(chainOf(step)),
  text: `${step.quantity} = ${show(step.formula)} = ${step.value}`,
});

/** Exact values; undefined for what is irrational. */
function valuesIn(
  system: System,
  inputs: (name: string) => Rational,
): (name: string) => Rational | undefined {
  const writer = new TapeWriter();
  const register = writer.compile(system);
  for (const name of system.keys()) register(name);
  return (name) => {
    const at = register(name);
    const tape = writer.tape();
    return runTape(tape, rationals, inputs, { only: tape.rational })[at];
  };
}

/** At least 5 % of the larger. */
function clearlyDiffer(right: Rational | undefined, wrong: Rational | undefined): boolean {
  if (!right || !wrong) return false;
  const [a, b] = [toDouble(right), toDouble(wrong)];
  return Math.abs(a - b) >= 0.05 * Math.max(Math.abs(a), Math.abs(b));
}
