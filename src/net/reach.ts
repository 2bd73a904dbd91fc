/**
 * Who reaches whom: forward from a weight or unit to the errors, and backward along the paths on which
 * an error comes home. This is the lecture's point: a u reaches one error, a w reaches both.
 */
import { hiddenUnits, inputs, outputs, readQuantity } from './quantity.ts';
import type { NetSpec } from './spec.ts';

/** The names that a change of `name` moves, in order, without itself: u21 → y1 e1; w12 → h2 u21 u22 y1 y2 e1 e2. */
export function onward(name: string, net: NetSpec): readonly string[] {
  const found: string[] = [];
  const rest = [...after(name, net)];
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (found.includes(next)) continue;
    found.push(next);
    rest.push(...after(next, net));
  }
  return found;
}

/** The errors that a weight or unit contributes to: w12 → e1 e2, u21 → e1; with softmax every u → both. */
export const errorsReached = (name: string, net: NetSpec): readonly string[] =>
  onward(name, net)
    .filter((reached) => reached.startsWith('e'))
    .sort();

/**
 * The ways along which the error comes back to what a gradient is taken of, each from error to
 * quantity: dE/dw12 → e1 y1 u21 h2 w12 and e2 y2 u22 h2 w12; dE2/dw12 → the second alone.
 * Empty for what is no gradient, step or new weight.
 */
export function returnPaths(quantity: string, net: NetSpec): readonly (readonly string[])[] {
  const read = readQuantity(quantity);
  if (read?.kind === 'step' || read?.kind === 'newWeight') return pathsFrom(read.of, net);
  if (read?.kind !== 'gradient') return [];
  const end = read.target === 'E' ? undefined : `e${read.target.slice(1)}`;
  return pathsFrom(seenAt(read.of), net).filter((path) => end === undefined || path[0] === end);
}

/** Pre-activations are seen at their unit, and the loss of one output at its error. */
export const seenAt = (name: string): string =>
  name
    .replace(/^a/, 'h')
    .replace(/^z/, 'y')
    .replace(/^E(?=\d)/, 'e');

function pathsFrom(name: string, net: NetSpec): readonly (readonly string[])[] {
  const next = after(name, net);
  if (next.length === 0) return name.startsWith('e') ? [[name]] : [];
  return next.flatMap((step) => pathsFrom(step, net).map((path) => [...path, name]));
}

function after(name: string, net: NetSpec): readonly string[] {
  const [letter, from = '', to = ''] = name;
  if (letter === 'x' && inputs.some((i) => `${i}` === from)) return hiddenUnits.map((j) => `w${from}${j}`);
  if (letter === 'w') return [`h${to}`];
  if (letter === 'h') return outputs.map((k) => `u${from}${k}`);
  if (letter === 'u') return net.output === 'softmax' ? outputs.map((k) => `y${k}`) : [`y${to}`];
  return letter === 'y' || letter === 't' ? [`e${from}`] : [];
}
