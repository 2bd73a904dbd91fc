/**
 * A variant: an exercise with its numbers drawn from a seed, frozen as data. Two types on purpose:
 * `Variant` holds the secrets, `VariantForStudent` cannot.
 */
import type { NetSpec } from '../net/spec.ts';

/** How far from the right value an answer may lie. n: relative 1/100 = '1/100'; digits are whole numbers. */
export type Tolerance =
  | { readonly kind: 'exact' }
  | { readonly kind: 'relative'; readonly n: string }
  | { readonly kind: 'absolute'; readonly n: string }
  | { readonly kind: 'decimals'; readonly n: number }
  | { readonly kind: 'significant'; readonly n: number };

/** One asked quantity. */
export interface Part {
  /** 'p1', 'p2', … in the order asked. */
  readonly id: string;
  /** What is typed: a number, or the formula itself in the names of the net. */
  readonly kind: 'number' | 'formula';
  /** A name that readQuantity knows: 'dE/du21', 'dE1/dw12', 'Δu11'. */
  readonly quantity: string;
  /** Of a number; a formula is the right one or not. */
  readonly tolerance: Tolerance;
}

/** Everything a student may see. Numbers are exact: '-0.4', '2', '1/3'. */
export interface VariantForStudent {
  readonly exercise: string;
  readonly net: NetSpec;
  /** The values printed in the figure and beside it: name → number. What is not here stays hidden. */
  readonly given: Readonly<Record<string, string>>;
  /** What the drawn indices became, for the prompt: { i: '1', j: '2', k: '1' }. */
  readonly drawn: Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
}

export interface Variant extends VariantForStudent {
  /** Version of the engine that drew and certified it. */
  readonly engine: string;
  readonly seed: string;
  /** Values of the net that the exercise does not show. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly certificate: Certificate;
}

/** The proof that this variant can tell every applicable mistake from the right answer. */
export interface Certificate {
  readonly parts: Readonly<Record<string, PartCertificate>>;
}

export interface PartCertificate {
  /** The right answer: an exact fraction where `exact`, else 20 significant digits of it; of a formula part, the formula. */
  readonly key: string;
  readonly exact: boolean;
  /** Forms of mistakes whose answers are provably apart from the right one: 'X2.0', 'OTHER_ROW.1'. */
  readonly shows: readonly string[];
  /** Mistakes that cannot be seen in this part: void here, or equal to the right answer by structure. */
  readonly masked: readonly string[];
  /** Least |wrong − right| / |right| over `shows`, rounded down to 4 decimals, and the form that is so near; '' for formulas. */
  readonly distance: string;
  readonly nearest: string;
}

/** The variant without its secrets. The only way from one type to the other. */
export function forStudent(variant: Variant): VariantForStudent {
  const { exercise, net, given, drawn, parts } = variant;
  return { exercise, net, given, drawn, parts };
}
