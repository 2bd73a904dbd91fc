/**
 * The worked solution as people read it: one line a step, with a sentence on what is done and why, the line
 * as LaTeX (quantity = in names = in numbers = value) and the same in words. The last line ends in the key.
 */
import { type Formula, name, number, operands } from '../formula/formula.ts';
import { show } from '../formula/show.ts';
import { speak } from '../formula/speak.ts';
import { typeset } from '../formula/typeset.ts';
import { type Locale, say } from '../language/language.ts';
import { parseRational } from '../number/rational.ts';
import { caption, type Telling } from './caption.ts';
import { keptWithNumbers } from './same-numbers.ts';
import { type SolutionStep, solve } from './solution.ts';
import type { Numbered } from './values.ts';

export interface SolutionLine {
  readonly quantity: string;
  /** What is done here and why; mathematics in it stands between dollar signs. */
  readonly sentence: string;
  /** For math mode, without delimiters; ≈ where something is rounded. Left to right in every language. */
  readonly latex: string;
  /** The same for a screen reader. */
  readonly words: string;
  /** The step's value: an exact decimal where `exact`, else 6 significant digits. */
  readonly value: string;
  readonly exact: boolean;
}

/** Throws for a quantity that the net does not have. `write`: how the sentences write names, see Telling. */
export function solutionLines(
  variant: Numbered,
  quantity: string,
  locale: Locale,
  write?: Telling['write'],
): readonly SolutionLine[] {
  if (!write) return usualLines(variant, `${locale} ${quantity}`);
  return linesIn(variant, quantity, { net: variant.net, locale, write });
}

const usualLines = keptWithNumbers((variant, question): readonly SolutionLine[] => {
  const [locale, ...quantity] = question.split(' ');
  return linesIn(variant, quantity.join(' '), { net: variant.net, locale: locale as Locale });
});

const linesIn = (variant: Numbered, quantity: string, telling: Telling): readonly SolutionLine[] =>
  solve(variant, quantity).map((step) => {
    const chain = chainOf(step);
    return {
      quantity: step.quantity,
      sentence: caption(step, telling),
      // Pages set names and numbers in lines of their own, and never ask for this.
      get latex() {
        return latexOf(chain);
      },
      words: wordsOf(chain, telling.locale),
      value: step.value,
      exact: step.exact,
    };
  });

/** Formulas that are equal, one after the other: quantity, in names, in numbers, value. */
export type Chain = readonly Link[];

interface Link {
  readonly formula: Formula;
  /** To the formula before it. */
  readonly relation: 'equals' | 'isAbout';
}

/** What says nothing new is left out: numbers where the names were one name, gates, which the sentence explains. */
export function chainOf(step: SolutionStep): Chain {
  const { formula, numbers, roundedInside, exact } = step;
  const value: Link = {
    formula: number(parseRational(step.value)),
    relation: exact && !roundedInside ? 'equals' : 'isAbout',
  };
  const telling = formula.kind !== 'number' && !hasGate(formula);
  const inNames: readonly Link[] = telling ? [{ formula, relation: 'equals' }] : [];
  const inNumbers: readonly Link[] =
    telling && !repeats(formula, numbers)
      ? [{ formula: numbers, relation: roundedInside ? 'isAbout' : 'equals' }]
      : [];
  return [{ formula: name(step.quantity), relation: 'equals' }, ...inNames, ...inNumbers, value];
}

/** A single number is the value; names alone are what stands before. */
const repeats = (formula: Formula, numbers: Formula): boolean =>
  numbers.kind === 'number' || show(formula) === show(numbers);

const hasGate = (formula: Formula): boolean =>
  (formula.kind === 'call' && formula.function === 'gate') || operands(formula).some(hasGate);

const signs = { equals: '=', isAbout: '\\approx' } as const;

export const latexOf = (chain: Chain): string =>
  chain
    .map(({ formula, relation }, at) => (at > 0 ? `${signs[relation]} ` : '') + typeset(formula))
    .join(' ');

export const wordsOf = (chain: Chain, locale: Locale): string =>
  chain
    .map(({ formula, relation }) => ({ relation, words: speak(formula, locale) }))
    .reduce((left, { relation, words }) => ({
      relation,
      words: say(locale).solution[relation](left.words, words),
    })).words;
