/**
 * The board of an exercise: the net, the boxes, and what is said of them; everything that board.hbs prints. The figure
 * and the worked solutions have names, and are left out where the reader has them already.
 */
import { significant } from '../../exercise/solution.ts';
import { isChoice } from '../../exercise/variant.ts';
import { drawNet, drawReturnPaths, givenBeside, type Travelling } from '../../figure/net.ts';
import { travellers } from '../../figure/reach.ts';
import { netInWords, printedGiven } from '../../figure/words.ts';
import { type Catalogue, say } from '../../language/language.ts';
import { parseRational } from '../../number/rational.ts';
import { boxView, isDone } from './box-view.ts';
import { conventionsOf } from './conventions.ts';
import type { BoardModel } from './model.ts';
import { solutionsOn } from './solution-view.ts';
import { stagesBefore, stepsStatus, stepsView } from './steps-view.ts';

/** `shown`: the names of the pieces that the reader has, as earlier boards gave them. */
export function boardView(model: BoardModel, shown: ReadonlySet<string> = new Set()) {
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
    figure: shown.has(figure) ? undefined : figureView(model),
    parts: partViews(model, shown),
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

function partViews(model: BoardModel, shown: ReadonlySet<string>) {
  const solutionOf = solutionsOn(model, shown);
  return model.parts.map((part) => ({
    ...boxView(part, model),
    stages: stagesBefore(part.part.id, model),
    solution: solutionOf(part),
  }));
}

/** Boards of a variant with the same name show the same figure: the way back, its numbers, whether it can be walked. */
function figureName({ wayBack, locale, parts }: BoardModel): string {
  const solved = parts.filter(({ solution }) => solution).map(({ part }) => part.id);
  return ['figure', locale, wayBack?.quantity ?? '', 'solved', ...solved].join(' ');
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

/** What is under the figure once there is a solution to walk along it. */
function walkView({ parts, locale }: BoardModel) {
  return parts.some(({ solution }) => solution) ? say(locale).student.steps.walk : undefined;
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
  const values = wayBack.values?.() ?? {};
  return Object.fromEntries(
    Object.entries(travellers(wayBack.quantity, variant.net)).flatMap(([place, quantity]) => {
      const value = values[quantity];
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
