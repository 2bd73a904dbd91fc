/**
 * What a draw must fulfil before it is worth certifying. Each constraint has a name, so that an exercise for
 * which nothing is found can say which one fails most. Measured reasons stand in the table.
 */
import { elementwise } from '../net/activations.ts';
import { gradientName, hiddenUnits, outputs, readQuantity } from '../net/quantity.ts';
import type { Definition } from './definition.ts';

export interface Draw {
  readonly definition: Definition;
  readonly asked: readonly string[];
  /** Value of any quantity of the net, in doubles. */
  readonly at: (name: string) => number;
}

type Constraint = (draw: Draw) => boolean;

const size = ({ at }: Draw, name: string): number => Math.abs(at(name));

/** The weight, unit or total that an asked gradient, step or new weight is about. */
const subjects = ({ asked }: Draw): readonly string[] =>
  asked.flatMap((name) => {
    const quantity = readQuantity(name);
    return quantity && 'of' in quantity && quantity.kind !== 'slope' ? [quantity.of] : [];
  });
const asksGradients = (draw: Draw): boolean => subjects(draw).length > 0;

/** Hidden units through which an asked gradient comes. */
const askedHidden = (draw: Draw): readonly number[] =>
  subjects(draw).flatMap((of) =>
    /^w\d\d$/.test(of) ? [Number(of[2])] : /^[ha]\d$/.test(of) ? [Number(of[1])] : [],
  );
const askedOutputs = (draw: Draw): readonly number[] => {
  const named = subjects(draw).flatMap((of) =>
    /^u\d\d$/.test(of) ? [Number(of[2])] : /^[zye]\d$/.test(of) ? [Number(of[1])] : [],
  );
  return named.length > 0 && askedHidden(draw).length === 0 ? named : outputs;
};

/** |pre-activation| that keeps a slope well away from 0 and from its greatest value. */
const reach: Readonly<Record<string, readonly [number, number]>> = {
  sigmoid: [0, 3],
  tanh: [0.25, 2],
  softplus: [0, 3],
  hardSigmoid: [0.1, 2.4],
  relu: [0.1, Number.POSITIVE_INFINITY],
  leakyRelu: [0.1, Number.POSITIVE_INFINITY],
};

const within = (draw: Draw, activation: string, names: readonly string[]): boolean => {
  const [least, most] = reach[activation] ?? [0, Number.POSITIVE_INFINITY];
  return names.every((name) => size(draw, name) >= least && size(draw, name) <= most);
};

const a = hiddenUnits.map((j) => `a${j}`);
const z = outputs.map((k) => `z${k}`);

export const constraints = {
  'hidden pre-activations in reach of their slopes': (draw) => within(draw, draw.definition.net.hidden, a),
  'output pre-activations in reach of their slopes': (draw) => within(draw, draw.definition.net.output, z),
  'as many dead units as asked for': (draw) => {
    if (draw.definition.net.hidden !== 'relu') return true;
    const dead: readonly number[] = hiddenUnits.filter((j) => draw.at(`a${j}`) < 0);
    const askedAreDead = askedHidden(draw).every((j) => dead.includes(j) === draw.definition.askDead);
    return dead.length === draw.definition.deadUnits && askedAreDead;
  },
  'errors of at least 0.05': (draw) => outputs.every((k) => size(draw, `e${k}`) >= 0.05),
  'back-propagated errors of at least 0.02': (draw) =>
    askedHidden(draw).every((j) => size(draw, gradientName('E', `h${j}`)) >= 0.02),
  /** Else |e| for e is right. */
  'a negative error': (draw) => !asksGradients(draw) || askedOutputs(draw).some((k) => draw.at(`e${k}`) < 0),
  /** Else |u| for u is right. */
  'u weights of both signs': (draw) =>
    new Set(askedHidden(draw)).size > 1 ||
    askedHidden(draw).every((j) => draw.at(`u${j}1`) * draw.at(`u${j}2`) < 0),
  /** Else one slope for both outputs is nearly right; sigmoid has the same slope at y and 1 − y. */
  'outputs that differ': (draw) =>
    !curvedOutputs(draw) ||
    (Math.abs(draw.at('y1') - draw.at('y2')) >= 0.1 && Math.abs(draw.at('y1') + draw.at('y2') - 1) >= 0.02),
  'targets off 0.5': (draw) =>
    draw.definition.net.output !== 'sigmoid' || outputs.every((k) => Math.abs(draw.at(`t${k}`) - 0.5) > 0.01),
} satisfies Readonly<Record<string, Constraint>>;

const curvedOutputs = (draw: Draw): boolean => {
  const { output } = draw.definition.net;
  return asksGradients(draw) && output !== 'softmax' && elementwise[output] !== undefined;
};

/** The first constraint that the draw fails. */
export function failedConstraint(draw: Draw): string | undefined {
  return Object.entries(constraints).find(([, holds]) => !holds(draw))?.[0];
}
