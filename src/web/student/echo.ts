/** What was typed, as it would be read: typeset, before it is submitted. '' while it cannot be read. */
import { isChoice, type VariantForStudent } from '../../exercise/variant.ts';
import { mathHtml } from '../../figure/math.ts';
import { typeset } from '../../formula/typeset.ts';
import { howRead } from '../../grading/how-read.ts';
import type { Locale } from '../../language/language.ts';

export interface Typing {
  readonly text: string;
  /** The part's id; the first one where it is not named. */
  readonly part?: string | undefined;
}

export function echoOf({ text, part: id }: Typing, variant: VariantForStudent, locale: Locale): string {
  const part = variant.parts.find((each) => each.id === id) ?? variant.parts[0];
  if (!part || isChoice(part)) return '';
  const read = howRead(text, part, variant, locale);
  if (read.kind !== 'read') return '';
  return mathHtml(typeset(read.formula) + (read.value === undefined ? '' : ` = ${read.value}`));
}
