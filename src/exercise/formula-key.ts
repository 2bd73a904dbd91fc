/**
 * The key of a part that asks for a formula: the net's own formulas, nothing replaced by numbers, and what every
 * mistake makes of them, modulo 2^61 − 1 at random points and for each pattern of gates (number/residue.ts).
 * Names and their expansions agree there by themselves: h1, sigmoid(a1), 1/(1 + exp(−(x1·w11 + x2·w21))).
 */
import { hasWholeExponent } from '../formula/evaluate.ts';
import { type Formula, name, operands, substitute } from '../formula/formula.ts';
import { show } from '../formula/show.ts';
import { knowableFrom, type System, TapeWriter } from '../formula/tape.ts';
import { answerTape, type WrongAnswer } from '../mistakes/answers.ts';
import { type Pair, pairs, systemUnderPair } from '../mistakes/pairs.ts';
import { hiddenUnits, inputs, outputs, slopeName, weightNames } from '../net/quantity.ts';
import { type NetSpec, netKey } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import { residuePrime } from '../number/residue.ts';
import { Points } from './formula-points.ts';

export interface FormulaKey {
  readonly system: System;
  /** The right formula in x, w, u, h, y, t, as it is printed. */
  readonly right: Formula;
  /** What a typed formula may name. */
  readonly names: ReadonlySet<string>;
  /** Forms of mistakes whose formula differs from the right one, whatever the numbers. */
  readonly shows: readonly WrongAnswer[];
  /** Whether typed = factor·right for each pattern of gates; undefined where it cannot be told modulo a prime. */
  isRight(typed: Formula, factor?: 1n | 2n | typeof half): boolean | undefined;
  /** Those of `shows` that lead to this very formula. */
  formsOf(typed: Formula): readonly WrongAnswer[];
  /** Pairs of mistakes that together lead to this very formula. */
  pairsOf(typed: Formula): readonly Pair[];
}

/** ½ modulo the prime. */
export const half = (residuePrime + 1n) / 2n;

const remembered = new Map<string, FormulaKey>();
const most = 200;

/** `shown`: the quantities whose values the exercise prints, which no mistake changes. */
export function formulaKeyOf(net: NetSpec, shown: readonly string[], quantity: string): FormulaKey {
  const key = JSON.stringify([netKey(net), shown, quantity]);
  const found = remembered.get(key) ?? makeKey(net, shown, quantity);
  if (remembered.size >= most) remembered.clear();
  remembered.set(key, found);
  return found;
}

const basic: readonly string[] = [
  ...inputs.map((i) => `x${i}`),
  ...weightNames,
  ...outputs.map((k) => `t${k}`),
];
const units: readonly string[] = [
  ...hiddenUnits.flatMap((j) => [`a${j}`, `h${j}`, slopeName(`a${j}`)]),
  ...outputs.flatMap((k) => [`z${k}`, `y${k}`, `e${k}`, slopeName(`z${k}`)]),
];

function makeKey(net: NetSpec, shown: readonly string[], quantity: string): FormulaKey {
  const system = netSystem(net);
  const tape = answerTape(net, { cut: new Set(), shown: new Set(shown) }, [quantity]);
  const known = new Set([...basic, ...units, ...shown, ...(/^(Δ|new)/.test(quantity) ? ['eta'] : [])]);
  const points = new Points(tape, known, tape.answers[0]?.right ?? 0);
  const knowable = knowableFrom(tape.tape, known);
  const [answers] = tape.answers;
  const right = answers?.right ?? -1;
  const shows = (answers?.wrong ?? []).filter(
    ({ register }) => knowable[register] && differSomewhere(points, register, right),
  );
  let paired: PairAnswers | undefined;
  return {
    system,
    right: printed(system, quantity),
    names: known,
    shows,
    isRight: (typed, factor = 1n) => isRight(points, right, typed, factor),
    formsOf: (typed) => equalEverywhere(points, shows, typed),
    pairsOf: (typed) => {
      paired ??= pairAnswers(net, shown, quantity, known);
      return equalEverywhere(paired.points, paired.answers, typed).map(({ pair }) => pair);
    },
  };
}

function differSomewhere(points: Points, left: number, right: number): boolean {
  for (const { at } of points.everywhere()) if (at(left) !== at(right)) return true;
  return false;
}

/** Those answers that have the value of the typed formula at all points. */
function equalEverywhere<T extends { readonly register: number }>(
  points: Points,
  answers: readonly T[],
  typed: Formula,
): readonly T[] {
  let left = answers;
  for (const { at, value } of points.everywhere()) {
    const residue = value(typed);
    left = left.filter(({ register }) => residue !== undefined && at(register) === residue);
    if (left.length === 0) break;
  }
  return left;
}

interface PairAnswers {
  readonly points: Points;
  readonly answers: readonly { readonly pair: Pair; readonly register: number }[];
}

function pairAnswers(
  net: NetSpec,
  shown: readonly string[],
  asked: string,
  names: ReadonlySet<string>,
): PairAnswers {
  const system = netSystem(net);
  const writer = new TapeWriter();
  const registerOf = writer.compile(system);
  const registers = new Map([...names].map((each) => [each, registerOf(each)]));
  const context = { net, system, asked, shown: new Set(shown) };
  const answers = pairs.flatMap((pair) => {
    const changed = systemUnderPair(pair, context);
    return changed ? [{ pair, register: writer.compile(changed)(asked) }] : [];
  });
  return { points: new Points({ tape: writer.tape(), registers }, names, registerOf(asked)), answers };
}

/** The right formula, with errors, gradients and short slopes written out. */
function printed(system: System, quantity: string): Formula {
  const row = system.get(quantity);
  if (!row) return name(quantity);
  return substitute(row, (each) => {
    const inner = system.get(each);
    const stays = !inner || /^[ahzyt]\d$/.test(each) || (/^[fg]'/.test(each) && show(inner).includes('gate'));
    return stays ? undefined : printed(system, each);
  });
}

const mostGates = 6;
const pointsEach = 2;

function isRight(points: Points, right: number, typed: Formula, factor: bigint): boolean | undefined {
  if (hasRoot(typed)) return undefined;
  let gates = 0;
  for (let pattern = 0; pattern < 2 ** gates; pattern++) {
    for (let index = 0; index < pointsEach; index++) {
      const point = points.of(pattern, index);
      const value = point.value(typed);
      gates = Math.max(gates, point.gatesSeen());
      const key = point.at(right);
      if (value === undefined || key === undefined || gates > mostGates) return undefined;
      if (value !== (key * factor) % residuePrime) return false;
    }
  }
  return true;
}

/** Modulo a prime √(x²) is x or −x by chance. */
const hasRoot = (formula: Formula): boolean =>
  (formula.kind === 'call' && formula.function === 'sqrt') ||
  (formula.kind === 'power' && !hasWholeExponent(formula.right)) ||
  operands(formula).some(hasRoot);
