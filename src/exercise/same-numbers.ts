/**
 * Variants that have the same numbers are one object here, whatever else stands beside these: a student's view of a
 * variant, a variant with steps. What follows from the numbers alone is kept with that object, as long as the variant
 * is in memory.
 */
import type { Numbered } from './values.ts';

interface Kept {
  readonly numbers: Numbered;
  /** By the work that gave them, then by the question. */
  readonly values: Map<unknown, Map<string, unknown>>;
}

/** One entry with what is hidden, one without; by identity. */
const byGiven = new WeakMap<Numbered['given'], Kept[]>();
/** With values of a student's own, which nobody else has. */
const byVariant = new WeakMap<Numbered, Kept>();

function keptFor(variant: Numbered): Kept {
  const { net, given, hidden, replaced } = variant;
  if (replaced) {
    const own = byVariant.get(variant) ?? { numbers: variant, values: new Map() };
    byVariant.set(variant, own);
    return own;
  }
  const known = byGiven.get(given) ?? [];
  const found = known.find(({ numbers }) => numbers.net === net && numbers.hidden === hidden);
  if (found) return found;
  const made: Kept = { numbers: { net, given, ...(hidden && { hidden }) }, values: new Map() };
  byGiven.set(given, [...known, made]);
  return made;
}

/** `work(variant, question)`, worked out once for the same numbers and question. */
export function keptWithNumbers<Value>(
  work: (numbers: Numbered, question: string) => Value,
): (variant: Numbered, question: string) => Value {
  return (variant, question) => {
    const { numbers, values } = keptFor(variant);
    const answers = (values.get(work) ?? new Map()) as Map<string, Value>;
    values.set(work, answers);
    const found = answers.get(question) ?? work(numbers, question);
    answers.set(question, found);
    return found;
  };
}
