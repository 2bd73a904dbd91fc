/** What grading says of one attempt: a value that is stored, shown and can be computed again. */
import type { Problem } from '../formula/problem.ts';

export type Verdict =
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  | { readonly kind: 'right' }
  /** Right to the digits given, but fewer than asked. */
  | { readonly kind: 'rounded' }
  /** Exactly 2 or ½ times the right value: another loss convention. */
  | { readonly kind: 'convention'; readonly factor: '2' | '1/2' }
  /** Right for the student's own earlier value of `from`; where that is a wrong step, it earns nothing. */
  | { readonly kind: 'follow-through'; readonly from: readonly string[] }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'empty' };

/** Numbers of the net at which a typed formula and the right one differ, and the value of each there. */
export interface Counterexample {
  readonly numbers: Readonly<Record<string, string>>;
  readonly yours: string;
  readonly right: string;
}

export interface PartResult {
  readonly part: string;
  /** Exactly what was typed. */
  readonly typed: string;
  /** The value that was read, exact ('-3/40') or, with irrational functions, 30 digits, or the formula; absent where unreadable. */
  readonly read?: string;
  readonly verdict: Verdict;
  /** Whether the expression in a numeric box is the right formula; absent where it holds none. */
  readonly method?: 'right' | 'wrong';
  /** Where a typed formula is not the right one. */
  readonly counterexample?: Counterexample;
  /** The fraction of this part's mark earned: '0', '1/2', '1'. */
  readonly mark: string;
}

export interface Candidate {
  readonly mistake: string;
  readonly form: number;
  /** Another mistake made together with it. */
  readonly with?: string;
  /** The parts whose wrong answers this belief explains. */
  readonly explains: readonly string[];
}

export interface Diagnosis {
  /** Beliefs each of which explains every wrong part; empty where none does. */
  readonly candidates: readonly Candidate[];
  /** Chance that answers of this many digits fit some belief by accident: '0.004'. */
  readonly chance?: string;
  /** A value that would tell the candidates apart. */
  readonly ask?: string;
}

export interface AttemptResult {
  readonly engine: string;
  readonly parts: readonly PartResult[];
  /** Of the steps that were filled in; they count nothing. Absent where there are none. */
  readonly steps?: readonly PartResult[];
  readonly diagnosis: Diagnosis;
  /** Weighted fraction over all parts. */
  readonly mark: string;
}
