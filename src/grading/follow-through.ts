/**
 * Follow-through: is an answer right for the student's own earlier values? The earlier quantities are
 * replaced by what was typed and their descendants evaluated.
 *
 * No credit flows from an earlier value that makes the later step trivial (0 first, easy marks later): not
 * from 0, not where the result is then 0, not from a value on the other side of a gate, and not from one
 * that merely repeats as the answer.
 */
import { exactly, systemOf } from '../exercise/values.ts';
import type { Part, Variant } from '../exercise/variant.ts';
import { namesIn } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import { parseRational } from '../number/rational.ts';
import { compareNumber, type TypedNumber } from './compare.ts';

export interface Earlier {
  readonly quantity: string;
  /** What was typed, as an exact fraction or decimal. */
  readonly value: string;
}

/** The quantities whose own values make the answer right; undefined where none do. */
export function followsFrom(
  variant: Variant,
  part: Part,
  typed: TypedNumber,
  earlier: readonly Earlier[],
): readonly string[] | undefined {
  const relevant = earlier.filter(
    ({ quantity, value }) =>
      dependsOn(systemOf(variant), part.quantity, quantity) && !isTrivial(variant, quantity, value),
  );
  if (relevant.length === 0) return undefined;
  const replaced = Object.fromEntries(relevant.map(({ quantity, value }) => [quantity, value]));
  const key = exactly(part.quantity, { ...variant, replaced });
  if (key.kind === 'exact' && key.value.n === 0n) return undefined;
  const repeats = relevant.some(({ value }) => isSame(typed, value));
  return !repeats && compareNumber(typed, key, part.tolerance) === 'right'
    ? Object.keys(replaced)
    : undefined;
}

function isTrivial(variant: Variant, quantity: string, value: string): boolean {
  const own = parseRational(value);
  if (own.n === 0n) return true;
  if (!/^[ah]\d$/.test(quantity)) return false;
  const right = exactly(quantity, variant);
  return right.kind === 'exact' && own.n > 0n !== right.value.n > 0n;
}

const isSame = (typed: TypedNumber, value: string): boolean => {
  if (typed.real.kind !== 'exact') return false;
  const { n, d } = parseRational(value);
  return typed.real.value.n === n && typed.real.value.d === d;
};

function dependsOn(system: System, name: string, on: string, seen: Set<string> = new Set()): boolean {
  if (name === on || seen.has(name)) return false;
  seen.add(name);
  const formula = system.get(name);
  const inner = formula ? [...namesIn(formula)] : [];
  return inner.includes(on) || inner.some((each) => dependsOn(system, each, on, seen));
}
