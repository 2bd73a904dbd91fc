/** What was typed, as it would be read: typeset, before it is submitted. '' while it cannot be read. */
import { formulaKeyOf } from '../../exercise/formula-key.ts';
import type { VariantForStudent } from '../../exercise/variant.ts';
import { mathHtml } from '../../figure/math.ts';
import { parseFormula } from '../../formula/parse.ts';
import { typeset } from '../../formula/typeset.ts';
import type { Locale } from '../../language/language.ts';

export function echoOf(text: string, variant: VariantForStudent, locale: Locale): string {
  const reading = parseFormula(text, { locale, names: namesIn(variant) });
  return reading.kind === 'formula' ? mathHtml(typeset(reading.formula)) : '';
}

/** The names that some part of the exercise understands. */
function namesIn({ net, given, parts }: VariantForStudent): ReadonlySet<string> {
  const shown = Object.keys(given);
  const formulas = parts.filter(({ kind }) => kind === 'formula');
  return new Set([
    ...shown,
    ...formulas.flatMap(({ quantity }) => [...formulaKeyOf(net, shown, quantity).names]),
  ]);
}
