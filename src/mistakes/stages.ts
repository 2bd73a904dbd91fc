/**
 * The stages of the backward pass, as places where a belief can sit. A belief says what a row becomes; a
 * stage applies it wherever that stage occurs, for E, E1 and E2 alike. The result is a Rewrite: the rows
 * that differ. Rows that are 0 stay 0 (E1 does not feel y2), and what an exercise gives cannot be rewritten.
 */
import { type Formula, isZero, name, number } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import {
  gradientName,
  hiddenUnits,
  inputs,
  outputs,
  slopeName,
  type Target,
  targets,
} from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';

export interface Context {
  readonly net: NetSpec;
  /** The rows as they stand, perhaps already with another mistake in them. */
  readonly system: System;
  /** The quantity that the student is asked for. */
  readonly asked: string;
  /** Quantities whose values the exercise shows: no belief changes them. */
  readonly shown: ReadonlySet<string>;
}

export type Rewrite = ReadonlyMap<string, Formula>;
/** One way in which a belief shows; an empty Rewrite where it cannot. */
export type Form = (context: Context) => Rewrite;

/** The names that a belief about one row may use. */
export interface Row {
  /** The right formula of this row. */
  readonly row: Formula;
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly net: NetSpec;
  /** ∂T/∂of for the target at hand, 0 where that is 0. */
  readonly d: (of: string) => Formula;
  /** The formula of another row as it stands, for beliefs that mix up rows of one stage. */
  readonly formulaOf: (name: string) => Formula;
}

export type Belief = (row: Row) => Formula | undefined;

export const x = (i: number): Formula => name(`x${i}`);
export const a = (j: number): Formula => name(`a${j}`);
export const h = (j: number): Formula => name(`h${j}`);
export const z = (k: number): Formula => name(`z${k}`);
export const y = (k: number): Formula => name(`y${k}`);
export const t = (k: number): Formula => name(`t${k}`);
export const e = (k: number): Formula => name(`e${k}`);
export const w = (i: number, j: number): Formula => name(`w${i}${j}`);
export const u = (j: number, k: number): Formula => name(`u${j}${k}`);
export const slopeOf = (preActivation: string): Formula => name(slopeName(preActivation));

/** Changes the system as the rewrite says. */
export const rewritten = (system: System, rewrite: Rewrite): System =>
  new Map([...system].map(([key, formula]) => [key, rewrite.get(key) ?? formula]));

/** One belief that touches several stages. */
export const together =
  (...forms: readonly Form[]): Form =>
  (context) =>
    new Map(forms.flatMap((form) => [...form(context)]));

/** `consequence` comes with `belief`, and only where the belief changes anything. */
export const entailing =
  (belief: Form, consequence: Form): Form =>
  (context) => {
    const rewrite = belief(context);
    return rewrite.size === 0 ? rewrite : new Map([...rewrite, ...consequence(context)]);
  };

type Index = { readonly i?: number; readonly j?: number; readonly k?: number };

function atRows(
  context: Context,
  rows: readonly (readonly [string, Index, Target?])[],
  belief: Belief,
): Rewrite {
  const formulaOf = (each: string): Formula => context.system.get(each) ?? name(each);
  const changed = rows.flatMap(([key, index, target]) => {
    const row = context.system.get(key);
    if (!row || isZero(row) || context.shown.has(key)) return [];
    const formula = belief({
      i: 0,
      j: 0,
      k: 0,
      ...index,
      row,
      net: context.net,
      d: gradientOf(context, target),
      formulaOf,
    });
    return formula ? [[key, formula] as const] : [];
  });
  return new Map(changed);
}

const gradientOf =
  ({ system }: Context, target: Target = 'E') =>
  (of: string): Formula => {
    const key = gradientName(target, of);
    const row = system.get(key);
    return row && isZero(row) ? number(0) : name(key);
  };

const stage =
  (rows: readonly (readonly [string, Index, Target?])[]) =>
  (belief: Belief): Form =>
  (context) =>
    atRows(context, rows, belief);

const perTarget = (units: readonly (readonly [string, Index])[]) =>
  stage(
    targets.flatMap((target) =>
      units.map(([of, index]) => [gradientName(target, of), index, target] as const),
    ),
  );

const perOutput = (letter: string) => outputs.map((k) => [`${letter}${k}`, { k }] as const);
const perHidden = (letter: string) => hiddenUnits.map((j) => [`${letter}${j}`, { j }] as const);

/** e_k = y_k − t_k */
export const errors = stage(perOutput('e'));
/** E_k */
export const singleLosses = stage(perOutput('E'));
/** ∂T/∂e_k: the derivative of the loss. */
export const lossSlopes = perTarget(perOutput('e'));
/** g'(z_k) */
export const outputSlopes = stage(outputs.map((k) => [slopeName(`z${k}`), { k }] as const));
/** f'(a_j) */
export const hiddenSlopes = stage(hiddenUnits.map((j) => [slopeName(`a${j}`), { j }] as const));
/** h_j */
export const hiddenValues = stage(perHidden('h'));
/** δ_k = ∂T/∂z_k */
export const deltas = perTarget(perOutput('z'));
/** B_j = ∂T/∂h_j */
export const backErrors = perTarget(perHidden('h'));
/** D_j = ∂T/∂a_j */
export const hiddenDeltas = perTarget(perHidden('a'));
/** ∂T/∂u_jk */
export const uGradients = perTarget(
  hiddenUnits.flatMap((j) => outputs.map((k) => [`u${j}${k}`, { j, k }] as const)),
);
/** ∂T/∂w_ij */
export const wGradients = perTarget(
  inputs.flatMap((i) => hiddenUnits.map((j) => [`w${i}${j}`, { i, j }] as const)),
);

/** The asked quantity itself: what is written down in its place. */
export const answer =
  (belief: (asked: string, row: Formula, system: System) => Formula | undefined): Form =>
  ({ asked, system }) => {
    const row = system.get(asked);
    const formula = row && belief(asked, row, system);
    return new Map(formula ? [[asked, formula]] : []);
  };
