/**
 * What every mistake would answer: for each asked quantity one register for the right answer and one for
 * each form of each mistake, all on one tape, so that a whole catalogue costs one run.
 */
import { namesIn } from '../formula/formula.ts';
import { type System, type Tape, TapeWriter } from '../formula/tape.ts';
import type { NetSpec } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';
import { type MistakeId, mistakeIds, mistakes } from './catalogue.ts';
import { type Context, type Form, rewritten } from './stages.ts';

export interface WrongAnswer {
  readonly mistake: MistakeId;
  /** Which form of the mistake, from 0. */
  readonly form: number;
  readonly register: number;
}

export interface AnswersTo {
  readonly quantity: string;
  readonly right: number;
  /** Forms whose register is not the right one; void forms are left out. */
  readonly wrong: readonly WrongAnswer[];
}

export interface AnswerTape {
  readonly tape: Tape;
  readonly answers: readonly AnswersTo[];
  /** Register of every quantity of the right system, inputs too. */
  readonly registers: ReadonlyMap<string, number>;
}

export interface Given {
  /** Quantities whose printed value counts as exact: inputs of the tape. */
  readonly cut: ReadonlySet<string>;
  /** All quantities whose values are printed: no belief changes them. */
  readonly shown: ReadonlySet<string>;
}

export function answerTape(net: NetSpec, given: Given, asked: readonly string[]): AnswerTape {
  const system = netSystem(net, given.cut);
  const writer = new TapeWriter();
  const register = writer.compile(system);
  const affectedBy = dependence(system);
  const answers = asked.map((quantity) => {
    const right = register(quantity);
    const wrong = allForms().flatMap(({ mistake, form, index }) => {
      const rewrite = form({ net, system, asked: quantity, shown: given.shown });
      if (rewrite.size === 0) return [];
      const affected = affectedBy(rewrite.keys());
      const unchanged = (name: string) => (affected.has(name) ? undefined : register(name));
      const found = writer.compile(rewritten(system, rewrite), unchanged)(quantity);
      return found === right ? [] : [{ mistake, form: index, register: found }];
    });
    return { quantity, right, wrong: withoutRepeats(wrong) };
  });
  const names = new Set([...system].flatMap(([name, formula]) => [name, ...namesIn(formula)]));
  return {
    answers,
    registers: new Map([...names].map((name) => [name, register(name)])),
    tape: writer.tape(),
  };
}

/** The system as somebody with this belief sees it; undefined where the belief is void. */
export function systemUnder(form: Form, context: Context): System | undefined {
  const rewrite = form(context);
  return rewrite.size === 0 ? undefined : rewritten(context.system, rewrite);
}

const allForms = (): readonly {
  readonly mistake: MistakeId;
  readonly form: Form;
  readonly index: number;
}[] =>
  mistakeIds.flatMap((mistake) => mistakes[mistake].forms.map((form, index) => ({ mistake, form, index })));

/** A function that gives all names whose values follow from those of some names, these included. */
function dependence(system: System): (names: Iterable<string>) => ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [user, formula] of system)
    for (const used of namesIn(formula)) users.set(used, [...(users.get(used) ?? []), user]);
  return (names) => {
    const affected = new Set(names);
    for (const name of affected) for (const user of users.get(name) ?? []) affected.add(user);
    return affected;
  };
}

/** Forms of one mistake that come to the same formula are one form. */
function withoutRepeats(wrong: readonly WrongAnswer[]): readonly WrongAnswer[] {
  return wrong.filter(
    (each, at) =>
      wrong.findIndex((one) => one.mistake === each.mistake && one.register === each.register) === at,
  );
}
