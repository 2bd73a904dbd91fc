/** What each verdict means here, in sentences. */
import type { Variant } from '../exercise/variant.ts';
import { type Locale, say } from '../language/language.ts';
import type { AttemptResult } from './result.ts';

export function feedbackOn(
  _variant: Variant,
  result: AttemptResult,
  locale: Locale,
): Readonly<Record<string, readonly string[]>> {
  const { mistakes } = say(locale);
  const sentence = (part: string): readonly string[] =>
    result.diagnosis.candidates
      .filter(({ explains }) => explains.includes(part))
      .map(({ mistake }) => mistakes[mistake as keyof typeof mistakes]);
  return Object.fromEntries(result.parts.map(({ part }) => [part, sentence(part)]));
}
