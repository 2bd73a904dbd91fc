/** The key of a sheet as worksheet/key.hbs prints it: every right answer, then the way to them, each step once. */
import { type SolutionLine, solutionLines } from '../../exercise/solution-lines.ts';
import { isChoice, type Part, type Variant } from '../../exercise/variant.ts';
import { displayedMath } from '../../figure/math.ts';
import { parseFormula } from '../../formula/parse.ts';
import { typeset, typesetName } from '../../formula/typeset.ts';
import type { Locale } from '../../language/language.ts';
import { mathText } from '../math-text.ts';
import { choiceView } from '../student/choice-view.ts';
import { headView, type SheetModel } from './sheet-view.ts';

export function keyView(model: SheetModel<Variant>) {
  const { variant, locale } = model;
  const solutions = variant.parts.map((part) => linesTo(part, variant, locale));
  return {
    ...headView(model),
    answers: variant.parts.map((part, index) => answerView(part, variant, locale, solutions[index]?.at(-1))),
    steps: withoutRepeats(solutions.flat()).map(({ sentence, latex }) => ({
      sentence: mathText(sentence),
      math: displayedMath(latex),
    })),
  };
}

const linesTo = ({ kind, quantity }: Part, variant: Variant, locale: Locale): readonly SolutionLine[] =>
  kind === 'number' ? solutionLines(variant, quantity, locale) : [];

function answerView(
  part: Part,
  { certificate }: Variant,
  locale: Locale,
  last: SolutionLine | undefined,
): { readonly math: string; readonly question: string; readonly right: readonly string[] } {
  const key = certificate.parts[part.id]?.key ?? '';
  if (isChoice(part)) {
    const { question, rightIs } = choiceView(part, '', locale, key.split(','));
    return { math: '', question, right: rightIs?.labels ?? [] };
  }
  const value =
    part.kind === 'formula' ? `= ${formulaKey(key)}` : `${last?.exact ? '=' : '\\approx'} ${last?.value}`;
  return { math: displayedMath(`${typesetName(part.quantity)} ${value}`), question: '', right: [] };
}

/** The key of a part that asks for a formula, as LaTeX. */
export function formulaKey(key: string): string {
  const reading = parseFormula(key, { locale: 'en', names: 'any' });
  if (reading.kind !== 'formula') throw new Error(`a key of ours can be read: ${key}`);
  return typeset(reading.formula);
}

/** Parts of one exercise share most of their way. */
const withoutRepeats = (lines: readonly SolutionLine[]): readonly SolutionLine[] =>
  lines.filter((line, at) => lines.findIndex(({ quantity }) => quantity === line.quantity) === at);
