/** An exercise tried out by who teaches with it: a variant with its secrets, and what it says to answers. Kept nowhere. */
import { type Hint, hintsOn } from '../exercise/hints.ts';
import { makeVariant } from '../exercise/make-variant.ts';
import { solutionInText, type TextStep } from '../exercise/solution-in-text.ts';
import { isChoice, type Part, type Variant } from '../exercise/variant.ts';
import { gradeAttempt } from '../grading/grade-attempt.ts';
import type { AttemptResult } from '../grading/result.ts';
import { type WrongAnswer, wrongAnswers } from '../grading/wrong-answers.ts';
import type { Locale } from '../language/language.ts';
import { isMistake } from '../mistakes/sentence.ts';
import type { NoVariant, SeedAsked } from './draw-from-seed.ts';
import type { LongWork } from './long-work.ts';

export interface TryAsked extends SeedAsked {
  /** By the id of the part; null: nothing is answered. */
  readonly answers: Readonly<Record<string, string>> | null;
  /** Of the hints, and of who typed. */
  readonly locale: Locale;
}

export interface TriedOut {
  readonly kind: 'tried';
  readonly variant: Variant;
  /** How often numbers were drawn until these could be certified. */
  readonly draws: number;
  readonly parts: readonly TriedPart[];
  /** null: nothing was answered. */
  readonly result: AttemptResult | null;
}

export interface TriedPart {
  readonly part: string;
  /** As its certificate has it. */
  readonly key: string;
  /** Of the nearest wrong answer from the right one, relative to it: '0.1234'; '' where no numbers are asked. */
  readonly distance: string;
  /** Mistakes that cannot be seen in this part. */
  readonly masked: readonly string[];
  /** What each mistake would answer. */
  readonly wrong: readonly WrongAnswer[];
  readonly hints: readonly Hint[];
  /** Empty where one chooses. */
  readonly solution: readonly TextStep[];
}

export const tryWork: LongWork<TryAsked, TriedOut | NoVariant> = {
  at: import.meta.url,
  name: 'tryWork',
  sizeMs: () => Number.POSITIVE_INFINITY,
  run: async (_, asked) => tryExercise(asked),
};

export function tryExercise({ definition, seed, answers, locale }: TryAsked): TriedOut | NoVariant {
  const made = makeVariant(definition, seed);
  if (made.kind === 'none') return made;
  const { variant, draws } = made;
  const wrong = wrongAnswers(variant);
  return {
    kind: 'tried',
    variant,
    draws,
    parts: variant.parts.map((part) => ({
      ...secretsOf(variant, part),
      wrong: wrong.filter((each) => each.part === part.id),
      hints: hintsOn(variant, part, locale),
    })),
    result: answers && gradeAttempt(variant, answers, locale),
  };
}

function secretsOf(variant: Variant, part: Part): Omit<TriedPart, 'wrong' | 'hints'> {
  const { key = '', distance = '', masked = [] } = variant.certificate.parts[part.id] ?? {};
  return {
    part: part.id,
    key,
    distance,
    masked: isChoice(part) ? [] : masked.filter(isMistake),
    solution: isChoice(part) ? [] : solutionInText(variant, part.quantity),
  };
}
