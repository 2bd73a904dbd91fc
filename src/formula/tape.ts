/**
 * A tape: named formulas compiled to one list of instructions in which every common subexpression stands
 * once. Instruction i writes register i and reads only registers before it, so that running a tape in any
 * room of numbers is one loop. The grader's key, every mistake and every hint come from the same tape.
 */
import { type Arithmetic, Undefined } from '../number/arithmetic.ts';
import { type Rational, showRational, toDouble } from '../number/rational.ts';
import { type BinaryKind, type Formula, type FunctionName, substitute } from './formula.ts';
import { functions } from './functions.ts';

/** Named formulas. A name that occurs in a formula and has none of its own is an input. */
export type System = ReadonlyMap<string, Formula>;

export type Instruction =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'number'; readonly value: Rational; readonly double: number }
  | { readonly kind: Exclude<BinaryKind, 'power'>; readonly left: number; readonly right: number }
  | { readonly kind: 'power'; readonly left: number; readonly exponent: number }
  | { readonly kind: 'negate'; readonly left: number }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly left: number };

export interface Tape {
  readonly instructions: readonly Instruction[];
  /** rational[i]: register i has a rational value wherever the inputs have. */
  readonly rational: readonly boolean[];
}

const irrational: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'exp',
  'ln',
  'sqrt',
  'sigmoid',
  'tanh',
  'softplus',
  'sin',
  'cos',
  'tan',
]);

export class TapeWriter {
  readonly #instructions: Instruction[] = [];
  readonly #rational: boolean[] = [];
  readonly #registers = new Map<string, number>();

  /**
   * A function that gives the register of each name of the system; what is shared is written once. `unchanged`
   * gives registers that are known to hold a name's value already, so that its formula is not walked again.
   */
  compile(
    system: System,
    unchanged: (name: string) => number | undefined = () => undefined,
  ): (name: string) => number {
    const known = new Map<string, number>();
    const register = (formula: Formula): number => {
      switch (formula.kind) {
        case 'name':
          return registerOf(formula.name);
        case 'number':
          return this.#write(`n${showRational(formula.value)}`, {
            kind: 'number',
            value: formula.value,
            double: toDouble(formula.value),
          });
        case 'negate':
          return this.#unary('negate', register(formula.operand));
        case 'call':
          return called(formula.function, formula.argument);
        case 'power':
          return this.#power(register(formula.left), wholeExponent(formula.right));
        default:
          return this.#binary(formula.kind, register(formula.left), register(formula.right));
      }
    };
    /** What is defined by simpler functions is written by them, so that only gates know of order. */
    const called = (fn: FunctionName, argument: Formula): number => {
      const { means } = functions[fn];
      return means ? register(substitute(means, () => argument)) : this.#call(fn, register(argument));
    };
    const registerOf = (name: string): number => {
      const found = known.get(name);
      if (found !== undefined) return found;
      const row = system.get(name);
      const made =
        unchanged(name) ?? (row ? register(row) : this.#write(`i${name}`, { kind: 'input', name }));
      known.set(name, made);
      return made;
    };
    return registerOf;
  }

  /** What has been written so far. */
  tape(): Tape {
    return { instructions: this.#instructions, rational: this.#rational };
  }

  #write(key: string, instruction: Instruction): number {
    const found = this.#registers.get(key);
    if (found !== undefined) return found;
    const register = this.#instructions.push(instruction) - 1;
    this.#rational.push(this.#isRational(instruction));
    this.#registers.set(key, register);
    return register;
  }

  #unary(kind: 'negate', left: number): number {
    return this.#write(`-${left}`, { kind, left });
  }

  #call(fn: FunctionName, left: number): number {
    return this.#write(`${fn} ${left}`, { kind: 'call', function: fn, left });
  }

  #power(left: number, exponent: number): number {
    return this.#write(`${left}^${exponent}`, { kind: 'power', left, exponent });
  }

  #binary(kind: Exclude<BinaryKind, 'power'>, left: number, right: number): number {
    const swap = (kind === 'add' || kind === 'multiply') && right < left;
    const [first, second] = swap ? [right, left] : [left, right];
    return this.#write(`${kind} ${first} ${second}`, { kind, left: first, right: second });
  }

  #isRational(instruction: Instruction): boolean {
    const of = (register: number) => this.#rational[register] === true;
    if (instruction.kind === 'call') return !irrational.has(instruction.function) && of(instruction.left);
    return (
      (!('left' in instruction) || of(instruction.left)) &&
      (!('right' in instruction) || of(instruction.right))
    );
  }
}

