/** What was typed, as it would be read: typeset, before it is submitted. '' while it cannot be read. */
import type { VariantForStudent } from '../../exercise/variant.ts';
import { mathHtml } from '../../figure/math.ts';
import { parseFormula } from '../../formula/parse.ts';
import { typeset } from '../../formula/typeset.ts';
import type { Locale } from '../../language/language.ts';

export function echoOf(text: string, { given }: VariantForStudent, locale: Locale): string {
  const reading = parseFormula(text, { locale, names: new Set(Object.keys(given)) });
  return reading.kind === 'formula' ? mathHtml(typeset(reading.formula)) : '';
}
