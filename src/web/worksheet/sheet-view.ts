/**
 * A sheet of paper as worksheet/sheet.hbs prints it: prompt, figure, boxes to write in, conventions, and the code
 * from which it is found again. It is made from what a student may see, so that no key can be on it.
 */
import { renderSVG } from 'uqr';
import type { Definition } from '../../exercise/definition.ts';
import { type Rendered, renderPrompt, renderTitle } from '../../exercise/prompt.ts';
import { isChoice, type Part, type VariantForStudent } from '../../exercise/variant.ts';
import { displayedMath } from '../../figure/math.ts';
import { drawNet, givenBeside } from '../../figure/net.ts';
import { printedGiven } from '../../figure/words.ts';
import { typesetName } from '../../formula/typeset.ts';
import { type Locale, say } from '../../language/language.ts';
import { mathText } from '../math-text.ts';
import { choiceView } from '../student/choice-view.ts';
import { conventionsOf } from '../student/conventions.ts';

export interface SheetModel<V extends VariantForStudent = VariantForStudent> {
  /** Of what is printed. */
  readonly locale: Locale;
  /** Of the whole worksheet. */
  readonly worksheet: string;
  readonly definition: Definition;
  readonly variant: V;
  readonly code: string;
  /** What the QR code says: where the sheet is found, or the code alone. */
  readonly address: string;
  readonly copy: number;
  readonly copies: number;
}

export function sheetView(model: SheetModel) {
  const { locale, definition, variant } = model;
  const asked = variant.parts.flatMap((part) => (isChoice(part) ? [] : [part.quantity]));
  return {
    ...headView(model),
    prompt: mathText(textOf(renderPrompt(definition, variant, locale))),
    figure: drawNet(variant, { locale, asked }),
    beside: givenBeside(variant).map((name) => printedGiven(name, variant)),
    parts: variant.parts.map((part) => boxView(part, locale)),
    conventions: conventionsOf(variant.net, locale),
  };
}

/** What stands at the head of a sheet and of its key. */
export function headView({
  locale,
  worksheet,
  definition,
  variant,
  code,
  address,
  copy,
  copies,
}: SheetModel) {
  const catalogue = say(locale);
  const words = catalogue.teacher.sheet;
  return {
    tag: catalogue.tag,
    direction: catalogue.direction,
    words,
    worksheet,
    title: mathText(textOf(renderTitle(definition, variant, locale))),
    code,
    qr: renderSVG(address, { ecc: 'M', border: 0 }),
    qrName: words.qr(code),
    address: address === code ? '' : address.replace(/^https?:\/\//, ''),
    copy: words.copyOf(copy, copies),
  };
}

/** A box for a number or a formula, options to tick, or places to fill in order. */
function boxView(part: Part, locale: Locale) {
  if (!isChoice(part)) {
    const label = displayedMath(typesetName(part.quantity));
    return { label, wide: part.kind === 'formula', question: '', options: [], places: [] };
  }
  const { question, options } = choiceView({ ...part, kind: 'choice' }, '', locale, undefined);
  const words = say(locale).teacher.sheet;
  return {
    label: '',
    wide: false,
    question,
    options: options.map(({ label }) => label),
    places: part.kind === 'order' ? options.map((_, index) => words.place(index + 1)) : [],
  };
}

/** The texts of exercises are checked before they are kept. */
function textOf(rendered: Rendered): string {
  if (rendered.kind === 'problem') throw new Error(rendered.sentence);
  return rendered.text;
}
