/**
 * Hints in three levels: where on the figure and what for; the principle in symbols; the next step with its
 * numbers. No hint shows the value of anything that the exercise asks for: of an earlier part the student
 * has an own value, and the last step is the student's.
 */
import { type Formula, namesIn, number, substitute } from '../formula/formula.ts';
import { typeset, typesetName } from '../formula/typeset.ts';
import { type Locale, say } from '../language/language.ts';
import { readQuantity } from '../net/quantity.ts';
import { parseRational } from '../number/rational.ts';
import { caption, inMath, placeSentence } from './caption.ts';
import { placesOf, wayToTarget } from './hint-places.ts';
import { type SolutionStep, solve, written } from './solution.ts';
import { type Chain, chainOf, latexOf } from './solution-lines.ts';
import { type Numbered, valuesOf } from './values.ts';
import { isChoice, type Part } from './variant.ts';

export interface Hint {
  /** Mathematics in it stands between dollar signs. */
  readonly sentence: string;
  /** For math mode, without delimiters. */
  readonly latex?: string;
  /** What to light up on the figure: names of weights and units (x1, w12, h2, u21, y1, e1 …). */
  readonly highlights: readonly string[];
}

/** A variant whose values can be computed, with what it asks for. */
export type HintedVariant = Numbered & {
  readonly parts: readonly Pick<Part, 'quantity'>[];
  /** Steps with boxes of their own: what stands in them is the student's to find. */
  readonly boxes?: readonly Box[];
};

interface Box {
  readonly quantity: string;
  /** Filled in, and right. */
  readonly right: boolean;
}

/** Of a part that is answered by choosing there is one: what to remember. */
export const hintsOn = (variant: HintedVariant, part: Part, locale: Locale): readonly Hint[] =>
  isChoice(part)
    ? [{ sentence: say(locale).questions[part.question].remember, highlights: [] }]
    : hintsFor(variant, part.quantity, locale);

/** Throws for a quantity that the net does not have, or that the variant prints. */
export function hintsFor(
  variant: HintedVariant,
  quantity: string,
  locale: Locale,
): readonly [Hint, Hint, Hint] {
  const known = askedBefore(variant, quantity);
  const steps = solve(variant, quantity, known);
  const [next, last] = [steps[0], steps.at(-1)];
  if (!next || !last) throw new Error(`nothing has to be worked out for ${quantity}`);
  const telling = { net: variant.net, locale };
  return [
    { sentence: placeSentence(quantity, telling), highlights: wayToTarget(quantity, variant.net) },
    {
      sentence: caption(last, telling),
      latex: `${typesetName(quantity)} = ${typeset(inSymbols(last, steps))}`,
      highlights: placesOf([quantity, ...namesIn(last.formula)]),
    },
    stepHint(variant, next, locale, known),
  ];
}

/** The parts that come before, and the steps that are right: the student has a value for each. */
function askedBefore({ parts, boxes = [] }: HintedVariant, quantity: string): readonly string[] {
  const asked = parts.map((part) => part.quantity);
  const right = boxes.filter((box) => box.right).map((box) => box.quantity);
  return [...asked.slice(0, Math.max(asked.indexOf(quantity), 0)), ...right];
}

/** The formula of the last step, with every gradient that has to be worked out on the way written out. */
function inSymbols(last: SolutionStep, steps: readonly SolutionStep[]): Formula {
  const formulas = new Map(steps.map(({ quantity, formula }) => [quantity, formula]));
  const writtenOut = (formula: Formula): Formula =>
    substitute(formula, (inner) => {
      const row = readQuantity(inner)?.kind === 'gradient' ? formulas.get(inner) : undefined;
      return row && writtenOut(row);
    });
  return writtenOut(last.formula);
}

function stepHint(
  variant: HintedVariant,
  step: SolutionStep,
  locale: Locale,
  known: readonly string[],
): Hint {
  const words = say(locale).solution;
  const inner = [...namesIn(step.formula)];
  const own = inner.filter((each) => known.includes(each));
  const asked = variant.parts.some(({ quantity }) => quantity === step.quantity);
  const explained = caption(step, { net: variant.net, locale });
  const sentences = [
    asked ? words.lastStep(explained) : words.nextStep(explained),
    ...(own.length > 0 ? [words.yourValues(own.map(inMath).join(words.and))] : []),
  ];
  const chain = shownChain(variant, step, own);
  return {
    sentence: sentences.join(' '),
    ...(chain.length > 1 && { latex: latexOf(chain) }),
    highlights: placesOf([step.quantity, ...inner]),
  };
}

/** The step with its numbers, without a number that is asked for: names of `own` stay, and so does the last step's value. */
function shownChain(variant: HintedVariant, step: SolutionStep, own: readonly string[]): Chain {
  const valueAt = valuesOf(variant);
  const numbers = substitute(step.formula, (inner) =>
    own.includes(inner) ? undefined : number(parseRational(written(valueAt(inner)).value)),
  );
  const chain = chainOf({ ...step, numbers });
  const keys = [...variant.parts, ...(variant.boxes ?? [])].map(
    ({ quantity }) => written(valueAt(quantity)).value,
  );
  return own.length > 0 || keys.includes(step.value) ? chain.slice(0, -1) : chain;
}
