/**
 * The key of a part that asks for a formula: the net's own formulas, nothing replaced by numbers, and what every
 * mistake makes of them, modulo 2^61 − 1 at random points and for each pattern of gates (number/residue.ts).
 * Names and their expansions agree there by themselves: h1, sigmoid(a1), 1/(1 + exp(−(x1·w11 + x2·w21))).
 */
import { evaluate } from '../formula/evaluate.ts';
import { type Formula, name, operands, substitute } from '../formula/formula.ts';
import { show } from '../formula/show.ts';
import { knowableFrom, neededFor, runTape, type System } from '../formula/tape.ts';
import { pi } from '../formula/words.ts';
import { type AnswerTape, answerTape, type WrongAnswer } from '../mistakes/answers.ts';
import { hiddenUnits, inputs, outputs, slopeName, weightNames } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import { type ResidueArithmetic, residuePrime, residues } from '../number/residue.ts';

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
}

/** ½ modulo the prime. */
export const half = (residuePrime + 1n) / 2n;

const remembered = new Map<string, FormulaKey>();
const most = 200;

/** `shown`: the quantities whose values the exercise prints, which no mistake changes. */
export function formulaKeyOf(net: NetSpec, shown: readonly string[], quantity: string): FormulaKey {
  const key = JSON.stringify([net.hidden, net.output, net.loss, shown, quantity]);
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
  const points = new Points(tape, known);
  const knowable = knowableFrom(tape.tape, known);
  const [answers] = tape.answers;
  const right = answers?.right ?? -1;
  const shows = (answers?.wrong ?? []).filter(
    ({ register }) => knowable[register] && points.wrong().some(({ at }) => at(register) !== at(right)),
  );
  return {
    system,
    right: printed(system, quantity),
    names: known,
    shows,
    isRight: (typed, factor = 1n) => isRight(points, right, typed, factor),
    formsOf: (typed) =>
      points.wrong().reduce<readonly WrongAnswer[]>((so, { at, value }) => {
        const residue = so.length > 0 ? value(typed) : undefined;
        return so.filter(({ register }) => residue !== undefined && at(register) === residue);
      }, shows),
  };
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
  (formula.kind === 'power' && (formula.right.kind !== 'number' || formula.right.value.d !== 1n)) ||
  operands(formula).some(hasRoot);

interface Point {
  readonly at: (register: number) => bigint | undefined;
  /** Of a formula in the names of the net; nothing of it stays behind in the room. */
  readonly value: (typed: Formula) => bigint | undefined;
  /** Gates that the net and the last formula have. */
  readonly gatesSeen: () => number;
}

/** Points of the net, each computed once: the right formulas alone, for verdicts, and all, for diagnoses. */
class Points {
  readonly #answers: AnswerTape;
  /** The registers of what can be typed, and of the right answer. */
  readonly #rightOnly: readonly boolean[];
  readonly #net = new Map<string, { readonly run: Run; readonly room: ResidueArithmetic }>();
  #wrong: readonly Point[] | undefined;

  constructor(answers: AnswerTape, names: ReadonlySet<string>) {
    this.#answers = answers;
    const typed = [...names].flatMap((each) => answers.registers.get(each) ?? []);
    this.#rightOnly = neededFor(answers.tape, [...typed, answers.answers[0]?.right ?? 0]);
  }

  of(pattern: number, index: number): Point {
    const [anyRoom] = this.#net.values();
    const own = anyRoom ? pattern % 2 ** anyRoom.room.gatesSeen() : pattern;
    const key = `${own} ${index}`;
    const found = this.#net.get(key) ?? this.#run(own, index, this.#rightOnly);
    this.#net.set(key, found);
    return this.#point(found.run, found.room, pattern);
  }

  /** Enough points to tell forms apart: two without gates, else some patterns of them. */
  wrong(): readonly Point[] {
    this.#wrong ??= this.#patterns().map((pattern, index) => {
      const { run, room } = this.#run(pattern, index);
      return this.#point(run, room, pattern);
    });
    return this.#wrong;
  }

  #patterns(): readonly number[] {
    return this.#run(0, 0).room.gatesSeen() === 0 ? [0, 0] : [0, ...somePatterns];
  }

  #run(gatePattern: number, index: number, only?: readonly boolean[]) {
    const salt = 0x5eedn + 0x1_0001n * BigInt(index);
    const room = residues({ salt, gatePattern });
    const input = (each: string): bigint => residueOf(each, salt);
    return { run: runTape(this.#answers.tape, room, input, only && { only }), room };
  }

  #point(run: Run, room: ResidueArithmetic, pattern: number): Point {
    let gates = room.gatesSeen();
    return {
      at: (register) => run[register],
      value: (typed) => {
        const own = isPolynomial(typed) ? room : room.fork(pattern);
        const found = evaluate(typed, own, (each) => {
          const register = this.#answers.registers.get(each);
          if (each === pi) return residueOf(pi, 0xf1n);
          return register === undefined ? undefined : run[register];
        });
        gates = own.gatesSeen();
        return found.kind === 'value' ? found.value : undefined;
      },
      gatesSeen: () => gates,
    };
  }
}

type Run = readonly (bigint | undefined)[];

const isPolynomial = (formula: Formula): boolean =>
  formula.kind !== 'call' && operands(formula).every(isPolynomial);

const somePatterns: readonly number[] = [2 ** 40 - 1, 0x2b9d55a1c7, 0x54c2aa5e38, 0x7e1f0c3a96, 0x1933d2e64b];

/** A whole number below the prime for each name (FNV-1a, 64 bits). */
function residueOf(text: string, salt: bigint): bigint {
  let hash = 0xcbf29ce484222325n ^ salt;
  for (const each of `${text} ${salt}`) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(each.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash % residuePrime;
}