export interface RunOptions<T> {
  /** Leaves out registers for which this is false. */
  readonly only?: readonly boolean[];
  /** Value of gate(register): the pattern of a variant, for rooms that have no order. */
  readonly gates?: (register: number) => 0 | 1;
  /** What becomes of a register's value once it is known: rounding, for instance. */
  readonly after?: (register: number, value: T) => T;
}

/** The value of every register; undefined where it has none in this room (1/0) or was left out. */
export function runTape<T>(
  tape: Tape,
  arithmetic: Arithmetic<T>,
  input: (name: string) => T,
  options: RunOptions<T> = {},
): readonly (T | undefined)[] {
  const registers: (T | undefined)[] = new Array(tape.instructions.length).fill(undefined);
  const { only, gates, after } = options;
  tape.instructions.forEach((instruction, i) => {
    if (only && !only[i]) return;
    if (gates && instruction.kind === 'call' && instruction.function === 'gate') {
      registers[i] = arithmetic.power(arithmetic.fromRational(gateValues[gates(i)]), 1);
      return;
    }
    const value = definedOr(() => step(instruction, registers, arithmetic, input));
    registers[i] = after && value !== undefined ? after(i, value) : value;
  });
  return registers;
}

const gateValues: readonly [Rational, Rational] = [
  { n: 0n, d: 1n },
  { n: 1n, d: 1n },
];

function step<T>(
  instruction: Instruction,
  registers: readonly (T | undefined)[],
  arithmetic: Arithmetic<T>,
  input: (name: string) => T,
): T | undefined {
  if (instruction.kind === 'input') return input(instruction.name);
  if (instruction.kind === 'number') return arithmetic.fromRational(instruction.value);
  const left = registers[instruction.left];
  if (left === undefined) return undefined;
  if (instruction.kind === 'negate') return arithmetic.negate(left);
  if (instruction.kind === 'power') return arithmetic.power(left, instruction.exponent);
  if (instruction.kind === 'call') return functions[instruction.function].value(arithmetic, left);
  const right = registers[instruction.right];
  return right === undefined ? undefined : arithmetic[instruction.kind](left, right);
}

function definedOr<T>(compute: () => T | undefined): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}

function wholeExponent(formula: Formula): number {
  if (formula.kind !== 'number' || formula.value.d !== 1n)
    throw new Error('a tape holds whole exponents only');
  return Number(formula.value.n);
}

/** Registers that must run before any of `roots` has its value, those included. */
export function neededFor(tape: Tape, roots: readonly number[]): readonly boolean[] {
  const needed: boolean[] = new Array(tape.instructions.length).fill(false);
  for (const root of roots) needed[root] = true;
  for (let i = needed.length - 1; i >= 0; i--) {
    const instruction = tape.instructions[i];
    if (!needed[i] || !instruction) continue;
    if ('left' in instruction) needed[instruction.left] = true;
    if ('right' in instruction) needed[instruction.right] = true;
  }
  return needed;
}

/** knowable[i]: register i follows from the inputs that `shown` holds. */
export function knowableFrom(tape: Tape, shown: ReadonlySet<string>): readonly boolean[] {
  const knowable: boolean[] = [];
  for (const instruction of tape.instructions) {
    const input = instruction.kind === 'input' ? shown.has(instruction.name) : true;
    const left = 'left' in instruction ? knowable[instruction.left] === true : true;
    const right = 'right' in instruction ? knowable[instruction.right] === true : true;
    knowable.push(input && left && right);
  }
  return knowable;
}
