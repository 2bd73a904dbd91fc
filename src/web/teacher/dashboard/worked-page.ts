/** A worked example for one mistake, to be projected: in numbers of its own, in large type, without a name. */
import {
  type ExampleAsked,
  type FoundExample,
  firstExample,
} from '../../../classroom/find-worked-example.ts';
import type { Written } from '../../../exercise/key.ts';
import { renderPrompt } from '../../../exercise/prompt.ts';
import { forStudent } from '../../../exercise/variant.ts';
import { displayedMath } from '../../../figure/math.ts';
import { drawNet } from '../../../figure/net.ts';
import { typesetName } from '../../../formula/typeset.ts';
import { type Locale, say } from '../../../language/language.ts';
import { sentenceOf } from '../../../mistakes/sentence.ts';
import { mathText } from '../../math-text.ts';
import type { Page } from '../../page.ts';
import { type PageWork, pageBytes } from '../../page-work.ts';
import { stepsOf, textOf } from '../../student/exercise-model.ts';
import { stepView } from '../../student/solution-view.ts';
import { dashboardAddress } from './dashboard-address.ts';

interface WorkedModel extends ExampleAsked {
  readonly locale: Locale;
}

/** Draws until the mistake shows, perhaps in each of them. */
export const workedWork: PageWork<ExampleAsked> = {
  at: import.meta.url,
  name: 'workedWork',
  sizeMs: () => Number.POSITIVE_INFINITY,
  run: async (_, { looks, ...asked }) => pageBytes(workedPage({ ...asked, locale: looks.locale }), looks),
};

function workedPage(model: WorkedModel): Page {
  const { locale, assignment, mistake, draw } = model;
  const words = say(locale).teacher.dashboard.worked;
  const address = dashboardAddress(assignment);
  const found = firstExample(model);
  return {
    template: 'teacher/dashboard/worked-page',
    title: words.title,
    view: {
      words,
      back: { text: words.back, href: address },
      sentence: mathText(sentenceOf(mistake, found?.form ?? 0, locale)),
      another: `${address}/mistakes/${mistake}?draw=${draw + 1}`,
      example: found && exampleView(found, locale),
    },
  };
}

function exampleView({ variant, part, wrong, right, definition }: FoundExample, locale: Locale) {
  const words = say(locale).teacher.dashboard.worked;
  const shown = forStudent(variant);
  const equation = (value: Written): string =>
    displayedMath(`${typesetName(part.quantity)} ${value.exact ? '=' : '\\approx'} ${digitsOf(value)}`);
  return {
    prompt: mathText(textOf(renderPrompt(definition, shown, locale))),
    figures: (['right', 'down'] as const).map((flow) =>
      drawNet(shown, { locale, flow, asked: [part.quantity] }),
    ),
    wrong: { said: words.answer(spoken(wrong)), math: equation(wrong) },
    right: { said: words.right(spoken(right)), math: equation(right) },
    steps: stepsOf(variant, part, locale).map(stepView),
  };
}

/** Six significant digits where it does not end. */
const digitsOf = (value: Written): string =>
  value.exact ? value.decimal : `${Number(Number(value.decimal).toPrecision(6))}`;

const spoken = (value: Written): string => digitsOf(value).replace('-', '−');
