/**
 * The figure of a board in three pieces: the drawing, the bar to walk along it, and what is told of it. A reader who has
 * the drawing already gets what is lit on it instead, a tenth of the size: after most answers nothing else has changed.
 */
import { significant } from '../../exercise/solution.ts';
import { isChoice } from '../../exercise/variant.ts';
import { drawNet, drawReturnPaths, givenBeside, returnPathsOver, type Travelling } from '../../figure/net.ts';
import { travellers } from '../../figure/reach.ts';
import { netInWords, printedGiven } from '../../figure/words.ts';
import { say } from '../../language/language.ts';
import { parseRational } from '../../number/rational.ts';
import { conventionsOf } from './conventions.ts';
import type { BoardModel } from './model.ts';

/** `shown`: the names of the pieces that the reader has. */
export const figureView = (model: BoardModel, shown: ReadonlySet<string>) => ({
  drawing: drawingView(model, shown),
  walk: walkView(model),
  told: toldView(model, shown),
});

/** `wayBack`: to be put over a drawing that stays; one with numbers on the way back is drawn with it. */
function drawingView(model: BoardModel, shown: ReadonlySet<string>) {
  const travelling = travelsOn(model);
  const name = ['drawing', model.locale, travelling ? model.wayBack?.quantity : ''].join(' ');
  const kept = shown.has(name);
  return {
    name,
    kept,
    nets: kept ? [] : figuresOf(model),
    wayBack: kept && !travelling ? wayBackOver(model) : undefined,
  };
}

/** What is under the figure once there is a solution to walk along it. */
const walkView = ({ parts, locale }: BoardModel) =>
  parts.some(({ solution }) => solution) ? say(locale).student.steps.walk : undefined;

function toldView({ variant, locale }: BoardModel, shown: ReadonlySet<string>) {
  const name = `told ${locale}`;
  if (shown.has(name)) return { name, kept: true };
  return {
    name,
    kept: false,
    beside: givenBeside(variant).map((each) => printedGiven(each, variant)),
    inWords: netInWords(variant, locale),
    conventions: conventionsOf(variant.net, locale),
  };
}

/** The figure twice, for wide and narrow places; the style sheet shows one of them. */
const flows = ['right', 'down'] as const;

function figuresOf(model: BoardModel): readonly string[] {
  const { variant, wayBack } = model;
  const travelling = travellingOf(model);
  return flows.map((flow) =>
    wayBack === undefined
      ? drawNet(variant, optionsOf(model, flow))
      : drawReturnPaths(variant, wayBack.quantity, optionsOf(model, flow), travelling),
  );
}

function wayBackOver(model: BoardModel) {
  const { variant, wayBack } = model;
  if (!wayBack) return { back: '', returns: [] };
  const over = flows.map((flow) => returnPathsOver(variant, wayBack.quantity, optionsOf(model, flow)));
  return { back: over[0]?.back.join(' ') ?? '', returns: over.map(({ returns }) => returns) };
}

const optionsOf = ({ locale, parts }: BoardModel, flow: (typeof flows)[number]) => ({
  locale,
  flow,
  asked: parts.flatMap(({ part }) => (isChoice(part) ? [] : [part.quantity])),
});

/** Numbers travel on the way back once its part is closed. */
const travelsOn = ({ parts, wayBack }: BoardModel): boolean =>
  wayBack?.values !== undefined &&
  parts.some(({ part, closed }) => closed && part.quantity === wayBack.quantity);

/** The numbers on the way back, by the places that they leave. */
function travellingOf(model: BoardModel): Travelling {
  const { variant, wayBack } = model;
  if (!wayBack || !travelsOn(model)) return {};
  const values = wayBack.values?.() ?? {};
  return Object.fromEntries(
    Object.entries(travellers(wayBack.quantity, variant.net)).flatMap(([place, quantity]) => {
      const value = values[quantity];
      return value === undefined ? [] : [[place, significant(parseRational(value), 3)]];
    }),
  );
}
