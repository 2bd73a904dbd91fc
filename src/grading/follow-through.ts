/**
 * Follow-through: is an answer right for the student's own earlier values? The earlier quantities are
 * replaced by what was typed and their descendants evaluated.
 *
 * No credit flows from an earlier value that makes the later step trivial (0 first, easy marks later): not from
 * 0, ±1 or a value of another size altogether, not from the other side of a gate, not where the answer merely
 * repeats it, and not where somebody who makes a mistake with it would arrive at the same answer.
 */
import { formName } from '../exercise/certify.ts';
import { structureOf } from '../exercise/structure.ts';
import { exactly, inputOf, systemOf } from '../exercise/values.ts';
import type { Part, Tolerance, Variant } from '../exercise/variant.ts';
import { namesIn } from '../formula/formula.ts';
import type { Real } from '../formula/real.ts';
import { neededFor, type System, type Tape } from '../formula/tape.ts';
import { realAt } from '../formula/tape-value.ts';
import { compareRationals, parseRational, rational, rationals, toDouble } from '../number/rational.ts';
import { compareNumber, type TypedNumber } from './compare.ts';

export interface Earlier {
  readonly quantity: string;
  /** What was typed, as an exact fraction or decimal. */
  readonly value: string;
  /** Whether it counts as right, perhaps rounded. */
  readonly right: boolean;
}

/** The quantities whose own values make the answer right; undefined where none do. */
export function followsFrom(
  variant: Variant,
  part: Part,
  typed: TypedNumber,
  earlier: readonly Earlier[],
): readonly string[] | undefined {
  const useful = earlier.filter((each) => !isTrivial(variant, each));
  const wrong = useful.filter(({ right }) => !right);
  const choices = wrong.length === useful.length ? [useful] : [wrong, useful];
  return choices
    .map((own) => directly(systemOf(variant), part.quantity, own))
    .find((own) => own.length > 0 && isRightFor(variant, part, typed, own))
    ?.map(({ quantity }) => quantity);
}

/** ∂E/∂h_j as the sum of what the student's own two paths contribute. */
export function followsFromPaths(
  variant: Variant,
  { quantity, tolerance }: Part,
  typed: TypedNumber,
  earlier: readonly Earlier[],
): readonly string[] | undefined {
  if (!quantity.startsWith('dE/dh')) return undefined;
  const paths = ['dE1', 'dE2'].map((target) => quantity.replace('dE', target));
  const own = earlier.filter((each) => paths.includes(each.quantity) && !isTrivial(variant, each));
  if (own.length < paths.length) return undefined;
  const value = own.map((each) => parseRational(each.value)).reduce(rationals.add);
  if (value.n === 0n || compareNumber(typed, { kind: 'exact', value }, tolerance) !== 'right')
    return undefined;
  const wrong = own.filter(({ right }) => !right);
  return (wrong.length > 0 ? wrong : own).map((each) => each.quantity);
}

function isRightFor(variant: Variant, part: Part, typed: TypedNumber, own: readonly Earlier[]): boolean {
  const replaced = Object.fromEntries(own.map(({ quantity, value }) => [quantity, value]));
  const key = exactly(part.quantity, { ...variant, replaced });
  if (key.kind === 'exact' && key.value.n === 0n) return false;
  if (compareNumber(typed, key, part.tolerance) !== 'right') return false;
  return !own.some(({ value }) => isSame(typed, value)) && tellsMistakes(variant, part, key, replaced);
}

/** Whether each mistake that the variant shows here still gives another answer when made with the own values. */
function tellsMistakes(
  variant: Variant,
  part: Part,
  key: Real,
  replaced: Readonly<Record<string, string>>,
): boolean {
  const shown = Object.keys(variant.given);
  const structure = structureOf(variant.net, shown, [part.quantity], Object.keys(replaced));
  const input = inputOf({ ...variant, replaced });
  const { inputs, run } = structure.doubles;
  const doubles = run(inputs.map((name) => toDouble(input(name)))).slice();
  const [open = []] = structure.openForms((gate) => ((doubles[gate] ?? 0) > 0 ? 1 : 0));
  const shows = new Set(variant.certificate.parts[part.id]?.shows);
  return !open
    .filter((form) => shows.has(formName(form)))
    .filter(({ register }) => uses(structure.tape, register, replaced))
    .some(({ register }) => {
      const real = realAt(structure.tape, register, input);
      return compareNumber({ real }, key, indistinct) === 'right';
    });
}

function uses(tape: Tape, register: number, replaced: Readonly<Record<string, string>>): boolean {
  const needed = neededFor(tape, [register]);
  return tape.instructions.some((each, i) => needed[i] && each.kind === 'input' && each.name in replaced);
}

/** A tenth of the usual tolerances. */
const indistinct: Tolerance = { kind: 'relative', n: '1/1000' };

/** Own values more than 100 times the right one, or less than a 100th of it, swamp a sum or vanish in it. */
const largestFactor = rational(100);

function isTrivial(variant: Variant, { quantity, value }: Earlier): boolean {
  const own = parseRational(value);
  const right = exactly(quantity, variant);
  const found = right.kind === 'exact' ? right.value : lowerBound(right);
  if (own.n === 0n || (own.d === 1n && own.n ** 2n === 1n) || found === undefined) return true;
  const [ownSize, rightSize] = [rationals.abs(own), rationals.abs(found)];
  const factor = rightSize.n === 0n ? rational(1) : rationals.divide(ownSize, rightSize);
  const tooFar =
    compareRationals(factor, largestFactor) > 0 ||
    compareRationals(rationals.multiply(factor, largestFactor), rational(1)) < 0;
  return tooFar || (/^[ah]\d$/.test(quantity) && own.n > 0n !== found.n > 0n);
}

const lowerBound = (real: Exclude<Real, { kind: 'exact' }>) => {
  const found = real.at(128);
  return found.kind === 'value' ? found.value.lo : undefined;
};

const isSame = (typed: TypedNumber, value: string): boolean => {
  if (typed.real.kind !== 'exact') return false;
  const { n, d } = parseRational(value);
  return typed.real.value.n === n && typed.real.value.d === d;
};

/** Those of the earlier values that the quantity depends on without another of them in between. */
function directly(system: System, quantity: string, earlier: readonly Earlier[]): readonly Earlier[] {
  const own = new Map(earlier.map((each) => [each.quantity, each]));
  const [found, seen] = [new Set<Earlier>(), new Set<string>()];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const formula = system.get(name);
    for (const inner of formula ? namesIn(formula) : []) {
      const replacement = own.get(inner);
      if (replacement) found.add(replacement);
      else visit(inner);
    }
  };
  visit(quantity);
  return [...found];
}
