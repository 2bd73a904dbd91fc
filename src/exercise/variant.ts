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

/** One asked thing: a number or a formula to type, options to choose, or options to put in order. */
export type Part = NumberPart | FormulaPart | ChoicePart;

export const isChoice = (part: Part): part is ChoicePart => part.kind === 'choice' || part.kind === 'order';

interface AnyPart {
  /** 'p1', 'p2', … in the order asked. */
  readonly id: string;
  /** A name that readQuantity knows: 'dE/du21', 'dE1/dw12', 'Δu11'. Of a choice: what it is about. */
  readonly quantity: string;
  /** Of a number; a formula is the right one or not. */
  readonly tolerance: Tolerance;
}

export interface NumberPart extends AnyPart {
  readonly kind: 'number';
}

/** The formula itself in the names of the net. */
export interface FormulaPart extends AnyPart {
  readonly kind: 'formula';
}

export interface ChoicePart extends AnyPart {
  readonly kind: 'choice' | 'order';
  readonly question: QuestionId;
  /** Any number of options may be right, not just one. */
  readonly several: boolean;
  /** In an order that says nothing of which are right. */
  readonly options: readonly Option[];
}

export type QuestionId =
  | 'errorsReached'
  | 'pathCount'
  | 'weightsOnPaths'
  | 'zeroGradients'
  | 'smallGradients'
  | 'largestStep'
  | 'growingWeights'
  | 'bySize'
  | 'mistakenLine'
  | 'mistakeName';

/** Something to choose. The id is what an answer says: 'e1', 'w12', '4', 'none', 'SIGN'. */
export type Option =
  | { readonly kind: 'quantity' | 'count' | 'none' | 'mistake'; readonly id: string }
  /** A line of somebody's solution, as LaTeX and as a formula that can be read aloud. */
  | { readonly kind: 'line'; readonly id: string; readonly latex: string; readonly text: string };

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
  /**
   * The right answer: an exact fraction where `exact`, else 20 significant digits of it; of a formula part the
   * formula; of a choice the ids of the right options, in their order: 'e1,e2'.
   */
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
