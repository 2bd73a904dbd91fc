/**
 * The catalogue of mistakes: one row each, one belief each. A row says where the belief sits and what it
 * makes of that stage; its wrong answers, its formula, whether it is masked, and its pairs with others
 * follow. Its sentence stands under its id in language/.
 *
 * Several forms: the belief leaves a choice (which other hidden unit?), and each choice is a form.
 */
import {
  call,
  difference,
  type Formula,
  isZero,
  name,
  negated,
  number,
  product,
  quotient,
  substitute,
  sum,
} from '../formula/formula.ts';
import { elementwise } from '../net/activations.ts';
import { gradientName, newWeightName, readQuantity, slopeName } from '../net/quantity.ts';
import { rational } from '../number/rational.ts';
import {
  atHidden,
  atOutputs,
  curvedHidden,
  curvedOutput,
  slopeBeliefIds,
  slopeBeliefs,
} from './slope-beliefs.ts';
import {
  a,
  answer,
  type Belief,
  backErrors,
  deltas,
  entailing,
  errors,
  type Form,
  h,
  hiddenDeltas,
  hiddenSlopes,
  hiddenValues,
  lossSlopes,
  outputSlopes,
  singleLosses,
  slopeOf,
  t,
  together,
  u,
  uGradients,
  w,
  wGradients,
  x,
  y,
  z,
} from './stages.ts';

/** Knowledge components K1 to K17: read indices, forward pass, errors, … (see language/). */
export type Skill = `K${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17}`;

export interface Mistake {
  /** Number in the published catalogue. */
  readonly code: `M${string}`;
  /** The skill that it counts against. */
  readonly skill: Skill;
  readonly forms: readonly Form[];
}

const half = number(rational(1, 2));
const abs = (formula: Formula): Formula => call('abs', formula);
const other = (k: number): number => 3 - k;
/** The hidden unit `by` places further, around: 1 → 2 → 3 → 1. */
const shifted = (j: number, by: number): number => ((j - 1 + by) % 3) + 1;

/** Σ_k of what `term` gives, over the outputs. */
const overOutputs = (term: (k: number) => Formula): Formula => sum(term(1), term(2));

/** A belief about combining two paths: none where only one path carries anything. */
const bothPaths =
  (belief: Belief): Belief =>
  (row) =>
    isZero(row.d('z1')) || isZero(row.d('z2')) ? undefined : belief(row);

const isCrossEntropy = ({ net }: { readonly net: { readonly loss: string } }): boolean =>
  net.loss === 'crossEntropy';
const ofSoftmax =
  (belief: Belief): Belief =>
  (row) =>
    row.net.output === 'softmax' ? belief(row) : undefined;
const ofPlainSoftmax = (belief: Belief): Belief =>
  ofSoftmax((row) => (isCrossEntropy(row) ? undefined : belief(row)));
const ofCrossEntropy = (belief: Belief): Belief =>
  ofSoftmax((row) => (isCrossEntropy(row) ? belief(row) : undefined));

/** The error stage scaled: the loss itself and its derivative. With cross-entropy the derivative sits in δ. */
const scaledLoss = (factor: Formula): Form =>
  together(
    singleLosses(({ row }) => product(factor, row)),
    lossSlopes(({ row }) => product(factor, row)),
    deltas(ofCrossEntropy(({ row }) => product(factor, row))),
  );

/** What the answer stands for when a gradient of one weight, its step or its new weight is asked. */
const update = (make: (weight: string, gradient: Formula) => Formula | undefined): Form =>
  answer((asked, row) => {
    const quantity = readQuantity(asked);
    if (quantity?.kind === 'step' || quantity?.kind === 'newWeight') {
      return make(quantity.of, name(gradientName('E', quantity.of)));
    }
    const ofWeight = quantity?.kind === 'gradient' && /^[wu]\d/.test(quantity.of);
    return ofWeight ? make(quantity.of, row) : undefined;
  });

const asksFor = (asked: string, kind: string): boolean => readQuantity(asked)?.kind === kind;
const scaledAnswer = (factor: Formula): Form => answer((_, row) => product(factor, row));

/** ∂E_k/∂… given for ∂E/∂… */
const oneErrorOnly = (k: number): Form =>
  answer((asked, _, system) => {
    const quantity = readQuantity(asked);
    if (quantity?.kind !== 'gradient' || quantity.target !== 'E' || quantity.of.startsWith('u'))
      return undefined;
    const single = [gradientName('E1', quantity.of), gradientName('E2', quantity.of)];
    const rows = single.map((each) => system.get(each));
    return rows.every((row) => row && !isZero(row)) ? name(single[k - 1] ?? '') : undefined;
  });

