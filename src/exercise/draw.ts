/**
 * Drawing: the indices that an exercise leaves open, and candidate numbers for its net, unit by unit: a unit
 * that a constraint would refuse is drawn again at once, not the whole net. Nothing here is certified yet.
 * No 0 and no ±1 (they hide mistakes); |x1| ≠ |x2|; asked weights off the diagonal.
 */
import { functionsOfDoubles } from '../formula/double-tape.ts';
import { elementwise, targetsSumToOne } from '../net/activations.ts';
import { hiddenUnits, outputs } from '../net/quantity.ts';
import type { HiddenActivation, NetSpec, OutputActivation } from '../net/spec.ts';
import { parseRational, type Rational } from '../number/rational.ts';
import type { Aim } from './aim.ts';
import { type Choice, type Choices, choice, choicesOf, remainder } from './choices.ts';
import { isInReach, isPlainTarget, leastError, outputsDiffer } from './constraints.ts';
import type { Definition } from './definition.ts';
import type { Random } from './random.ts';

export type Drawn = ReadonlyMap<string, Choice>;
export type Numbers = ReadonlyMap<string, Rational>;
export type Indices = Readonly<Record<'i' | 'j' | 'k', string>>;

const offDiagonal: readonly Indices[] = [
  { i: '1', j: '2', k: '1' },
  { i: '2', j: '1', k: '2' },
  { i: '1', j: '3', k: '1' },
  { i: '1', j: '3', k: '2' },
  { i: '2', j: '3', k: '1' },
  { i: '2', j: '3', k: '2' },
];

/** Indices i, j, k with i ≠ j and j ≠ k, so that mistakes of transposed indices show. */
export const drawIndices = (random: Random): Indices => random.pick(offDiagonal);

/** Values of x, w, u, t and η. */
export function drawNumbers(definition: Definition, aim: Aim, random: Random): Drawn {
  const drawing: Drawing = {
    saturated: definition.saturated,
    net: definition.net,
    aim,
    random,
    from: choicesOf(definition),
    numbers: new Map(),
  };
  drawInputs(drawing);
  const h = drawHidden(drawing);
  const negative = random.pick(aim.outputs);
  const y = drawOutputs(drawing, h, negative);
  drawTargets(drawing, y, negative);
  drawing.numbers.set('eta', random.pick(drawing.from.eta));
  if (definition.nudge) drawing.numbers.set('d', choice(parseRational(definition.nudge.by)));
  return drawing.numbers;
}

interface Drawing {
  readonly saturated: boolean;
  readonly net: NetSpec;
  readonly aim: Aim;
  readonly random: Random;
  readonly from: Choices;
  readonly numbers: Map<string, Choice>;
}

/** Draws until it fits, or for the last of so many times. */
function untilFit<T>(draw: () => T, fits: (drawn: T) => boolean): T {
  let drawn = draw();
  for (let again = 0; again < 30 && !fits(drawn); again++) drawn = draw();
  return drawn;
}

function drawInputs({ random, from, numbers }: Drawing): void {
  const x1 = random.pick(from.x);
  const others = from.x.filter(({ double }) => Math.abs(double) !== Math.abs(x1.double));
  numbers.set('x1', x1).set('x2', random.pick(others));
}

/** w_1j and w_2j such that a_j is in reach, and below 0 just for the dead units. Gives h_j. */
function drawHidden({ net, aim, random, from, numbers, saturated }: Drawing): readonly number[] {
  const dead = drawDead(aim, random);
  const pre = (weights: readonly Choice[]): number =>
    weights.reduce((so, weight, i) => so + weight.double * (numbers.get(`x${i + 1}`)?.double ?? 0), 0);
  return hiddenUnits.map((j) => {
    const weights = untilFit(
      () => [random.pick(from.w), random.pick(from.w)],
      (drawn) =>
        (saturated || isInReach(net.hidden, pre(drawn))) &&
        (net.hidden !== 'relu' || pre(drawn) < 0 === dead.includes(j)),
    );
    weights.forEach((weight, i) => {
      numbers.set(`w${i + 1}${j}`, weight);
    });
    return activated(net.hidden, pre(weights));
  });
}

/** The units of ReLU that are to be off: any of the first, around. */
function drawDead({ dead }: Aim, random: Random): readonly number[] {
  if (dead.count === 0) return [];
  const rest = hiddenUnits.filter((j) => !dead.first.includes(j));
  const start = random.integer(Math.max(dead.first.length, 1));
  return [...dead.first.slice(start), ...dead.first.slice(0, start), ...rest].slice(0, dead.count);
}

/** u_1k, u_2k and u_3k such that z_k is in reach; an only asked hidden unit gets u weights of both signs. Gives y_k. */
function drawOutputs(drawing: Drawing, h: readonly number[], negative: number): readonly number[] {
  const { net, random, from, numbers } = drawing;
  const largestTarget = Math.max(...from.t.map(({ double }) => double));
  const pre = (weights: readonly Choice[]): number =>
    weights.reduce((so, weight, j) => so + weight.double * (h[j] ?? 0), 0);
  const y: number[] = [];
  for (const k of outputs) {
    const weights = untilFit(
      () => hiddenUnits.map((j) => random.pick(choicesOfU(drawing, j, k))),
      (drawn) => {
        const value = activated(net.output, pre(drawn));
        const canFall = k !== negative || net.output === 'softmax' || value <= largestTarget - leastError;
        const differs = k === 1 || outputsDiffer(net, y[0] ?? 0, value);
        return canFall && differs && isInReach(net.output, pre(drawn));
      },
    );
    weights.forEach((weight, j) => {
      numbers.set(`u${j + 1}${k}`, weight);
    });
    y.push(activated(net.output, pre(weights)));
  }
  return y;
}

/** For u_j2 of an only asked unit j, those of the other sign than u_j1. */
function choicesOfU({ aim, from, numbers }: Drawing, j: number, k: number): readonly Choice[] {
  const first = k === 2 && aim.hidden.length === 1 && aim.hidden[0] === j ? numbers.get(`u${j}1`) : undefined;
  const opposite = first && (first.double > 0 ? from.negativeU : from.positiveU);
  return opposite && opposite.length > 0 ? opposite : from.u;
}

/** t_k away from y_k, and above it at the output that is to have a negative error. */
function drawTargets({ net, random, from, numbers }: Drawing, y: readonly number[], negative: number): void {
  const draw = (k: number): Choice =>
    untilFit(
      () => random.pick(from.t),
      ({ double }) => {
        const e = (y[k - 1] ?? 0) - double;
        return isPlainTarget(net, double) && (k === negative ? -e : Math.abs(e)) >= leastError;
      },
    );
  const t1 = targetsSumToOne(net.output) ? random.pick(from.t) : draw(1);
  numbers.set('t1', t1).set('t2', targetsSumToOne(net.output) ? remainder(t1) : draw(2));
}

function activated(activation: HiddenActivation | OutputActivation, preActivation: number): number {
  const fn = activation === 'softmax' ? undefined : elementwise[activation];
  return fn ? functionsOfDoubles[fn](preActivation) : preActivation;
}
