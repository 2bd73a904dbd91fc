/**
 * The board of an exercise: the net, the boxes, and what is said of them; everything that board.hbs prints. The figure
 * is left out where the reader has it already.
 */
import { significant } from '../../exercise/solution.ts';
import { isChoice } from '../../exercise/variant.ts';
import { drawNet, drawReturnPaths, givenBeside, type Travelling } from '../../figure/net.ts';
import { travellers } from '../../figure/reach.ts';
import { netInWords, printedGiven } from '../../figure/words.ts';
import { type Catalogue, say } from '../../language/language.ts';
import { parseRational } from '../../number/rational.ts';
import { boxView, isDone, stepView } from './box-view.ts';
import { conventionsOf } from './conventions.ts';
import type { BoardModel, StepModel } from './model.ts';
import { stagesBefore, stepsStatus, stepsView } from './steps-view.ts';

/** `figureShown`: the name of the figure that the reader has, as an earlier board gave it. */
export function boardView(model: BoardModel, figureShown?: string) {
  const catalogue = say(model.locale);
  const words = catalogue.student;
  const { sitting, next } = model;
  const open = isOpen(model);
  const figure = figureName(model);
  return {
    ...model,
    words,
    next,
    figureName: figure,
    figure: figure === figureShown ? undefined : figureView(model),
    parts: partViews(model),
    open,
    checks: open && !sitting,
    saves: open && sitting !== undefined,
    anotherOffered: sitting === undefined,
    autosave: model.paths.draft ?? '',
    hintOffered: open && !sitting && model.parts.some((part) => part.moreHints),
    hintWait: hintWaitOf(model),
    echo: model.paths.echo ?? '',
    tries: open && model.triesLeft !== undefined ? words.triesLeft(model.triesLeft) : '',
    status: statusOf(model, catalogue),
    steps: stepsView(model),
    symbols,
  };
}

function isOpen({ sitting, parts }: BoardModel): boolean {
  return sitting && !sitting.revealed ? sitting.open : parts.some((part) => !isDone(part));
}

function partViews(model: BoardModel) {
  const placeOf = placesInWalk(model);
  return model.parts.map((part) => ({
    ...boxView(part, model),
    stages: stagesBefore(part.part.id, model),
    solution: part.solution?.map((step) => ({ ...stepView(step), place: placeOf(step) })),
  }));
}

/** Boards with the same name show the same figure: the way back, the numbers on it, and whether it can be walked. */
function figureName(model: BoardModel): string {
  const { wayBack, locale, parts } = model;
  const solved = parts.filter(({ solution }) => (solution?.length ?? 0) > 0).length;
  return [locale, wayBack?.quantity, ...Object.values(travellingOf(model)), solved].join(' ');
}

const figureView = (model: BoardModel) => ({
  nets: figuresOf(model),
  beside: givenBeside(model.variant).map((name) => printedGiven(name, model.variant)),
  inWords: netInWords(model.variant, model.locale),
  conventions: conventionsOf(model.variant.net, model.locale),
  walk: walkView(model),
});

/** Said under the buttons until the next hint may be had. */
function hintWaitOf({ hintWait, locale, parts, sitting }: BoardModel) {
  const offered = !sitting && parts.some(({ moreHints }) => moreHints);
  if (!offered || hintWait === undefined) return undefined;
  return { seconds: hintWait, sentence: say(locale).student.steps.hintWait(hintWait) };
}

/** 'Step 3 of 9.': the walk stops at each quantity once; '' where it was before. */
function placesInWalk({ parts, locale }: BoardModel): (step: StepModel) => string {
  const steps = parts.flatMap(({ solution = [] }) => solution);
  const quantities = [...new Set(steps.map(({ quantity }) => quantity))];
  return (step) => {
    const isFirst = steps.find(({ quantity }) => quantity === step.quantity) === step;
    const number = quantities.indexOf(step.quantity) + 1;
    return isFirst ? say(locale).student.steps.walk.stepOf(number, quantities.length) : '';
  };
}

/** What is under the figure once there is a solution to walk along it. */
function walkView({ parts, locale }: BoardModel) {
  const solved = parts.some(({ solution }) => (solution?.length ?? 0) > 0);
  return solved ? say(locale).student.steps.walk : undefined;
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
function figuresOf(model: BoardModel): readonly string[] {
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
function travellingOf({ variant, parts, wayBack }: BoardModel): Travelling {
  const closed = parts.some(({ part, closed }) => closed && part.quantity === wayBack?.quantity);
  if (!wayBack || !closed) return {};
  return Object.fromEntries(
    Object.entries(travellers(wayBack.quantity, variant.net)).flatMap(([place, quantity]) => {
      const value = wayBack.values?.[quantity];
      return value === undefined ? [] : [[place, significant(parseRational(value), 3)]];
    }),
  );
}

/** What is announced after a submission; '' before the first. */
function statusOf(model: BoardModel, catalogue: Catalogue): string {
  if (model.announced !== undefined) return model.announced;
  return [partsStatus(model, catalogue), stepsStatus(model)].filter(Boolean).join(' ');
}

function partsStatus({ parts }: BoardModel, { student: words }: Catalogue): string {
  const verdicts = parts.flatMap(({ result }) => (result ? [result.verdict.kind] : []));
  if (verdicts.every((kind) => kind === 'empty')) return '';
  const right = verdicts.filter((kind) => kind === 'right').length;
  if (right === parts.length) return words.allRight;
  if (parts.every(isDone)) return words.allClosed;
  if (verdicts.includes('unreadable')) return words.someUnreadable;
  return right === 0 ? words.noneRight : words.rightOf(right, parts.length);
}
