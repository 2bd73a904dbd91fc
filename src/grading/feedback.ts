/** What each verdict means here, in sentences. */
import type { Variant } from '../exercise/variant.ts';
import type { Locale } from '../language/language.ts';
import { sentenceOf } from '../mistakes/sentence.ts';
import type { AttemptResult } from './result.ts';

export function feedbackOn(
  _variant: Variant,
  result: AttemptResult,
  locale: Locale,
): Readonly<Record<string, readonly string[]>> {
  const sentence = (part: string): readonly string[] =>
    result.diagnosis.candidates
      .filter(({ explains }) => explains.includes(part))
      .map(({ mistake, form }) => sentenceOf(mistake, form, locale));
  return Object.fromEntries(result.parts.map(({ part }) => [part, sentence(part)]));
}
