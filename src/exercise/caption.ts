/**
 * What a step of a solution does and why, and where on the figure to look for a quantity: which sentence fits
 * which quantity, and the names that the sentence speaks of.
 */
import { type Formula, isZero, namesIn } from '../formula/formula.ts';
import { typesetName } from '../formula/typeset.ts';
import { type Catalogue, type Locale, say } from '../language/language.ts';
import { gradientName, readQuantity, slopeName } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';

export interface Telling {
  readonly net: NetSpec;
  readonly locale: Locale;
  /** How a name is written in a sentence; mathematics between dollar signs by default. */
  readonly write?: (name: string) => string;
}

/** $w_{12}$: splitMath finds it again. */
export const inMath = (name: string): string => `$${typesetName(name)}$`;

interface Step {
  readonly quantity: string;
  readonly formula: Formula;
  /** As written; tells on which side of a corner a piecewise function is. */
  readonly value: string;
}

/** One sentence on the step that works out a quantity. */
export function caption(step: Step, telling: Telling): string {
  const id = captionIds[placeOf(step.quantity)]?.(step, telling.net) ?? 'unreached';
  return say(telling.locale).solution.captions[id](wordsFor(step.quantity, telling));
}

/** One sentence on where to look on the figure, and what for. */
export function placeSentence(quantity: string, telling: Telling): string {
  const id = placeIds[placeOf(quantity)] ?? 'unit';
  return say(telling.locale).solution.places[id](wordsFor(quantity, telling));
}

type CaptionId = keyof Catalogue['solution']['captions'];
type PlaceId = keyof Catalogue['solution']['places'];

/** The kind of quantity in short: 'a', 'E', 'E_k', 'slope', 'd/dw', 'step' … */
function placeOf(quantity: string): string {
  const meaning = readQuantity(quantity);
  if (!meaning) throw new Error(`the net has no ${quantity}`);
  if (meaning.kind === 'gradient') return `d/d${meaning.of[0]}`;
  if (meaning.kind === 'unit') return meaning.letter === 'E' ? 'E_k' : meaning.letter;
  if (meaning.kind === 'nudged') return placeOf(meaning.of);
  return meaning.kind === 'total' ? 'E' : meaning.kind;
}

const placeIds: Readonly<Record<string, PlaceId>> = {
  a: 'arriving',
  z: 'arriving',
  h: 'unit',
  y: 'unit',
  x: 'unit',
  t: 'target',
  e: 'error',
  E_k: 'loss',
  E: 'total',
  slope: 'slope',
  'd/de': 'gradientAtOutput',
  'd/dy': 'gradientAtOutput',
  'd/dz': 'gradientAtOutput',
  'd/dh': 'gradientAtHidden',
  'd/da': 'gradientAtHidden',
  'd/du': 'gradientOfU',
  'd/dw': 'gradientOfW',
  'd/dx': 'gradientOfInput',
  step: 'update',
  newWeight: 'update',
  quotient: 'quotient',
};

type Choice = (step: Step, net: NetSpec) => CaptionId;
const always = (id: CaptionId): Choice => {
  return () => id;
};
/** A gradient that is 0 because nothing connects the two. */
const reached =
  (choice: Choice): Choice =>
  (step, net) =>
    isZero(step.formula) ? 'unreached' : choice(step, net);

const lossCaptions = {
  half: ['halfLoss', 'halfLossSlope'],
  full: ['fullLoss', 'fullLossSlope'],
  mean: ['fullLoss', 'meanLossSlope'],
  crossEntropy: ['crossEntropyLoss', 'crossEntropySlope'],
} as const satisfies Record<NetSpec['loss'], readonly [CaptionId, CaptionId]>;

/** On the rising side of a corner, or on the flat one. */
const slopeCaptions = {
  linear: ['linearSlope', 'linearSlope'],
  relu: ['reluOn', 'reluOff'],
  leakyRelu: ['leakyReluOn', 'leakyReluOff'],
  sigmoid: ['sigmoidSlope', 'sigmoidSlope'],
  tanh: ['tanhSlope', 'tanhSlope'],
  hardSigmoid: ['hardSigmoidOn', 'hardSigmoidOff'],
  softplus: ['softplusSlope', 'softplusSlope'],
  softmax: ['softmaxSlope', 'softmaxSlope'],
} as const satisfies Record<NetSpec['hidden' | 'output'], readonly [CaptionId, CaptionId]>;

