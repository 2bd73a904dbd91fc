/** The page on which a student answers: everything that exercise-page.hbs prints, from the model of one variant. */
import { mathHtml } from '../../figure/math.ts';
import { drawNet, drawReturnPaths, givenBeside } from '../../figure/net.ts';
import { drawNudge } from '../../figure/plot.ts';
import { placeInFigure } from '../../figure/reach.ts';
import { netInWords, printedGiven } from '../../figure/words.ts';
import type { Problem } from '../../formula/problem.ts';
import type { Verdict } from '../../grading/result.ts';
import { type Catalogue, say } from '../../language/language.ts';
import type { Page } from '../page.ts';
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
function figuresOf({ variant, locale, parts, wayBack }: ExerciseModel): readonly string[] {
  const asked = parts.map(({ part }) => part.quantity);
  return (['right', 'down'] as const).map((flow) =>
    wayBack === undefined
      ? drawNet(variant, { locale, flow, asked })
      : drawReturnPaths(variant, wayBack.quantity, { locale, flow, asked }, wayBack.travelling),
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
  const spoken = verdict.kind === 'empty' ? '' : words.verdicts[verdict.kind];
  const feedback = spoken !== '' || model.hints.length > 0 || model.solution !== undefined;
  return {
    id: part.id,
    label: mathHtml(`\\displaystyle ${model.latex}`),
    spoken: model.spoken,
    typed,
    tone,
    done: isDone(model),
    invalid: tone === 'wrong' || verdict.kind === 'unreadable',
    lights: placeInFigure(part.quantity) ?? '',
    described: feedback ? `feedback-${part.id}` : '',
    verdict: spoken,
    place: verdict.kind === 'unreadable' ? marked(typed, verdict.problem) : undefined,
    sentences: model.sentences,
    nudge: model.nudge ? { plot: drawNudge(model.nudge, page.locale) } : undefined,
    hints: model.hints.map(hintView),
    solution: model.solution?.map(stepView),
  };
}

const hintView = ({ sentence, latex }: HintModel) => ({
  sentence,
  math: latex === undefined ? '' : mathHtml(latex),
});

const stepView = ({ sentence, latex }: StepModel) => ({
  sentence: sentence ?? '',
  math: mathHtml(`\\displaystyle ${latex}`),
});

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
  if (verdicts.includes('unreadable')) return words.someUnreadable;
  return right === 0 ? words.noneRight : words.rightOf(right, parts.length);
}
