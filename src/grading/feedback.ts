/**
 * What the verdicts of an attempt mean, part by part, in sentences. Never only "wrong": the slip that leads to
 * the answer, or what would tell several apart, and the step in symbols.
 */
import { isStepId } from '../exercise/steps.ts';
import { isChoice, type Part, type Variant } from '../exercise/variant.ts';
import { wayTo } from '../exercise/way.ts';
import { withSteps } from '../exercise/with-steps.ts';
import { explainProblem } from '../formula/explain.ts';
import { type Locale, say } from '../language/language.ts';
import { sentenceOf } from '../mistakes/sentence.ts';
import { lossNames } from '../net/loss-names.ts';
import {
  compareRationals,
  parseRational,
  rational,
  rationals,
  showExactDecimal,
} from '../number/rational.ts';
import { plainFormula, plainName } from './plain-formula.ts';
import type { AttemptResult, Candidate, Counterexample, PartResult } from './result.ts';

/** Id of a part or step → sentences; none where there is nothing to add to the verdict itself. */
export function feedbackOn(
  variant: Variant,
  result: AttemptResult,
  locale: Locale,
): Readonly<Record<string, readonly string[]>> {
  const stepped = result.steps ? withSteps(variant) : variant;
  const results = [...result.parts, ...(result.steps ?? [])];
  return Object.fromEntries(
    stepped.parts.flatMap((part) => {
      const graded = results.find((each) => each.part === part.id);
      return graded ? [[part.id, sentencesOn({ variant, part, graded, result, locale })]] : [];
    }),
  );
}

interface Occasion {
  readonly variant: Variant;
  readonly part: Part;
  readonly graded: PartResult;
  readonly result: AttemptResult;
  readonly locale: Locale;
}

function sentencesOn(occasion: Occasion): readonly string[] {
  const { variant, part, locale } = occasion;
  const { verdict, method } = occasion.graded;
  const words = say(locale).grading;
  switch (verdict.kind) {
    case 'empty':
      return [];
    case 'unreadable':
      return [explainProblem(verdict.problem, locale)];
    case 'right':
      return method === 'wrong' ? [words.method.wrong(plainName(part.quantity))] : [];
    case 'rounded':
      return [digitsAsked(part, locale)];
    case 'follow-through':
      return [followThrough(occasion, words.listed(verdict.from.map(plainName)))];
    case 'convention':
      return isOfTheLoss(occasion)
        ? [words.convention[verdict.factor](lossNames[variant.net.loss]), ...otherCauses(occasion)]
        : onWrong(occasion);
    case 'wrong':
      return method === 'right' ? [words.method.right()] : onWrong(occasion);
  }
}

/** A part that follows from own steps alone has earned nothing yet. */
function followThrough({ part, graded, locale }: Occasion, names: string): string {
  const earnsNothing = graded.mark === '0' && !isStepId(part.id);
  return earnsNothing
    ? say(locale).student.steps.followsFromSteps(names)
    : say(locale).grading.followThrough(names);
}

function digitsAsked({ tolerance }: Part, locale: Locale): string {
  const words = say(locale).grading.rounded;
  switch (tolerance.kind) {
    case 'exact':
      return words.exactly();
    case 'significant':
      return words.significant(tolerance.n);
    case 'decimals':
      return words.decimals(tolerance.n);
    case 'absolute':
      return words.closer();
    case 'relative':
      return words.share(percent(tolerance.n));
  }
}

function percent(share: string): string {
  const hundredfold = rationals.multiply(parseRational(share), rational(100));
  return showExactDecimal(hundredfold) ?? `${hundredfold.n}/${hundredfold.d}`;
}

const candidatesOn = ({ part, result }: Occasion): readonly Candidate[] =>
  result.diagnosis.candidates.filter(({ explains }) => explains.includes(part.id));

const scalesLoss = ({ mistake }: Candidate): boolean => mistake === 'X2' || mistake === 'HALF';

/** Another loss would have changed the other boxes as well. */
function isOfTheLoss(occasion: Occasion): boolean {
  const candidates = candidatesOn(occasion);
  return candidates.length === 0 || candidates.some(scalesLoss);
}

/** A factor of another loss has its own sentence; averaged paths lead to the same half. */
const otherCauses = (occasion: Occasion): readonly string[] =>
  candidatesOn(occasion)
    .filter((candidate) => !scalesLoss(candidate))
    .map((candidate) => candidateSentence(candidate, occasion.locale));

function onWrong(occasion: Occasion): readonly string[] {
  const { part, variant, graded, result, locale } = occasion;
  if (isChoice(part)) return [say(locale).questions[part.question].remember];
  const words = say(locale).grading;
  const row = wayTo(variant, part.quantity).at(-1)?.formula;
  const asFormula = part.kind === 'formula';
  const step =
    row && !asFormula ? [words.principle(`${plainName(part.quantity)} = ${plainFormula(row)}`)] : [];
  const apart = graded.counterexample ? [counterexample(graded.counterexample, variant, locale)] : [];
  const sentences = distinct(candidatesOn(occasion).map((each) => candidateSentence(each, locale)));
  const [only] = sentences;
  if (only === undefined) return [...apart, words.unknown(), ...step];
  if (sentences.length === 1) return [...apart, words.looksLike(only), ...step];
  const { ask } = result.diagnosis;
  const next = ask === undefined ? step : [words.ask(plainName(ask))];
  return [...apart, words.several(sentences.length), ...sentences, ...next];
}

function candidateSentence({ mistake, form, with: second }: Candidate, locale: Locale): string {
  const first = sentenceOf(mistake, form, locale);
  return second === undefined ? first : say(locale).grading.together(first, sentenceOf(second, 0, locale));
}

const distinct = (sentences: readonly string[]): readonly string[] => [...new Set(sentences)];

function counterexample({ numbers, yours, right }: Counterexample, variant: Variant, locale: Locale): string {
  const words = say(locale).grading;
  const own = { ...variant.hidden, ...variant.given };
  const isOwn = Object.entries(numbers).every(([name, value]) => sameNumber(value, own[name]));
  if (isOwn) return words.differs(yours, right);
  const listed = Object.entries(numbers).map(([name, value]) => `${name} = ${value}`);
  return words.differsAt(listed.join(', '), yours, right);
}

const sameNumber = (left: string, right: string | undefined): boolean =>
  right !== undefined && compareRationals(parseRational(left), parseRational(right)) === 0;
