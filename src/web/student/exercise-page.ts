/** The page on which a student answers: everything that exercise-page.hbs prints, from the model of one variant. */
import type { Nudge } from '../../exercise/nudge.ts';
import { significant } from '../../exercise/solution.ts';
import { isChoice } from '../../exercise/variant.ts';
import { displayedMath, mathHtml } from '../../figure/math.ts';
import { drawNet, drawReturnPaths, givenBeside, type Travelling } from '../../figure/net.ts';
import { drawNudge } from '../../figure/plot.ts';
import { placeInFigure, travellers } from '../../figure/reach.ts';
import { netInWords, printedGiven } from '../../figure/words.ts';
import { explainProblem } from '../../formula/explain.ts';
import type { Problem } from '../../formula/problem.ts';
import { speakName } from '../../formula/speak.ts';
import { typeset, typesetName } from '../../formula/typeset.ts';
import type { Verdict } from '../../grading/result.ts';
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import { parseRational } from '../../number/rational.ts';
import { mathText } from '../math-text.ts';
import type { Page } from '../page.ts';
import { choiceView } from './choice-view.ts';
import { conventionsOf } from './conventions.ts';
import type { ExerciseModel, HintModel, PartModel, StepModel } from './model.ts';

export function exercisePage(model: ExerciseModel): Page {
  const catalogue = say(model.locale);
  const words = catalogue.student;
  const parts = model.parts.map((part) => partView(part, model, catalogue));
  const open = model.parts.some((part) => !isDone(part));
  return {
    template: 'student/exercise-page',
    title: model.title,
    view: {
      words,
      ...model,
      figures: figuresOf(model),
      beside: givenBeside(model.variant).map((name) => printedGiven(name, model.variant)),
      inWords: netInWords(model.variant, model.locale),
      conventions: conventionsOf(model.variant.net, model.locale),
      parts,
      open,
      hintOffered: open && model.parts.some((part) => part.moreHints),
      echo: model.paths.echo ?? '',
      tries: open && model.triesLeft !== undefined ? words.triesLeft(model.triesLeft) : '',
      status: statusOf(model, catalogue),
      symbols,
    },
  };
}

/** Keys that keyboards lack: what the button shows and what it types. */
const symbols = [
  { shown: '−', typed: '-' },
  { shown: '×', typed: '·' },
  { shown: '/', typed: '/' },
  { shown: '( )', typed: '()' },
  { shown: 'x²', typed: '^2' },
  { shown: '√', typed: 'sqrt()' },
  { shown: 'eˣ', typed: 'exp()' },
];

/** The figure twice, for wide and narrow places; the style sheet shows one of them. */
function figuresOf(model: ExerciseModel): readonly string[] {
  const { variant, locale, parts, wayBack } = model;
  const travelling = travellingOf(model);
  const asked = parts.flatMap(({ part }) => (isChoice(part) ? [] : [part.quantity]));
  return (['right', 'down'] as const).map((flow) =>
    wayBack === undefined
      ? drawNet(variant, { locale, flow, asked })
      : drawReturnPaths(variant, wayBack.quantity, { locale, flow, asked }, travelling),
  );
}

/** The numbers on the way back, by the places that they leave: none before the part is closed. */
function travellingOf({ variant, parts, wayBack }: ExerciseModel): Travelling {
  const closed = parts.some(({ part, closed }) => closed && part.quantity === wayBack?.quantity);
  if (!wayBack || !closed) return {};
  return Object.fromEntries(
    Object.entries(travellers(wayBack.quantity, variant.net)).flatMap(([place, quantity]) => {
      const value = wayBack.values?.[quantity];
      return value === undefined ? [] : [[place, significant(parseRational(value), 3)]];
    }),
  );
}

type Tone = 'right' | 'almost' | 'wrong' | 'none';
const tones: Readonly<Record<Verdict['kind'], Tone>> = {
  right: 'right',
  rounded: 'almost',
  convention: 'almost',
  'follow-through': 'almost',
  unreadable: 'almost',
  wrong: 'wrong',
  empty: 'none',
};

const isDone = (part: PartModel): boolean => part.closed || part.result?.verdict.kind === 'right';

function partView(model: PartModel, page: ExerciseModel, { student: words }: Catalogue) {
  const { part, result, typed } = model;
  const verdict = result?.verdict ?? { kind: 'empty' };
  const tone = tones[verdict.kind];
  const missed = model.closed && verdict.kind === 'wrong';
  const spoken = missed ? words.missed : verdict.kind === 'empty' ? '' : words.verdicts[verdict.kind];
  const feedback = spoken !== '' || model.hints.length > 0;
  return {
    id: part.id,
    label: displayedMath(typesetName(part.quantity)),
    spoken: speakName(part.quantity, page.locale),
    typed,
    /** A formula wants the whole width. */
    wide: part.kind === 'formula',
    tone,
    done: isDone(model),
    invalid: tone === 'wrong' || verdict.kind === 'unreadable',
    lights: placeInFigure(part.quantity) ?? '',
    described: feedback ? `feedback-${part.id}` : '',
    verdict: spoken,
    place: verdict.kind === 'unreadable' ? marked(typed, verdict.problem) : undefined,
    sentences: (verdict.kind === 'unreadable'
      ? [explainProblem(verdict.problem, page.locale)]
      : model.sentences
    ).map(mathText),
    nudge: model.nudge && nudgeView(model.nudge, page.locale),
    hints: model.hints.map(hintView),
    /** Whoever was right may look; whoever was not sees it at once. */
    solutionOpen: verdict.kind !== 'right',
    solution: model.solution?.map(stepView),
    accepted: model.accepted === undefined ? '' : mathText(model.accepted),
    choice: isChoice(part)
      ? choiceView(part, typed, page.locale, missed ? model.right : undefined)
      : undefined,
  };
}

const nudgeView = (nudge: Nudge, locale: Locale) => ({
  plot: drawNudge(nudge, locale),
  sentence: mathText(
    say(locale).student.nudge[nudge.verdict](nudge.weight, nudge.loss, nudge.predictedSlope > 0),
  ),
});

const hintView = ({ sentence, latex }: HintModel) => ({
  sentence: mathText(sentence),
  math: latex === undefined ? '' : mathHtml(latex),
});

/** One step: in names; then in numbers, where that is more than a number, and its value. */
function stepView({ sentence, quantity, formula, numbers, value, exact }: StepModel) {
  const isValue = numbers.kind === 'number' || numbers.kind === 'negate';
  const result = `${exact ? '=' : '\\approx'} ${value}`;
  return {
    sentence: mathText(sentence),
    names: displayedMath(`${typesetName(quantity)} = ${typeset(formula)}`),
    numbers: (isValue ? [result] : [`= ${typeset(numbers)}`, result]).map(displayedMath),
  };
}

/** The typed text in three: before the problem, the problem, after it. */
const marked = (typed: string, { at, length }: Problem) => ({
  before: typed.slice(0, at),
  problem: typed.slice(at, at + length) || ' ',
  after: typed.slice(at + length),
});

/** What is announced after a submission; '' before the first. */
function statusOf({ parts }: ExerciseModel, { student: words }: Catalogue): string {
  const verdicts = parts.flatMap(({ result }) => (result ? [result.verdict.kind] : []));
  if (verdicts.every((kind) => kind === 'empty')) return '';
  const right = verdicts.filter((kind) => kind === 'right').length;
  if (right === parts.length) return words.allRight;
  if (parts.every(isDone)) return words.allClosed;
  if (verdicts.includes('unreadable')) return words.someUnreadable;
  return right === 0 ? words.noneRight : words.rightOf(right, parts.length);
}
