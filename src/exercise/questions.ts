/**
 * Questions that are answered by choosing: which options there are, and which of them are right. Both follow
 * from the net and its numbers; nothing is written by hand. A question refuses numbers for which its answer
 * is not clear at a glance, and then others are drawn.
 */
import { gradientName, outputs, uNames, weightNames, wNames } from '../net/quantity.ts';
import { errorsReached, onward, returnPaths } from '../net/reach.ts';
import type { NetSpec } from '../net/spec.ts';
import type { Planted } from './plant-mistake.ts';
import type { Option, QuestionId } from './variant.ts';

export interface Asking {
  readonly net: NetSpec;
  /** What the question is about: 'w12'. */
  readonly quantity: string;
  /** The weights that it chooses among. */
  readonly among: readonly string[];
  /** Value of any quantity of the net, in doubles. */
  readonly at: (name: string) => number;
  /** Somebody's solution, with a mistake in it. */
  readonly planted?: Planted | undefined;
}

export interface Answered {
  readonly options: readonly Option[];
  /** Ids of the right options: in the order of the options, or, for an order, in the right one. */
  readonly right: readonly string[];
}

interface Question {
  readonly several: boolean;
  /** undefined where these numbers give no clear answer. */
  readonly answer: (asking: Asking) => Answered | undefined;
}

const quantities = (names: readonly string[]): readonly Option[] =>
  names.map((id) => ({ kind: 'quantity', id }));
const none: Option = { kind: 'none', id: 'none' };

/** Which of the weights is it true of? One more option says: of none. */
const which = (weights: readonly string[], holds: (weight: string) => boolean): Answered => {
  const right = weights.filter(holds);
  return { options: [...quantities(weights), none], right: right.length > 0 ? right : [none.id] };
};

const size = ({ at }: Asking, weight: string): number => Math.abs(at(gradientName('E', weight)));
/** Largest gradient first; a step is the gradient times η, so that steps have the same order. */
const bySize = (asking: Asking): readonly string[] =>
  [...asking.among].sort((left, right) => size(asking, right) - size(asking, left));

/** Neighbours in an order of sizes differ by so much at least. */
const clearlySmaller = 0.9;
/** A gradient is nearly 0 where it is less than this share of the largest, and is not where it is more than that. */
const [nearlyZero, notNearlyZero] = [0.02, 0.1];
const leastGradient = 0.02;

export const questions = {
  errorsReached: {
    several: true,
    answer: ({ quantity, net }) => ({
      options: quantities(outputs.map((k) => `e${k}`)),
      right: errorsReached(quantity, net),
    }),
  },
  pathCount: {
    several: false,
    answer: ({ quantity, net }) => ({
      options: ['1', '2', '3', '4', '6'].map((id) => ({ kind: 'count', id })),
      right: [`${returnPaths(gradientName('E', quantity), net).length}`],
    }),
  },
  weightsOnPaths: {
    several: true,
    answer: ({ quantity, net }) => {
      const reached = onward(quantity, net);
      return { options: quantities(uNames), right: uNames.filter((name) => reached.includes(name)) };
    },
  },
  zeroGradients: {
    several: true,
    answer: (asking) => {
      const sizes = asking.among.map((weight) => size(asking, weight));
      if (sizes.some((each) => each > 0 && each < leastGradient)) return undefined;
      return which(asking.among, (weight) => size(asking, weight) === 0);
    },
  },
  smallGradients: {
    several: true,
    answer: (asking) => {
      const largest = Math.max(...asking.among.map((weight) => size(asking, weight)));
      const share = (weight: string): number => size(asking, weight) / largest;
      const isSmall = (weight: string): boolean => share(weight) < nearlyZero;
      const unclear = asking.among.some((weight) => !isSmall(weight) && share(weight) < notNearlyZero);
      return unclear || !asking.among.some(isSmall) ? undefined : which(asking.among, isSmall);
    },
  },
  largestStep: {
    several: false,
    answer: (asking) => {
      const [first = '', second = ''] = bySize(asking);
      const isClear = size(asking, second) <= clearlySmaller * size(asking, first);
      return isClear ? { options: quantities(asking.among), right: [first] } : undefined;
    },
  },
  growingWeights: {
    several: true,
    answer: (asking) => {
      if (asking.among.some((weight) => size(asking, weight) < leastGradient)) return undefined;
      return which(asking.among, (weight) => asking.at(gradientName('E', weight)) < 0);
    },
  },
  bySize: {
    several: false,
    answer: (asking) => {
      const order = bySize(asking);
      const sizes = order.map((weight) => size(asking, weight));
      const isClear = sizes.every(
        (each, i) => each > 0 && (i === 0 || each <= clearlySmaller * (sizes[i - 1] ?? 0)),
      );
      return isClear ? { options: quantities(asking.among), right: order } : undefined;
    },
  },
  mistakenLine: {
    several: false,
    answer: ({ planted }) => planted && { options: planted.lines, right: [planted.wrongLine] },
  },
  mistakeName: {
    several: false,
    answer: ({ planted }) =>
      planted && { options: planted.names.map((id) => ({ kind: 'mistake', id })), right: [planted.mistake] },
  },
} as const satisfies Readonly<Record<QuestionId, Question>>;

export const choiceQuestions = [
  'errorsReached',
  'pathCount',
  'weightsOnPaths',
  'zeroGradients',
  'smallGradients',
  'largestStep',
  'growingWeights',
  'mistakenLine',
  'mistakeName',
] as const satisfies readonly QuestionId[];
export const orderQuestions = ['bySize'] as const satisfies readonly QuestionId[];

export const weightsAmong = { w: wNames, u: uNames, all: weightNames } as const;
