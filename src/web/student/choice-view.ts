/** A part that is answered by choosing, for choice.hbs: check boxes, radio buttons, or a select for each place. */
import type { ChoicePart, Option } from '../../exercise/variant.ts';
import { displayedMath, mathHtml } from '../../figure/math.ts';
import { speakName } from '../../formula/speak.ts';
import { typesetName } from '../../formula/typeset.ts';
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import { mathText } from '../math-text.ts';

/** `typed`: ids of the options chosen so far, 'e1,e2'. `right`: those that are right, once that may be told. */
export function choiceView(
  part: ChoicePart,
  typed: string,
  locale: Locale,
  right: readonly string[] | undefined,
) {
  const catalogue = say(locale);
  const chosen = typed.split(',');
  const label = (option: Option): string => labelOf(option, locale);
  const inOrder = (right ?? []).flatMap((id) => part.options.filter((option) => option.id === id));
  return {
    question: mathText(catalogue.questions[part.question].ask(`$${typesetName(part.quantity)}$`)),
    input: part.several ? 'checkbox' : 'radio',
    options:
      part.kind === 'choice'
        ? part.options.map((option) => ({
            id: option.id,
            label: label(option),
            chosen: chosen.includes(option.id),
          }))
        : [],
    places: part.kind === 'order' ? part.options.map((_, i) => placeView(part, i, chosen[i], catalogue)) : [],
    rightIs: right ? { words: catalogue.options.rightIs, labels: inOrder.map(label) } : undefined,
  };
}

/** What was chosen, in the order chosen, as markup. */
export const chosenLabels = ({ options }: ChoicePart, typed: string, locale: Locale): readonly string[] =>
  typed
    .split(',')
    .flatMap((id) => options.filter((option) => option.id === id))
    .map((option) => labelOf(option, locale));

function placeView(
  { options }: ChoicePart,
  index: number,
  chosen: string | undefined,
  { options: words }: Catalogue,
) {
  return {
    name: words.place(index + 1),
    number: index + 1,
    choose: words.choose,
    options: options.map(({ id }) => ({ id, chosen: id === chosen })),
  };
}

/** Markup that we rendered: mathematics typeset, sentences escaped. */
function labelOf(option: Option, locale: Locale): string {
  const { options, mistakes } = say(locale);
  switch (option.kind) {
    case 'quantity':
      return spokenMath(option.id, locale);
    case 'line':
      return lineOf(option.latex);
    case 'none':
      return mathText(options.none);
    case 'mistake':
      return mathText(mistakes[option.id as keyof typeof mistakes]);
    case 'count':
      return mathHtml(option.id);
  }
}

/** 'a = b = c = d' in two lines, the second with the numbers. */
function lineOf(latex: string): string {
  const [first = '', second = '', ...numbers] = latex.split(/ (?=(?:=|\\approx) )/);
  const names = displayedMath(`${first} ${second}`);
  return numbers.length === 0
    ? names
    : `${names}<span class="line">${displayedMath(numbers.join(' '))}</span>`;
}

/** For ears that get nothing from MathML, the name in words instead. */
const spokenMath = (name: string, locale: Locale): string =>
  `<span class="unseen">${speakName(name, locale)}</span><span aria-hidden="true">${mathHtml(typesetName(name))}</span>`;
