/**
 * The forward pass of the 2-3-2 net, declared once, as named formulas in the order in which they are
 * computed. No biases (the lecture's figure has none).
 *
 *   a_j = x1·w1j + x2·w2j     h_j = f(a_j)
 *   z_k = h1·u1k + h2·u2k + h3·u3k     y_k = g(z_k)
 *   e_k = y_k − t_k     E_k, E by the loss
 */
import { call, difference, type Formula, name, product, sum } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import { elementwise, lossFormulas, secondTarget, softmax, targetsSumToOne } from './activations.ts';
import { hiddenUnits, inputs, outputs } from './quantity.ts';
import type { NetSpec } from './spec.ts';

export function forwardPass(spec: NetSpec): System {
  const { single, total } = lossFormulas[spec.loss];
  const rows: (readonly [string, Formula])[] = [
    ...hiddenUnits.map((j) => [`a${j}`, weighted(inputs, (i) => [`x${i}`, `w${i}${j}`])] as const),
    ...hiddenUnits.map((j) => [`h${j}`, activated(spec.hidden, `a${j}`)] as const),
    ...outputs.map((k) => [`z${k}`, weighted(hiddenUnits, (j) => [`h${j}`, `u${j}${k}`])] as const),
    ...outputs.map(
      (k) => [`y${k}`, spec.output === 'softmax' ? softmax(k) : activated(spec.output, `z${k}`)] as const,
    ),
    ...(targetsSumToOne(spec.output) ? [['t2', secondTarget] as const] : []),
    ...outputs.map((k) => [`e${k}`, difference(name(`y${k}`), name(`t${k}`))] as const),
    ...outputs.map((k) => [`E${k}`, single(k)] as const),
    ['E', total],
  ];
  return new Map(rows);
}

function weighted(units: readonly number[], pair: (unit: number) => readonly [string, string]): Formula {
  return sum(...units.map((unit) => product(...pair(unit).map(name))));
}

function activated(activation: keyof typeof elementwise, preActivation: string): Formula {
  const fn = elementwise[activation];
  return fn ? call(fn, name(preActivation)) : name(preActivation);
}
