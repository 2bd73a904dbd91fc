/**
 * What a draw must fulfil before it is worth certifying. Each constraint has a name, so that an exercise for
 * which nothing is found can say which one fails most. Measured reasons stand in the table.
 */
import { elementwise } from '../net/activations.ts';
import { gradientName, hiddenUnits, outputs } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';
import type { Aim } from './aim.ts';
import type { Definition } from './definition.ts';

export interface Draw {
  readonly definition: Definition;
  readonly aim: Aim;
  /** Value of a quantity of the net, in doubles. */
  readonly at: (name: string) => number;
}

type Constraint = (draw: Draw) => boolean;

/** |pre-activation| that keeps a slope well away from 0 and from its greatest value. */
const reach: Readonly<Record<string, readonly [number, number]>> = {
  sigmoid: [0, 3],
  tanh: [0.25, 2],
  softplus: [0.1, 3],
  hardSigmoid: [0.1, 2.4],
  relu: [0.1, Number.POSITIVE_INFINITY],
  leakyRelu: [0.1, Number.POSITIVE_INFINITY],
};

export function isInReach(activation: string, preActivation: number): boolean {
  const [least, most] = reach[activation] ?? [0, Number.POSITIVE_INFINITY];
  return Math.abs(preActivation) >= least && Math.abs(preActivation) <= most;
}

export const leastError = 0.05;
export const isPlainTarget = ({ output }: NetSpec, t: number): boolean =>
  output !== 'sigmoid' || Math.abs(t - 0.5) > 0.01;

/** Else one slope for both outputs is nearly right; sigmoid has the same slope at y and 1 − y. */
export const outputsDiffer = ({ output }: NetSpec, y1: number, y2: number): boolean =>
  output === 'softmax' ||
  elementwise[output] === undefined ||
  (Math.abs(y1 - y2) >= 0.1 && Math.abs(y1 + y2 - 1) >= 0.02);

const a = hiddenUnits.map((j) => `a${j}`);
const z = outputs.map((k) => `z${k}`);

export const constraints = {
  'hidden pre-activations in reach of their slopes': ({ definition, at }) =>
    definition.saturated || a.every((name) => isInReach(definition.net.hidden, at(name))),
  'output pre-activations in reach of their slopes': ({ definition, at }) =>
    z.every((name) => isInReach(definition.net.output, at(name))),
  /** Else a softmax output prints as 0 or 1, or both are the same half. */
  'softmax outputs that differ, from 0.03 to 0.97': ({ definition, at }) => {
    const apart = Math.abs(at('z1') - at('z2'));
    return definition.net.output !== 'softmax' || (apart >= 0.1 && apart <= 3.5);
  },
  'as many dead units as asked for': ({ definition, aim, at }) => {
    if (definition.net.hidden !== 'relu') return true;
    const dead: readonly number[] = hiddenUnits.filter((j) => at(`a${j}`) < 0);
    return (
      dead.length === definition.deadUnits &&
      (definition.askDead === 'some' || aim.hidden.every((j) => dead.includes(j) === definition.askDead))
    );
  },
  'errors of at least 0.05': ({ at }) => outputs.every((k) => Math.abs(at(`e${k}`)) >= leastError),
  'back-propagated errors of at least 0.02': ({ aim, at }) =>
    aim.hidden.every((j) => Math.abs(at(gradientName('E', `h${j}`))) >= 0.02),
  /** Else |e| for e is right. */
  'a negative error': ({ aim, at }) => !aim.gradients || aim.outputs.some((k) => at(`e${k}`) < 0),
  /** Else |u| for u is right. */
  'u weights of both signs': ({ aim, at }) =>
    aim.hidden.length !== 1 || aim.hidden.every((j) => at(`u${j}1`) * at(`u${j}2`) < 0),
  'outputs that differ': ({ definition, aim, at }) =>
    !aim.gradients || outputsDiffer(definition.net, at('y1'), at('y2')),
  'targets off 0.5': ({ definition, at }) => outputs.every((k) => isPlainTarget(definition.net, at(`t${k}`))),
} satisfies Readonly<Record<string, Constraint>>;

const entries = Object.entries<Constraint>(constraints);

/** The first constraint that the draw fails. */
export function failedConstraint(draw: Draw): string | undefined {
  return entries.find(([, holds]) => !holds(draw))?.[0];
}
