/**
 * Everything that an exercise promises, tried over many seeds: its numbers are certified and humane, its texts
 * render in every language, its key earns full marks, the student's view holds no secret, and hints and
 * solution are complete.
 */

import type { Definition } from '../exercise/definition.ts';
import { hintsFor } from '../exercise/hints.ts';
import { keyOf } from '../exercise/key.ts';
import { makeVariant } from '../exercise/make-variant.ts';
import { renderPrompt, renderTitle } from '../exercise/prompt.ts';
import { solutionLines } from '../exercise/solution-lines.ts';
import { forStudent, type Part, type Variant } from '../exercise/variant.ts';
import { type Locale, locales, say } from '../language/language.ts';
import { gradeAttempt } from './grade-attempt.ts';

export interface ExerciseCheck {
  readonly variants: number;
  readonly draws: number;
  /** What is wrong, each a sentence in the language asked for. */
  readonly problems: readonly { readonly seed: string; readonly problem: string }[];
}

/** Pure; takes some milliseconds a seed. */
export function checkExercise(
  definition: Definition,
  seeds: readonly string[],
  locale: Locale,
): ExerciseCheck {
  let [variants, draws] = [0, 0];
  const problems: { readonly seed: string; readonly problem: string }[] = [];
  for (const seed of seeds) {
    const made = makeVariant(definition, seed);
    draws += made.draws;
    if (made.kind === 'variant') variants++;
    const found =
      made.kind === 'variant' ? problemsOf(definition, made.variant, locale) : [noVariant(made, locale)];
    problems.push(...found.map((problem) => ({ seed, problem })));
  }
  return { variants, draws, problems };
}

/** What each right answer would be typed as. */
export const keyTyped = (variant: Variant): Readonly<Record<string, string>> =>
  Object.fromEntries(variant.parts.map((part) => [part.id, typedKey(variant, part)]));

function noVariant(
  made: { readonly draws: number; readonly constraint: string; readonly share: number },
  locale: Locale,
): string {
  const percent = (100 * made.share).toFixed(0);
  const { draws, constraint } = made;
  return say(locale).exerciseCheck.noVariant({ draws: `${draws}`, constraint, percent });
}

type Check = (variant: Variant, definition: Definition, locale: Locale) => readonly string[];

const problemsOf = (definition: Definition, variant: Variant, locale: Locale): readonly string[] =>
  [texts, humane, fullMarks, noSecrets, explained].flatMap((check) => check(variant, definition, locale));

const texts: Check = (variant, definition, spoken) => {
  const sentences = say(spoken).exerciseCheck;
  return locales.flatMap((locale) =>
    [renderTitle, renderPrompt].flatMap((render) => {
      const rendered = render(definition, variant, locale);
      if (rendered.kind === 'problem') return [sentences.text({ locale, reason: rendered.sentence })];
      const pairsUp = (rendered.text.match(/\$/g) ?? []).length % 2 === 0 && !rendered.text.includes('$$');
      return pairsUp ? [] : [sentences.text({ locale, reason: sentences.unclosedMath() })];
    }),
  );
};

/** Inputs, weights, targets and η: no 0, no ±1, at most two decimals. */
const humane: Check = ({ given, hidden }, _, locale) =>
  Object.entries({ ...hidden, ...given })
    .filter(
      ([name, value]) => /^([xwut]\d|eta)/.test(name) && !/^-?(?!0(\.0+)?$|1$)\d+(\.\d{1,2})?$/.test(value),
    )
    .map(([name, value]) => say(locale).exerciseCheck.inhumane({ name, value }));

const fullMarks: Check = (variant, _, locale) => {
  const result = gradeAttempt(variant, keyTyped(variant), 'en');
  if (result.mark === '1') return [];
  const missed = result.parts.filter(({ mark }) => mark !== '1').map(({ part }) => part);
  return [say(locale).exerciseCheck.key({ mark: result.mark, parts: missed.join(', ') })];
};

function typedKey(variant: Variant, part: Part): string {
  return part.kind === 'number'
    ? keyOf(variant, part.quantity).decimal
    : (variant.certificate.parts[part.id]?.key ?? '');
}

const open = new Set(['exercise', 'net', 'given', 'drawn', 'parts']);
const openOfPart = new Set(['id', 'kind', 'quantity', 'tolerance', 'question', 'several', 'options']);

const noSecrets: Check = (variant, _, locale) => {
  const seen = forStudent(variant);
  const asked = seen.parts.flatMap((part) =>
    part.kind === 'number' && part.quantity in seen.given ? [part.quantity] : [],
  );
  const keys = [
    ...Object.keys(seen).filter((key) => !open.has(key)),
    ...seen.parts.flatMap((part) => Object.keys(part).filter((key) => !openOfPart.has(key))),
    ...asked,
  ];
  return keys.map((what) => say(locale).exerciseCheck.leak({ what }));
};

const explained: Check = (variant, _, spoken) => {
  const sentences = say(spoken).exerciseCheck;
  return variant.parts.flatMap((part) => {
    if (part.kind !== 'number') return [];
    const { quantity } = part;
    const { decimal, exact } = keyOf(variant, quantity);
    return locales.flatMap((locale) => {
      const last = solutionLines(variant, quantity, locale).at(-1);
      const ends = last && Math.abs(Number(last.value) - Number(decimal)) <= 1e-5 * Math.abs(Number(decimal));
      const hints = hintsFor(variant, quantity, locale);
      return [
        ...(ends && (!last.exact || exact) ? [] : [sentences.solution({ quantity, key: decimal })]),
        ...(hints.every(({ sentence }) => sentence.trim() !== '')
          ? []
          : [sentences.hints({ quantity, locale })]),
      ];
    });
  });
};
