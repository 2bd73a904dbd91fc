/** The worked solution as plain text, for programs: each step's formula in names, and its value. */
import { show } from '../formula/show.ts';
import { type SolutionStep, solve } from './solution.ts';
import type { Numbered } from './values.ts';

export interface TextStep extends Pick<SolutionStep, 'quantity' | 'value' | 'exact'> {
  /** 'dE/dz1*u11+dE/dz2*u12' */
  readonly formula: string;
}

/** The asked quantity last. Throws for a quantity that the net does not have. */
export const solutionInText = (variant: Numbered, quantity: string): readonly TextStep[] =>
  solve(variant, quantity).map(({ formula, quantity: each, value, exact }) => ({
    quantity: each,
    formula: show(formula),
    value,
    exact,
  }));
