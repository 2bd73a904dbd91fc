/** The one intermediate value that would tell several candidate beliefs apart. */
import { inputOf, systemOf } from '../exercise/values.ts';
import type { Variant } from '../exercise/variant.ts';
import { compileDoubles } from '../formula/double-tape.ts';
import { type System, TapeWriter } from '../formula/tape.ts';
import { mistakes } from '../mistakes/catalogue.ts';
import { systemUnderPair } from '../mistakes/pairs.ts';
import { type Context, rewritten } from '../mistakes/stages.ts';
import { toDouble } from '../number/rational.ts';
import type { Belief } from './beliefs.ts';

/** A quantity on the way whose value differs most between the beliefs; undefined where none differs (twins). */
export function askNext(
  variant: Variant,
  beliefs: readonly Belief[],
  asked: ReadonlySet<number>,
): string | undefined {
  const [index = 0] = asked;
  const quantity = variant.parts[index]?.quantity ?? '';
  const system = systemOf(variant);
  const shown = new Set(Object.keys(variant.given));
  const context: Context = { net: variant.net, system, asked: quantity, shown };
  const writer = new TapeWriter();
  const steps = [...system.keys()].filter((name) => isStep(name, quantity) && !shown.has(name));
  const registers = beliefs.map((belief) => {
    const register = writer.compile(systemOfBelief(belief, context));
    return steps.map(register);
  });
  const tape = compileDoubles(writer.tape());
  const input = inputOf(variant);
  const values = tape.run(tape.inputs.map((name) => toDouble(input(name))));
  const kinds = (step: number): number =>
    new Set(registers.map((of) => (values[of[step] ?? -1] ?? 0).toPrecision(3))).size;
  const best = steps.reduce((so, _, step) => (kinds(step) > kinds(so) ? step : so), 0);
  return kinds(best) > 1 ? steps[best] : undefined;
}

const isStep = (name: string, asked: string): boolean =>
  name !== asked && (/^dE\/d[zha]\d$/.test(name) || /^[fg]'/.test(name) || /^e\d$/.test(name));

function systemOfBelief({ first, second }: Belief, context: Context): System {
  if (second) return systemUnderPair({ first, second }, context) ?? context.system;
  const rewrite = mistakes[first.mistake].forms[first.form]?.(context);
  return rewrite ? rewritten(context.system, rewrite) : context.system;
}
