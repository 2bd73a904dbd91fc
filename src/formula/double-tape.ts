/**
 * The same tape in doubles, fast: for previews and for throwing away draws, never for a verdict. What has
 * no value is not finite here.
 */
import type { FunctionName } from './formula.ts';
import type { Instruction, Tape } from './tape.ts';

export interface DoubleTape {
  /** Names of inputs in the order in which their values are passed. */
  readonly inputs: readonly string[];
  /** Runs the tape; `registers` is overwritten and belongs to the tape. */
  run(values: ArrayLike<number>): Float64Array;
}

export const functionsOfDoubles: Readonly<Record<FunctionName, (a: number) => number>> = {
  exp: Math.exp,
  ln: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  gate: (a) => (a > 0 ? 1 : 0),
  relu: (a) => Math.max(a, 0),
  leakyRelu: (a) => (a > 0 ? a : 0.1 * a),
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  tanh: Math.tanh,
  hardSigmoid: (a) => Math.min(1, Math.max(0, 0.2 * a + 0.5)),
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
};

const codes = {
  input: 0,
  number: 1,
  add: 2,
  subtract: 3,
  multiply: 4,
  divide: 5,
  negate: 6,
  power: 7,
  call: 8,
};
const functionList = Object.values(functionsOfDoubles);
const functionIndex = new Map(Object.keys(functionsOfDoubles).map((name, index) => [name, index]));

/** `only`: registers to be computed, and whatever they need must be among them; the others stay 0. */
export function compileDoubles(tape: Tape, only?: readonly boolean[]): DoubleTape {
  const registers = new Float64Array(tape.instructions.length);
  const inputs: string[] = [];
  const rows: (readonly [to: number, code: number, left: number, right: number])[] = [];
  tape.instructions.forEach((instruction, to) => {
    const code = codes[instruction.kind];
    if (instruction.kind === 'input') rows.push([to, code, inputs.push(instruction.name) - 1, 0]);
    else if (instruction.kind === 'number') registers[to] = instruction.double;
    else if (!only || only[to]) rows.push([to, code, instruction.left, secondOperand(instruction)]);
  });
  const [to, code, left, right] = [0, 1, 2, 3].map((column) =>
    Int32Array.from(rows, (row) => row[column] ?? 0),
  );
  const program = { to, code, left, right } as Program;
  return { inputs, run: (values) => runDoubles(program, registers, values) };
}

function secondOperand(instruction: Exclude<Instruction, { kind: 'input' | 'number' }>): number {
  if (instruction.kind === 'power') return instruction.exponent;
  if (instruction.kind === 'call') return functionIndex.get(instruction.function) ?? 0;
  return 'right' in instruction ? instruction.right : 0;
}

/** One row for each instruction: the register it writes, its code, what it reads. */
interface Program {
  readonly to: Int32Array;
  readonly code: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** One switch in one loop, on typed arrays: about 2 ns an instruction. Index checks cannot fail here: ?? 0. */
function runDoubles(
  { to, code, left, right }: Program,
  registers: Float64Array,
  values: ArrayLike<number>,
): Float64Array {
  for (let row = 0; row < code.length; row++) {
    const i = to[row] ?? 0;
    const l = left[row] ?? 0;
    const r = right[row] ?? 0;
    const a = registers[l] ?? 0;
    switch (code[row]) {
      case 0:
        registers[i] = values[l] ?? Number.NaN;
        break;
      case 2:
        registers[i] = a + (registers[r] ?? 0);
        break;
      case 3:
        registers[i] = a - (registers[r] ?? 0);
        break;
      case 4:
        registers[i] = a * (registers[r] ?? 0);
        break;
      case 5:
        registers[i] = a / (registers[r] ?? 0);
        break;
      case 6:
        registers[i] = -a;
        break;
      case 7:
        registers[i] = r === 2 ? a * a : a ** r;
        break;
      case 8:
        registers[i] = functionList[r]?.(a) ?? Number.NaN;
        break;
    }
  }
  return registers;
}
