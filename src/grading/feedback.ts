/** What each verdict means here, in sentences. */
import type { Variant } from '../exercise/variant.ts';
import { type Locale, say } from '../language/language.ts';
import { sentenceOf } from '../mistakes/sentence.ts';
import type { AttemptResult } from './result.ts';

export function feedbackOn(
  variant: Variant,
  result: AttemptResult,
  locale: Locale,
): Readonly<Record<string, readonly string[]>> {
  const { questions } = say(locale);
  const sentence = (part: string): readonly string[] =>
    result.diagnosis.candidates
      .filter(({ explains }) => explains.includes(part))
      .map(({ mistake, form }) => sentenceOf(mistake, form, locale));
  const remember = (part: string): readonly string[] => {
    const asked = variant.parts.find(({ id }) => id === part);
    return asked && asked.kind !== 'number' ? [questions[asked.question].remember] : [];
  };
  return Object.fromEntries(
    result.parts.map(({ part, verdict }) => [
      part,
      verdict.kind === 'wrong' ? [...sentence(part), ...remember(part)] : sentence(part),
    ]),
  );
}
