/** One sentence, in the reader's language, on why an answer could not be read. */
import { type Locale, say } from '../language/language.ts';
import type { Problem } from './problem.ts';

export function explainProblem(problem: Problem, locale: Locale): string {
  const sentences: Readonly<Record<string, Sentence>> = say(locale).reading;
  const sentence = sentences[problem.code];
  if (sentence === undefined) throw new Error(`No sentence for the problem ${problem.code}`);
  return sentence(problem.values);
}

type Sentence = (values: Readonly<Record<string, string>>) => string;
