/** What was typed, as it would be read: typeset, before it is submitted. '' while it cannot be read. */
import { isStepId, stepsTo } from '../../exercise/steps.ts';
import { isChoice, type Variant } from '../../exercise/variant.ts';
import { mathHtml } from '../../figure/math.ts';
import { typeset } from '../../formula/typeset.ts';
import { howRead } from '../../grading/how-read.ts';

export interface Typing {
  readonly text: string;
  /** The id of a part or step; the first part where it is not named. */
  readonly part?: string | undefined;
}

/** locale: BCP 47, of who typed. */
export function echoOf({ text, part: id }: Typing, variant: Variant, locale: string): string {
  const boxes = isStepId(id ?? '') ? stepsTo(variant) : variant.parts;
  const part = boxes.find((each) => each.id === id) ?? variant.parts[0];
  if (!part || isChoice(part)) return '';
  const read = howRead(text, part, variant, locale);
  if (read.kind !== 'read') return '';
  return mathHtml(typeset(read.formula) + (read.value === undefined ? '' : ` = ${read.value}`));
}
