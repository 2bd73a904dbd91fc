/** One box of the exercise page and what is said of it, for part-box.hbs and exercise-page.hbs. */

import type { Nudge } from '../../exercise/nudge.ts';
import { isChoice } from '../../exercise/variant.ts';
import { displayedMath, mathHtml } from '../../figure/math.ts';
import { drawNudge } from '../../figure/plot.ts';
import { placeInFigure } from '../../figure/reach.ts';
import { explainProblem } from '../../formula/explain.ts';
import type { Problem } from '../../formula/problem.ts';
import { speakName } from '../../formula/speak.ts';
import { typesetName } from '../../formula/typeset.ts';
import type { Verdict } from '../../grading/result.ts';
import { type Locale, say } from '../../language/language.ts';
import { mathText } from '../math-text.ts';
import { choiceView } from './choice-view.ts';
import type { BoardModel, HintModel, PartModel } from './model.ts';

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

export const isDone = (part: PartModel): boolean => part.closed || part.result?.verdict.kind === 'right';

/** A box with what is said of it: of a part, or of a step. */
export function boxView(model: PartModel, page: BoardModel) {
  const words = say(page.locale).student;
  const { part, result, typed } = model;
  const verdict = result?.verdict ?? { kind: 'empty' };
  const tone = tones[verdict.kind];
  const missed = model.closed && verdict.kind === 'wrong';
  const spoken = missed ? words.missed : verdict.kind === 'empty' ? '' : words.verdicts[verdict.kind];
  const feedback = spoken !== '' || model.hints.length > 0;
  return {
    id: part.id,
    words,
    echoes: page.paths.echo !== undefined,
    label: displayedMath(typesetName(part.quantity)),
    spoken: speakName(part.quantity, page.locale),
    typed,
    /** A formula wants the whole width. */
    wide: part.kind === 'formula',
    tone,
    done: isDone(model) || page.sitting?.open === false,
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
    /** After the last hint the step is told: the same with other numbers is what is left to do. */
    twin: model.hints.length >= mostHints && page.sitting === undefined ? words.steps.twin : '',
    choice: isChoice(part)
      ? choiceView(part, typed, page.locale, missed ? model.right : undefined)
      : undefined,
  };
}

/** Of a part that is not answered by choosing. */
export const mostHints = 3;

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

/** The typed text in three: before the problem, the problem, after it. */
const marked = (typed: string, { at, length }: Problem) => ({
  before: typed.slice(0, at),
  problem: typed.slice(at, at + length) || ' ',
  after: typed.slice(at + length),
});