const isFlat = ({ value }: Step): boolean => value === '0' || value === '0.1';

/** ∂E_k by what enters the loss: one error with E_k alone, their mean with E. */
const atLoss: Choice = ({ quantity }, { loss }) =>
  lossCaptions[loss === 'mean' && !quantity.startsWith('dE/') ? 'full' : loss][1];

const captionIds: Readonly<Record<string, Choice>> = {
  a: always('preActivation'),
  z: always('preActivation'),
  h: (_, { hidden }) => (hidden === 'linear' ? 'passedOn' : 'activated'),
  y: (_, { output }) => (output === 'softmax' ? 'softmax' : output === 'linear' ? 'passedOn' : 'activated'),
  t: always('secondTarget'),
  e: always('error'),
  E_k: (_, { loss }) => lossCaptions[loss][0],
  E: (_, { loss }) => (loss === 'mean' ? 'mean' : 'sum'),
  slope: (step, net) =>
    slopeCaptions[step.quantity.startsWith('f') ? net.hidden : net.output][isFlat(step) ? 1 : 0],
  'd/de': reached(atLoss),
  'd/dy': reached(atLoss),
  'd/dz': reached((step, net) => {
    if (net.output !== 'softmax') return net.output === 'linear' ? 'passedBack' : 'throughSlope';
    if (!step.quantity.startsWith('dE/')) return 'softmaxOneWay';
    return net.loss === 'crossEntropy' ? 'cancelled' : 'throughSoftmax';
  }),
  'd/dh': reached(({ formula }) =>
    [...namesIn(formula)].filter((name) => name.startsWith('u')).length > 1 ? 'addPaths' : 'onePath',
  ),
  'd/da': reached((_, { hidden }) => (hidden === 'linear' ? 'passedBack' : 'throughSlope')),
  'd/du': reached(always('weightGradient')),
  'd/dw': reached(always('weightGradient')),
  'd/dx': reached(always('inputGradient')),
  step: always('step'),
  newWeight: always('newWeight'),
  quotient: always('quotient'),
};

/** The names that a sentence about a quantity may use, written as asked for. */
function wordsFor(quantity: string, { net, locale, write = inMath }: Telling) {
  const meaning = readQuantity(quantity);
  const of = meaning && 'of' in meaning ? meaning.of : quantity;
  const target = meaning?.kind === 'gradient' ? meaning.target : 'E';
  const names = { of, target, eta: 'eta', gradient: gradientName(target, of), ...around(of) };
  const written = Object.fromEntries(Object.entries(names).map(([word, name]) => [word, write(name)]));
  const activation = isHidden(of) ? net.hidden : net.output;
  return { ...written, activation: say(locale).net.activations[activation] };
}

const isHidden = (of: string): boolean => /^[ahw]/.test(of);

/** The unit that a quantity belongs to or leads to, and what is at that unit. */
function around(of: string): Readonly<Record<string, string>> {
  const meaning = readQuantity(of);
  if (meaning?.kind === 'weight') {
    const [from, to] = meaning.letter === 'w' ? ['x', 'h'] : ['h', 'y'];
    return {
      from: `${from}${meaning.from}`,
      to: `${to}${meaning.to}`,
      ...atUnit(meaning.letter === 'w', meaning.to),
    };
  }
  return meaning?.kind === 'unit' ? atUnit(isHidden(of), meaning.index) : {};
}

function atUnit(hidden: boolean, index: number): Readonly<Record<string, string>> {
  const pre = `${hidden ? 'a' : 'z'}${index}`;
  const unit = `${hidden ? 'h' : 'y'}${index}`;
  return { pre, unit, slope: slopeName(pre), ...(hidden ? {} : { error: `e${index}` }) };
}
