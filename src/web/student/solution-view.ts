/** The worked solutions of a board, each left out where the reader has it already. */
import { placesOf } from '../../exercise/hint-places.ts';
import { displayedMath } from '../../figure/math.ts';
import { namesIn } from '../../formula/formula.ts';
import { typeset, typesetName } from '../../formula/typeset.ts';
import { say } from '../../language/language.ts';
import { mathText } from '../math-text.ts';
import type { BoardModel, PartModel, SolutionModel, StepModel } from './model.ts';

/** What board.hbs prints of a part's solution; undefined where there is none. `shown`: names of what the reader has. */
export function solutionsOn(model: BoardModel, shown: ReadonlySet<string>) {
  const solved = model.parts.filter(({ solution }) => solution).map(({ part }) => part.id);
  let walk: ReadonlyMap<string, ReturnType<typeof viewOf>> | undefined;
  return ({ part, result, solution }: PartModel) => {
    if (!solution) return undefined;
    /** Beside others its steps have other places in the walk. */
    const name = ['solution', model.locale, part.id, 'of', ...solved].join(' ');
    if (shown.has(name)) return { name, kept: true };
    walk ??= walkThrough(model);
    /** Whoever was right may look; whoever was not sees it at once. */
    return { name, kept: false, open: result?.verdict.kind !== 'right', ...walk.get(part.id) };
  };
}

/** By part. 'Step 3 of 9.': the walk along the figure stops at each quantity once; '' where it was before. */
function walkThrough({ parts, locale }: BoardModel) {
  const solutions = parts.flatMap(({ part, solution }) => (solution ? [{ part, ...solution() }] : []));
  const stops = new Set(solutions.flatMap(({ steps }) => steps.map(({ quantity }) => quantity)));
  let stop = 0;
  const placeOf = ({ quantity }: StepModel): string =>
    stops.delete(quantity) ? say(locale).student.steps.walk.stepOf(++stop, total) : '';
  const total = stops.size;
  return new Map(solutions.map(({ part, ...solution }) => [part.id, viewOf(solution, placeOf)]));
}

const viewOf = ({ steps, accepted }: SolutionModel, placeOf: (step: StepModel) => string) => ({
  steps: steps.map((step) => ({ ...stepView(step), place: placeOf(step) })),
  accepted: mathText(accepted),
});

/** One step: in names; then in numbers, where that is more than a number, and its value. */
export function stepView({ sentence, quantity, formula, numbers, value, exact, words }: StepModel) {
  const isValue = numbers.kind === 'number' || numbers.kind === 'negate';
  const result = `${exact ? '=' : '\\approx'} ${value}`;
  const [at = ''] = placesOf([quantity]);
  return {
    quantity,
    words,
    at,
    from: placesOf(namesIn(formula)).join(' '),
    value: `${exact ? '' : '≈ '}${value}`.replace('-', '−'),
    sentence: mathText(sentence),
    names: displayedMath(`${typesetName(quantity)} = ${typeset(formula)}`),
    numbers: (isValue ? [result] : [`= ${typeset(numbers)}`, result]).map(displayedMath),
  };
}
