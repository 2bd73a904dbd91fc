/** The one intermediate value that would tell several candidate beliefs apart. */
import { inputOf, systemOf } from '../exercise/values.ts';
import type { Variant } from '../exercise/variant.ts';
import { compileDoubles } from '../formula/double-tape.ts';
import { namesIn } from '../formula/formula.ts';
import { type System, TapeWriter } from '../formula/tape.ts';
import { mistakes } from '../mistakes/catalogue.ts';
import { systemUnderPair } from '../mistakes/pairs.ts';
import { type Context, rewritten } from '../mistakes/stages.ts';
import { toDouble } from '../number/rational.ts';
import type { Belief } from './beliefs.ts';

/**
 * A quantity on the way to the asked one, not answered yet, whose value differs most between the beliefs; undefined
 * where none differs (twins).
 */
export function askNext(
  variant: Variant,
  beliefs: readonly Belief[],
  { asked: quantity, answered }: { readonly asked: string; readonly answered: ReadonlySet<string> },
): string | undefined {
  const system = systemOf(variant);
  const shown = new Set(Object.keys(variant.given));
  const context: Context = { net: variant.net, system, asked: quantity, shown };
  const writer = new TapeWriter();
  const way = onTheWay(system, quantity);
  const steps = [...system.keys()].filter(
    (name) => way.has(name) && isStep(name) && !shown.has(name) && !answered.has(name),
  );
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

const isStep = (name: string): boolean =>
  /^dE\/d[zha]\d$/.test(name) || /^[fg]'/.test(name) || /^e\d$/.test(name);

/** What a quantity is computed from, step by step, itself left out. */
function onTheWay(system: System, quantity: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const formula = system.get(name);
    for (const inner of formula ? namesIn(formula) : []) {
      if (found.has(inner)) continue;
      found.add(inner);
      visit(inner);
    }
  };
  visit(quantity);
  return found;
}

function systemOfBelief({ first, second }: Belief, context: Context): System {
  if (second) return systemUnderPair({ first, second }, context) ?? context.system;
  const rewrite = mistakes[first.mistake].forms[first.form]?.(context);
  return rewrite ? rewritten(context.system, rewrite) : context.system;
}
