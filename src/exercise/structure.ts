/**
 * What is the same for all variants that ask the same of the same net: the tape of right and wrong answers,
 * and which forms of mistakes no numbers could show. Worked out once and remembered.
 */
import { compileDoubles, type DoubleTape } from '../formula/double-tape.ts';
import { knowableFrom, neededFor, runTape, TapeWriter } from '../formula/tape.ts';
import { type AnswerTape, answerTape } from '../mistakes/answers.ts';
import type { NetSpec } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import { residues } from '../number/residue.ts';

export interface Structure extends AnswerTape {
  readonly net: NetSpec;
  readonly shown: readonly string[];
  /** Shown quantities whose true value is irrational: their printed decimal counts as exact. */
  readonly cut: readonly string[];
  readonly doubles: DoubleTape;
  /** Registers that the right answers need. */
  readonly neededForKeys: readonly boolean[];
  /** Registers of named quantities that the right answers need and that have to be computed. */
  readonly steps: readonly number[];
  /** What a student can know who sees the given quantities. */
  readonly knowable: readonly boolean[];
  /** Registers of gates: which side of a corner each piecewise function is on. */
  readonly gates: readonly number[];
  /** The registers that equal their part's right answer whatever the numbers, for one pattern of gates. */
  equalByStructure(pattern: (gate: number) => 0 | 1): ReadonlySet<number>;
}

const remembered = new Map<string, Structure>();
const most = 400;

/** `replaced`: quantities whose value comes from elsewhere (a student's own), whatever the net says of them. */
export function structureOf(
  net: NetSpec,
  shown: readonly string[],
  asked: readonly string[],
  replaced: readonly string[] = [],
): Structure {
  const key = JSON.stringify([net.hidden, net.output, net.loss, shown, asked, replaced]);
  const found = remembered.get(key) ?? makeStructure(net, [...shown, ...replaced], asked, replaced);
  if (remembered.size >= most) remembered.clear();
  remembered.set(key, found);
  return found;
}

function makeStructure(
  net: NetSpec,
  shown: readonly string[],
  asked: readonly string[],
  replaced: readonly string[],
): Structure {
  const cut = [...new Set([...cutNames(net, shown), ...replaced])];
  const answers = answerTape(net, { cut: new Set(cut), shown: new Set(shown) }, asked);
  const { tape } = answers;
  const gates = tape.instructions.flatMap((each, i) =>
    each.kind === 'call' && each.function === 'gate' ? [i] : [],
  );
  const neededForKeys = neededFor(
    tape,
    answers.answers.map(({ right }) => right),
  );
  const byPattern = new Map<string, ReadonlySet<number>>();
  return {
    ...answers,
    net,
    shown,
    cut,
    doubles: compileDoubles(tape),
    neededForKeys,
    steps: [...answers.registers.values()].filter((register) => {
      const kind = tape.instructions[register]?.kind;
      return neededForKeys[register] && kind !== 'input' && kind !== 'number';
    }),
    knowable: knowableFrom(tape, new Set(shown)),
    gates,
    equalByStructure: (pattern) => {
      const key = gates.map(pattern).join('');
      const equal = byPattern.get(key) ?? equalRegisters(answers, pattern);
      if (byPattern.size >= most) byPattern.clear();
      byPattern.set(key, equal);
      return equal;
    },
  };
}

/** The shown quantities whose true value is irrational, in the order in which they follow from one another. */
export function cutNames(net: NetSpec, shown: readonly string[]): readonly string[] {
  const cut: string[] = [];
  for (const name of shown) {
    const writer = new TapeWriter();
    const register = writer.compile(netSystem(net, new Set(cut)))(name);
    if (!writer.tape().rational[register]) cut.push(name);
  }
  return cut;
}

/**
 * Evaluated modulo 2^61 − 1 at random points: formulas that differ give different residues but for about
 * one point in 10^16 (Schwartz and Zippel), and both of two points must agree.
 */
function equalRegisters(
  { tape, answers }: AnswerTape,
  pattern: (gate: number) => 0 | 1,
): ReadonlySet<number> {
  const runs = [0x5eedn, 0xfacen].map((salt) => {
    const free = residues({ salt, gatePattern: 0 });
    return runTape(tape, free, (name) => free.exp(free.fromRational({ n: nameHash(name), d: 1n })), {
      gates: pattern,
    });
  });
  const equal = answers.flatMap(({ right, wrong }) =>
    wrong.filter(({ register }) =>
      runs.every((run) => run[register] !== undefined && run[register] === run[right]),
    ),
  );
  return new Set(equal.map(({ register }) => register));
}

const nameHash = (name: string): bigint =>
  [...name].reduce((hash, each) => hash * 131n + BigInt(each.charCodeAt(0)), 7n);
