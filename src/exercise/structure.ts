/**
 * What is the same for all variants that ask the same of the same net: the tape of right and wrong answers,
 * and which forms of mistakes no numbers could show. Worked out once and remembered.
 */
import { compileDoubles, type DoubleTape } from '../formula/double-tape.ts';
import { knowableFrom, neededFor, runTape, TapeWriter } from '../formula/tape.ts';
import { type AnswerTape, answerTape, type WrongAnswer } from '../mistakes/answers.ts';
import { type NetSpec, netKey } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import { residues } from '../number/residue.ts';

export interface Structure extends AnswerTape {
  readonly net: NetSpec;
  readonly shown: readonly string[];
  /** Shown quantities whose true value is irrational: their printed decimal counts as exact. */
  readonly cut: readonly string[];
  /** The tape of each of these before it is cut, when those before it are cut. */
  readonly cutTapes: readonly CutTape[];
  readonly doubles: DoubleTape;
  /** Registers that the right answers need. */
  readonly neededForKeys: readonly boolean[];
  /** Registers that the right and the wrong answers need. */
  readonly neededForAnswers: readonly boolean[];
  /** Registers of named quantities that the right answers need and that have to be computed. */
  readonly steps: readonly number[];
  /** What a student can know who sees the given quantities. */
  readonly knowable: readonly boolean[];
  /** Registers of gates: which side of a corner each piecewise function is on. */
  readonly gates: readonly number[];
  /**
   * For one pattern of gates, and for each asked quantity: the forms of mistakes that can show. Left out are those
   * that equal the right answer whatever the numbers, and those that need what a student cannot know.
   */
  openForms(pattern: (gate: number) => 0 | 1): readonly (readonly WrongAnswer[])[];
}

export interface CutTape {
  readonly name: string;
  readonly register: number;
  readonly doubles: DoubleTape;
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
  const key = JSON.stringify([netKey(net), shown, asked, replaced]);
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
  const knowable = knowableFrom(tape, new Set(shown));
  const neededForAnswers = neededFor(
    tape,
    answers.answers.flatMap(({ right, wrong }) => [right, ...wrong.map(({ register }) => register)]),
  );
  const byPattern = new Map<string, readonly (readonly WrongAnswer[])[]>();
  return {
    ...answers,
    net,
    shown,
    cut,
    cutTapes: cut.map((name, at) => cutTape(net, name, cut.slice(0, at))),
    doubles: compileDoubles(tape, neededForAnswers),
    neededForAnswers,
    neededForKeys,
    steps: [...answers.registers.values()].filter((register) => {
      const kind = tape.instructions[register]?.kind;
      return neededForKeys[register] && kind !== 'input' && kind !== 'number';
    }),
    knowable,
    gates,
    openForms: (pattern) => {
      const key = gates.map(pattern).join('');
      const open = byPattern.get(key) ?? openForms(answers, knowable, pattern);
      if (byPattern.size >= most) byPattern.clear();
      byPattern.set(key, open);
      return open;
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

function cutTape(net: NetSpec, name: string, cut: readonly string[]): CutTape {
  const writer = new TapeWriter();
  const register = writer.compile(netSystem(net, new Set(cut)))(name);
  return { name, register, doubles: compileDoubles(writer.tape()) };
}

/**
 * Evaluated modulo 2^61 − 1 at random points: formulas that differ give different residues but for about
 * one point in 10^16 (Schwartz and Zippel), and both of two points must agree.
 */
function openForms(
  { tape, answers }: AnswerTape,
  knowable: readonly boolean[],
  pattern: (gate: number) => 0 | 1,
): readonly (readonly WrongAnswer[])[] {
  const runs = [0x5eedn, 0xfacen].map((salt) => {
    const free = residues({ salt, gatePattern: 0 });
    return runTape(tape, free, (name) => free.exp(free.fromRational({ n: nameHash(name), d: 1n })), {
      gates: pattern,
    });
  });
  return answers.map(({ right, wrong }) =>
    wrong.filter(
      ({ register }) =>
        knowable[register] &&
        !runs.every((run) => run[register] !== undefined && run[register] === run[right]),
    ),
  );
}

const nameHash = (name: string): bigint =>
  [...name].reduce((hash, each) => hash * 131n + BigInt(each.charCodeAt(0)), 7n);
