/** The steps as steps.hbs prints them: in stages, each box like that of a part. */
import type { StageName } from '../../exercise/steps.ts';
import { displayedMath } from '../../figure/math.ts';
import { placeInFigure } from '../../figure/reach.ts';
import { speakName } from '../../formula/speak.ts';
import { typesetName } from '../../formula/typeset.ts';
import { say } from '../../language/language.ts';
import { boxView } from './box-view.ts';
import type { BoardModel, PartModel, WayStep } from './model.ts';

const stageNames: readonly StageName[] = ['forward', 'errors', 'outputs', 'hidden'];

/** The stages before one part; none where nothing is shown. */
export function stagesBefore(part: string, page: BoardModel) {
  const way = page.steps?.ways[part] ?? [];
  const words = say(page.locale).student.steps;
  return stageNames.flatMap((name) => {
    const steps = way.filter(({ step }) => step.stage === name);
    return steps.length === 0
      ? []
      : [{ name: words.stages[name], items: steps.map((item) => itemView(item, page)) }];
  });
}

function itemView(item: WayStep, page: BoardModel) {
  if (item.kind === 'box') return { box: boxView(item.box, page), worked: undefined };
  const { quantity } = item.step;
  const worked = {
    label: displayedMath(typesetName(quantity)),
    spoken: speakName(quantity, page.locale),
    lights: placeInFigure(quantity) ?? '',
    sign: item.exact ? '=' : '≈',
    value: item.value.replace('-', '−'),
  };
  return { box: undefined, worked };
}

/** What stands above and below the answers: the rule in words, and what more or fewer steps there could be. */
export function stepsView({ locale, steps }: BoardModel) {
  const words = say(locale).student.steps;
  if (!steps) return undefined;
  const items = Object.values(steps.ways).flat();
  return {
    idea: items.length > 0 ? words.idea : '',
    given: items.some(({ kind }) => kind === 'worked') ? words.given : '',
    ruleTitle: words.ruleTitle,
    rule: [words.rule, steps.mode === 'practice' ? words.ruleInPractice : words.ruleInHomework],
    fewer: steps.fewer === undefined ? '' : words.fewer,
    more: steps.more === undefined ? '' : words.more,
  };
}

/** '3 of 10 steps right.', or '' before any is marked. */
export function stepsStatus({ locale, steps }: BoardModel): string {
  const boxes: readonly PartModel[] = Object.values(steps?.ways ?? {})
    .flat()
    .flatMap((item) => (item.kind === 'box' ? [item.box] : []));
  const verdicts = boxes.flatMap(({ result }) => (result ? [result.verdict.kind] : []));
  const filled = verdicts.filter((kind) => kind !== 'empty');
  if (filled.length === 0) return '';
  const right = filled.filter((kind) => kind === 'right').length;
  return say(locale).student.steps.told(right, filled.length);
}
