/**
 * The board of an exercise: the net, the boxes, and what is said of them; everything that board.hbs prints. The figure
 * and the worked solutions have names, and are left out where the reader has them already.
 */
import { type Catalogue, say } from '../../language/language.ts';
import { boxView, isDone } from './box-view.ts';
import { figureView } from './figure-view.ts';
import type { BoardModel } from './model.ts';
import { solutionsOn } from './solution-view.ts';
import { stagesBefore, stepsStatus, stepsView } from './steps-view.ts';

/** `shown`: the names of the pieces that the reader has, as earlier boards gave them. */
export function boardView(model: BoardModel, shown: ReadonlySet<string> = new Set()) {
  const catalogue = say(model.locale);
  const words = catalogue.student;
  const { sitting, next } = model;
  const open = isOpen(model);
  return {
    ...model,
    words,
    next,
    figure: figureView(model, shown),
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

/** Said under the buttons until the next hint may be had. */
function hintWaitOf({ hintWait, locale, parts, sitting }: BoardModel) {
  const offered = !sitting && parts.some(({ moreHints }) => moreHints);
  if (!offered || hintWait === undefined) return undefined;
  return { seconds: hintWait, sentence: say(locale).student.steps.hintWait(hintWait) };
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
