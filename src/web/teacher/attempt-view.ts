/** One attempt as a teacher reads it: what was typed, how it was read, the verdict and what it means, the mark. */

import { isChoice, type Part, type Variant } from '../../exercise/variant.ts';
import { withSteps } from '../../exercise/with-steps.ts';
import { displayedMath } from '../../figure/math.ts';
import { speakName } from '../../formula/speak.ts';
import { typesetName } from '../../formula/typeset.ts';
import { feedbackOn } from '../../grading/feedback.ts';
import type { AttemptResult, PartResult, Verdict } from '../../grading/result.ts';
import { showInstant } from '../../language/instant.ts';
import { findLocale, type Locale, say } from '../../language/language.ts';
import { mathText } from '../math-text.ts';
import { choiceView } from '../student/choice-view.ts';
import { echoOf } from '../student/echo.ts';
import { percentOf } from './percent.ts';

export interface ShownAttempt {
  readonly number: number;
  /** BCP 47, of who typed. */
  readonly locale: string;
  readonly result: AttemptResult;
  readonly regraded?: AttemptResult | undefined;
  readonly createdAt: Date;
}

const tones: Readonly<Record<Verdict['kind'], string>> = {
  right: 'right',
  rounded: 'almost',
  convention: 'almost',
  'follow-through': 'almost',
  unreadable: 'almost',
  wrong: 'wrong',
  empty: 'none',
};

/** `before`: when the attempt before was sent, or the variant drawn. */
export function attemptView(variant: Variant, attempt: ShownAttempt, before: Date, locale: Locale) {
  const words = say(locale).teacher.marks;
  const { result, createdAt } = attempt;
  const sentences = feedbackOn(variant, result, locale);
  return {
    heading: words.attempt(attempt.number),
    at: showInstant(createdAt, locale),
    after: afterwards(createdAt.getTime() - before.getTime(), locale),
    mark: percentOf(result.mark),
    again: attempt.regraded ? words.regrade.now(percentOf(attempt.regraded.mark)) : '',
    typedIn: words.typedIn(say(findLocale(attempt.locale) ?? 'en').name, result.engine),
    steps: stepsIn(variant, result, locale),
    parts: variant.parts.map((part) =>
      partView(part, variant, attempt, { locale, sentences: sentences[part.id] ?? [] }),
    ),
  };
}

/** What was filled in on the way to the asked gradients; it earns nothing. */
function stepsIn(variant: Variant, { steps = [] }: AttemptResult, locale: Locale) {
  if (steps.length === 0) return [];
  const boxes = withSteps(variant).parts;
  return steps.flatMap(({ part: id, typed, verdict }) => {
    const box = boxes.find((each) => each.id === id);
    if (!box || verdict.kind === 'empty') return [];
    return [{ ...asked(box, locale), typed, verdict: say(locale).teacher.marks.verdicts[verdict.kind] }];
  });
}

const secondMs = 1000;

function afterwards(ms: number, locale: Locale): string {
  const words = say(locale).teacher.marks;
  const seconds = Math.max(0, Math.round(ms / secondMs));
  return seconds < 120 ? words.seconds(seconds) : words.minutesLater(Math.round(seconds / 60));
}

interface Reading {
  readonly locale: Locale;
  readonly sentences: readonly string[];
}

function partView(part: Part, variant: Variant, attempt: ShownAttempt, { locale, sentences }: Reading) {
  const graded = attempt.result.parts.find((each) => each.part === part.id) ?? nothingTyped(part);
  const { kind } = graded.verdict;
  const words = say(locale);
  return {
    ...asked(part, locale),
    typed: isChoice(part) ? '' : graded.typed,
    chosen: isChoice(part) && graded.typed !== '' ? chosenOf(part, graded.typed, locale) : [],
    empty: graded.typed.trim() === '',
    read: echoOf({ text: graded.typed, part: part.id }, variant, attempt.locale),
    tone: tones[kind],
    verdict: kind === 'empty' ? words.teacher.marks.empty : words.teacher.marks.verdicts[kind],
    sentences: sentences.map(mathText),
    mark: percentOf(graded.mark),
  };
}

const nothingTyped = ({ id }: Part): PartResult => ({
  part: id,
  typed: '',
  verdict: { kind: 'empty' },
  mark: '0',
});

/** What a part asks: a name typeset, with words for ears, or a question. */
export function asked(part: Part, locale: Locale) {
  if (isChoice(part)) return { label: choiceView(part, '', locale, undefined).question, spoken: '' };
  return { label: displayedMath(typesetName(part.quantity)), spoken: speakName(part.quantity, locale) };
}

/** The options by their labels, in the order chosen. */
const chosenOf = (part: Extract<Part, { question: unknown }>, typed: string, locale: Locale) =>
  choiceView(part, '', locale, typed.split(',')).rightIs?.labels ?? [];