/** The slope at the unit's own pre-activation, not by the shortcut in h_j (which this belief has changed). */
const slopeWithoutShortcut: Belief = ({ row, j, net }) => {
  const fn = elementwise[net.hidden];
  return fn && substitute(row, (each) => (each === `h${j}` ? call(fn, a(j)) : undefined));
};

const unlessAsked =
  (kind: string) =>
  (form: Form): Form =>
  (context) =>
    asksFor(context.asked, kind) ? new Map() : form(context);

export const catalogue = {
  // Error stage
  SIGN: { code: 'M01', skill: 'K3', forms: [errors(({ k }) => difference(t(k), y(k)))] },
  X2: { code: 'M02', skill: 'K3', forms: [scaledLoss(number(2))] },
  HALF: { code: 'M03', skill: 'K3', forms: [scaledLoss(half)] },
  LOSS_FOR_ERROR: {
    code: 'M04',
    skill: 'K3',
    forms: [
      together(
        lossSlopes(({ k }) => name(`E${k}`)),
        deltas(ofCrossEntropy(({ k }) => name(`E${k}`))),
      ),
    ],
  },
  TARGET_FORGOTTEN: { code: 'M05', skill: 'K3', forms: [errors(({ k }) => y(k))] },
  ABS_ERROR: { code: 'M06', skill: 'K3', forms: [errors(({ row }) => abs(row))] },
  NO_ACT_OUT: { code: 'M07', skill: 'K2', forms: [errors(({ k }) => difference(z(k), t(k)))] },
  NO_ACT_HID: {
    code: 'M08',
    skill: 'K2',
    forms: [entailing(hiddenValues(curvedHidden(({ j }) => a(j))), hiddenSlopes(slopeWithoutShortcut))],
  },

  // Output derivative
  NO_DOUT: {
    code: 'M09',
    skill: 'K6',
    forms: [
      together(outputSlopes(curvedOutput(() => number(1))), deltas(ofPlainSoftmax(({ k, d }) => d(`y${k}`)))),
    ],
  },
  VALUE_FOR_SLOPE: {
    code: 'M10',
    skill: 'K5',
    forms: [
      together(
        atOutputs(slopeBeliefs.VALUE_FOR_SLOPE),
        deltas(ofPlainSoftmax(({ k, d }) => product(d(`y${k}`), y(k)))),
      ),
    ],
  },
  SLOPE_AT_OUTPUT: { code: 'M11', skill: 'K5', forms: [atOutputs(slopeBeliefs.SLOPE_AT_OUTPUT)] },
  SHORTCUT_AT_PRE: { code: 'M12', skill: 'K5', forms: [atOutputs(slopeBeliefs.SHORTCUT_AT_PRE)] },
  DROPPED_FACTOR: { code: 'M13', skill: 'K5', forms: [atOutputs(slopeBeliefs.DROPPED_FACTOR)] },
  SIGN_IN_SLOPE: { code: 'M14', skill: 'K5', forms: [atOutputs(slopeBeliefs.SIGN_IN_SLOPE)] },
  OTHER_SLOPE: { code: 'M15', skill: 'K5', forms: [atOutputs(slopeBeliefs.OTHER_SLOPE)] },
  SAME_SLOPE: {
    code: 'M16',
    skill: 'K5',
    forms: [outputSlopes(curvedOutput(({ k }) => (k === 2 ? slopeOf('z1') : undefined)))],
  },
  SOFTMAX_DIAGONAL: {
    code: 'M17',
    skill: 'K6',
    forms: [deltas(ofSoftmax(({ k, d }) => product(d(`y${k}`), slopeOf(`z${k}`))))],
  },
  CE_EXTRA_SLOPE: {
    code: 'M18',
    skill: 'K6',
    forms: [deltas(ofCrossEntropy(({ k, row }) => product(row, slopeOf(`z${k}`))))],
  },

  // Combining the paths
  DROP_E2: {
    code: 'M19',
    skill: 'K9',
    forms: [backErrors(bothPaths(({ j, d }) => product(d('z1'), u(j, 1))))],
  },
  DROP_E1: {
    code: 'M20',
    skill: 'K9',
    forms: [backErrors(bothPaths(({ j, d }) => product(d('z2'), u(j, 2))))],
  },
  AVERAGE_PATHS: {
    code: 'M21',
    skill: 'K9',
    forms: [backErrors(bothPaths(({ row }) => product(half, row)))],
  },
  MULTIPLY_PATHS: {
    code: 'M22',
    skill: 'K9',
    forms: [backErrors(bothPaths(({ j, d }) => product(d('z1'), u(j, 1), d('z2'), u(j, 2))))],
  },
  SUBTRACT_PATHS: {
    code: 'M23',
    skill: 'K9',
    forms: [
      backErrors(bothPaths(({ j, d }) => difference(product(d('z1'), u(j, 1)), product(d('z2'), u(j, 2))))),
    ],
  },
  SUM_THEN_MULTIPLY: {
    code: 'M24',
    skill: 'K8',
    forms: [backErrors(({ j, d }) => product(sum(d('z1'), d('z2')), sum(u(j, 1), u(j, 2))))],
  },
  CROSSED: {
    code: 'M25',
    skill: 'K8',
    forms: [backErrors(({ j, d }) => overOutputs((k) => product(d(`z${other(k)}`), u(j, k))))],
  },
  ALL_HIDDEN: {
    code: 'M26',
    skill: 'K4',
    forms: [wGradients(({ i, d }) => product(sum(d('a1'), d('a2'), d('a3')), x(i)))],
  },
  BOTH_ERRORS_FOR_U: {
    code: 'M27',
    skill: 'K4',
    forms: [uGradients(({ j, d }) => product(sum(d('z1'), d('z2')), h(j)))],
  },
  OTHER_OUTPUT: {
    code: 'M28',
    skill: 'K1',
    forms: [uGradients(bothPaths(({ j, k, d }) => product(d(`z${other(k)}`), h(j))))],
  },

  // Going back through u
  NO_U: { code: 'M29', skill: 'K8', forms: [backErrors(({ d }) => sum(d('z1'), d('z2')))] },
  U_TRANSPOSED: {
    code: 'M30',
    skill: 'K1',
    forms: [
      together(
        uGradients(({ j, k, d }) => (j <= 2 && j !== k ? product(d(`z${j}`), h(k)) : undefined)),
        backErrors(({ j, d }) => (j <= 2 ? overOutputs((k) => product(d(`z${k}`), u(k, j))) : undefined)),
      ),
    ],
  },
  OTHER_ROW: {
    code: 'M31',
    skill: 'K8',
    forms: [1, 2].map((by) =>
      backErrors(({ j, d }) => overOutputs((k) => product(d(`z${k}`), u(shifted(j, by), k)))),
    ),
  },
  U_UPDATED: {
    code: 'M32',
    skill: 'K12',
    forms: [
      backErrors(({ j, d }) => overOutputs((k) => product(d(`z${k}`), name(newWeightName(`u${j}${k}`))))),
    ],
  },
  ABS_U: {
    code: 'M33',
    skill: 'K8',
    forms: [backErrors(({ j, d }) => overOutputs((k) => product(d(`z${k}`), abs(u(j, k)))))],
  },
  U_SHARE: {
    code: 'M34',
    skill: 'K8',
    forms: [
      backErrors(({ j, d }) =>
        overOutputs((k) => product(d(`z${k}`), quotient(u(j, k), sum(u(1, k), u(2, k), u(3, k))))),
      ),
    ],
  },
  W_FOR_U: {
    code: 'M35',
    skill: 'K1',
    forms: [backErrors(({ j, d }) => overOutputs((k) => product(d(`z${k}`), w(k, j))))],
  },
  EXTRA_H: {
    code: 'M36',
    skill: 'K8',
    forms: [
      backErrors(({ row, j }) => product(row, h(j))),
      backErrors(({ j, d }) => overOutputs((k) => product(d(`z${k}`), h(j)))),
    ],
  },

  // Hidden derivative
  NO_DHID: { code: 'M37', skill: 'K10', forms: [hiddenSlopes(curvedHidden(() => number(1)))] },
  HIDDEN_SLOPE: { code: 'M38', skill: 'K5', forms: slopeBeliefIds.map((id) => atHidden(slopeBeliefs[id])) },
  OTHER_UNIT_SLOPE: {
    code: 'M39',
    skill: 'K10',
    forms: [
      ...[1, 2].map((by) =>
        hiddenSlopes(curvedHidden(({ j, formulaOf }) => formulaOf(slopeName(`a${shifted(j, by)}`)))),
      ),
      ...[1, 2].map((k) => hiddenSlopes(curvedHidden(curvedOutput(() => slopeOf(`z${k}`))))),
    ],
  },
  RELU_SLOPE_1: {
    code: 'M40',
    skill: 'K14',
    forms: [hiddenSlopes(({ net }) => (net.hidden === 'relu' ? number(1) : undefined))],
  },
  RELU_MASKS_GRADIENT: {
    code: 'M41',
    skill: 'K14',
    forms: [hiddenDeltas(({ j, d, net }) => (net.hidden === 'relu' ? call('relu', d(`h${j}`)) : undefined))],
  },
  GATE_REPLACES: {
    code: 'M42',
    skill: 'K10',
    forms: [
      together(
        deltas(({ k }) => slopeOf(`z${k}`)),
        hiddenDeltas(({ j }) => slopeOf(`a${j}`)),
      ),
    ],
  },

  // Input factor and index
  X_FOR_H: {
    code: 'M43',
    skill: 'K7',
    forms: [uGradients(({ j, k, d }) => (j <= 2 ? product(d(`z${k}`), x(j)) : undefined))],
  },
  PRE_FOR_H: { code: 'M44', skill: 'K7', forms: [uGradients(({ j, k, d }) => product(d(`z${k}`), a(j)))] },
  H_FOR_X: { code: 'M45', skill: 'K11', forms: [wGradients(({ j, d }) => product(d(`a${j}`), h(j)))] },
  OTHER_INPUT: {
    code: 'M46',
    skill: 'K1',
    forms: [1, 2].map((by) =>
      together(
        uGradients(({ j, k, d }) => product(d(`z${k}`), h(shifted(j, by)))),
        wGradients(({ i, j, d }) => product(d(`a${j}`), x(other(i)))),
      ),
    ),
  },
  NO_INPUT: {
    code: 'M47',
    skill: 'K11',
    forms: [
      together(
        uGradients(({ k, d }) => d(`z${k}`)),
        wGradients(({ j, d }) => d(`a${j}`)),
      ),
    ],
  },
  WEIGHT_FOR_INPUT: {
    code: 'M48',
    skill: 'K11',
    forms: [
      together(
        uGradients(({ j, k, d }) => product(d(`z${k}`), u(j, k))),
        wGradients(({ i, j, d }) => product(d(`a${j}`), w(i, j))),
      ),
    ],
  },
  W_TRANSPOSED: {
    code: 'M49',
    skill: 'K1',
    forms: [wGradients(({ i, j, d }) => (j <= 2 && i !== j ? product(d(`a${i}`), x(j)) : undefined))],
  },

  // Answer form
  STEP: {
    code: 'M50',
    skill: 'K12',
    forms: [update((_, g) => negated(product(name('eta'), g)))].map(unlessAsked('step')),
  },
  NEW_WEIGHT: {
    code: 'M51',
    skill: 'K12',
    forms: [update((v, g) => difference(name(v), product(name('eta'), g)))].map(unlessAsked('newWeight')),
  },
  ASCENT: {
    code: 'M52',
    skill: 'K12',
    forms: [
      (context) =>
        update((v, g) => {
          const upwards = product(name('eta'), g);
          return asksFor(context.asked, 'step') ? upwards : sum(name(v), upwards);
        })(context),
    ],
  },
  NO_ETA: {
    code: 'M53',
    skill: 'K12',
    forms: [
      (context) =>
        update((v, g) => (asksFor(context.asked, 'step') ? negated(g) : difference(name(v), g)))(context),
    ],
  },
  ONE_E_ONLY: { code: 'M54', skill: 'K9', forms: [oneErrorOnly(1), oneErrorOnly(2)] },
  /** No value of its own: an answer within the envelope of early rounding (see grading/). */
  ROUNDED_EARLY: { code: 'M55', skill: 'K2', forms: [] },
  DECIMAL_SLIP: {
    code: 'M56',
    skill: 'K2',
    forms: [scaledAnswer(number(10)), scaledAnswer(number(rational(1, 10)))],
  },
} as const satisfies Record<string, Mistake>;

export type MistakeId = keyof typeof catalogue;
export const mistakeIds = Object.keys(catalogue) as readonly MistakeId[];
export const mistakes: Readonly<Record<MistakeId, Mistake>> = catalogue;
