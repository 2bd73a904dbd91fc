/**
 * The formulas of a net at points modulo 2^61 − 1 (number/residue.ts), each point computed once, and typed formulas
 * at the same points: the net's names there have the values that their formulas give.
 */
import { evaluate, hasWholeExponent } from '../formula/evaluate.ts';
import { type Formula, operands } from '../formula/formula.ts';
import { neededFor, runTape, type Tape } from '../formula/tape.ts';
import { pi } from '../formula/words.ts';
import { type ResidueArithmetic, residuePrime, residues } from '../number/residue.ts';

/** A tape with the registers of the net's names on it. */
export interface NamedTape {
  readonly tape: Tape;
  readonly registers: ReadonlyMap<string, number>;
}

export interface Point {
  readonly at: (register: number) => bigint | undefined;
  /** Of a formula in the names of the net; nothing of it stays behind in the room. */
  readonly value: (typed: Formula) => bigint | undefined;
  /** Gates that the net and the last formula have. */
  readonly gatesSeen: () => number;
}

/** Points of a tape: what verdicts need alone (`of`), and everything, for diagnoses (`everywhere`). */
export class Points {
  readonly #named: NamedTape;
  /** The registers of what can be typed, and of the right answer. */
  readonly #rightOnly: readonly boolean[];
  readonly #net = new Map<string, { readonly run: Run; readonly room: ResidueArithmetic }>();
  readonly #all: { readonly run: Run; readonly room: ResidueArithmetic }[] = [];

  constructor(named: NamedTape, names: ReadonlySet<string>, right: number) {
    this.#named = named;
    const typed = [...names].flatMap((each) => named.registers.get(each) ?? []);
    this.#rightOnly = neededFor(named.tape, [...typed, right]);
  }

  of(pattern: number, index: number): Point {
    const [anyRoom] = this.#net.values();
    const own = anyRoom ? pattern % 2 ** anyRoom.room.gatesSeen() : pattern;
    const key = `${own} ${index}`;
    const found = this.#net.get(key) ?? this.#run(own, index, this.#rightOnly);
    this.#net.set(key, found);
    return this.#point(found.run, found.room, pattern);
  }

  /** Enough points to tell forms apart: two without gates, else one for each of some patterns; made as they are asked for. */
  *everywhere(): Generator<Point> {
    for (const [index, pattern] of this.#patterns().entries()) {
      const made = this.#all[index] ?? this.#run(pattern, index);
      this.#all[index] = made;
      yield this.#point(made.run, made.room, pattern);
    }
  }

  #patterns(): readonly number[] {
    this.#all[0] ??= this.#run(0, 0);
    return this.#all[0].room.gatesSeen() === 0 ? [0, 0] : somePatterns;
  }

  #run(gatePattern: number, index: number, only?: readonly boolean[]) {
    const salt = 0x5eedn + 0x1_0001n * BigInt(index);
    const room = residues({ salt, gatePattern });
    const input = (each: string): bigint => residueOf(each, salt);
    return { run: runTape(this.#named.tape, room, input, only && { only }), room };
  }

  #point(run: Run, room: ResidueArithmetic, pattern: number): Point {
    let gates = room.gatesSeen();
    return {
      at: (register) => run[register],
      value: (typed) => {
        const own = isPolynomial(typed) ? room : room.fork(pattern);
        const found = evaluate(typed, own, (each) => {
          const register = this.#named.registers.get(each);
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

/** A formula of which the room remembers nothing. */
const isPolynomial = (formula: Formula): boolean =>
  formula.kind !== 'call' &&
  (formula.kind !== 'power' || hasWholeExponent(formula.right)) &&
  operands(formula).every(isPolynomial);

const gatesAtMost = 48;
const where = (bit: (gate: number) => boolean): number =>
  Array.from({ length: gatesAtMost }, (_, gate) => (bit(gate) ? 2 ** gate : 0)).reduce(
    (so, each) => so + each,
  );

/** Any two gates are both off, both on, and each on without the other, in some of these. */
const somePatterns: readonly number[] = [
  0,
  where(() => true),
  ...[1, 2, 4, 8, 16, 32].flatMap((digit) => [
    where((gate) => (gate & digit) !== 0),
    where((gate) => (gate & digit) === 0),
  ]),
];

/** A whole number below the prime for each name (FNV-1a, 64 bits). */
function residueOf(text: string, salt: bigint): bigint {
  let hash = 0xcbf29ce484222325n ^ salt;
  for (const each of `${text} ${salt}`) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(each.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash % residuePrime;
}
