/**
 * The engine on one core: certified variants for each pair of activations, all twelve gradients beside other
 * ways to them, exact gradients, solutions: `tsx test/bench/engine.ts [seconds per line]`.
 */

import { makeVariant } from '../../src/exercise/make-variant.ts';
import { solve } from '../../src/exercise/solution.ts';
import { compileDoubles } from '../../src/formula/double-tape.ts';
import { runTape, type Tape, TapeWriter } from '../../src/formula/tape.ts';
import { gradientName, weightNames } from '../../src/net/quantity.ts';
import type { NetSpec } from '../../src/net/spec.ts';
import { netSystem } from '../../src/net/system.ts';
import { intervals } from '../../src/number/interval.ts';
import { rational, rationals } from '../../src/number/rational.ts';
import { definitions, variantOf } from '../exercise/catalogue.ts';
import { pairDefinitions } from '../exercise/pair-definitions.ts';
import { drawCase } from '../net/oracles/cases.ts';
import { loadTensorFlow } from '../net/oracles/tensorflow-gradients.ts';
import { type Measurement, measure, report } from './measure.ts';
import { backward, differences, names } from './net-loops.ts';

const seconds = Number(process.argv[2] ?? 0.5);

console.log('Certified variants of ∂E/∂w_ij, and of every exercise');
console.log(
  report(
    [...pairDefinitions, ...definitions].map((definition) =>
      measure(definition.id, (call) => makeVariant(definition, `${call}`), { seconds }),
    ),
  ),
);

const curved: NetSpec = { hidden: 'sigmoid', output: 'sigmoid', loss: 'half' };
const straight: NetSpec = { hidden: 'linear', output: 'linear', loss: 'half' };

console.log('\nAll twelve gradients of a sigmoid/sigmoid net, in doubles');
const [loop, ...others] = await gradientsInDoubles();
console.log(report([loop, ...others], loop));

console.log('\nAll twelve gradients, proven');
console.log(report([exactGradients(), ...[64, 96, 192].map(enclosedGradients)]));

console.log('\nSolutions');
console.log(
  report(
    definitions.map((definition) => {
      const variant = variantOf(definition, 'bench');
      const last = variant.parts.at(-1)?.quantity ?? '';
      return measure(`${definition.id} ${last}`, () => solve(variant, last), { seconds });
    }),
  ),
);

async function gradientsInDoubles(): Promise<[Measurement, ...Measurement[]]> {
  const { tape, registers } = gradientTape(curved);
  const compiled = compileDoubles(tape);
  const { hundredths } = drawCase(curved, 1);
  const at = (name: string) => (hundredths.get(name) ?? 0) / 100;
  const values = Float64Array.from(names, at);
  const inputs = Float64Array.from(compiled.inputs, at);
  const into = new Float64Array(12);
  backward(values, into);
  const found = compiled.run(inputs);
  const off = Math.max(...registers.map((register, n) => Math.abs((found[register] ?? 0) - (into[n] ?? 0))));
  if (off > 1e-15) throw new Error(`the loop and the tape disagree by ${off}`);
  return [
    measure('hand-written loop', () => backward(values, into), { seconds }),
    measure('the engine’s tape', () => compiled.run(inputs), { seconds }),
    measure('finite differences', () => differences(values, into), { seconds }),
    await tensorFlowGradients(at),
  ];
}

async function tensorFlowGradients(at: (name: string) => number): Promise<Measurement> {
  const tf = await loadTensorFlow();
  const x = tf.tensor2d([['x1', 'x2'].map(at)]);
  const t = tf.tensor2d([['t1', 't2'].map(at)]);
  const w = tf.tensor2d(names.slice(2, 8).map(at), [2, 3]);
  const u = tf.tensor2d(names.slice(8, 14).map(at), [3, 2]);
  const gradients = tf.grads((first, second) =>
    tf.sum(
      x
        .matMul(first as typeof x)
        .sigmoid()
        .matMul(second as typeof x)
        .sigmoid()
        .sub(t)
        .square()
        .mul(0.5),
    ),
  );
  return measure(
    'TensorFlow.js',
    () => tf.tidy(() => gradients([w, u]).map((gradient) => gradient.dataSync())),
    { seconds },
  );
}

function exactGradients(): Measurement {
  const { tape } = gradientTape(straight);
  const value = exactValues(straight);
  return measure('linear/linear, rationals', () => runTape(tape, rationals, value), { seconds });
}

function enclosedGradients(bits: number): Measurement {
  const { tape } = gradientTape(curved);
  const value = exactValues(curved);
  const room = intervals(bits);
  return measure(
    `sigmoid/sigmoid, ${bits} bits`,
    () => runTape(tape, room, (name) => room.fromRational(value(name))),
    { seconds },
  );
}

function exactValues(spec: NetSpec) {
  const { hundredths } = drawCase(spec, 1);
  const values = new Map([...hundredths].map(([name, n]) => [name, rational(n, 100)]));
  return (name: string) => values.get(name) ?? rational(0);
}

function gradientTape(spec: NetSpec): { readonly tape: Tape; readonly registers: readonly number[] } {
  const writer = new TapeWriter();
  const register = writer.compile(netSystem(spec));
  const registers = weightNames.map((weight) => register(gradientName('E', weight)));
  return { tape: writer.tape(), registers };
}
