/**
 * The lines of the figure: from a unit through a weight's label to the next unit, and to the errors. Between
 * the curves an edge keeps to its own row, so that no other label lies on it.
 */
import { hiddenUnits, inputs, outputs } from '../net/quantity.ts';
import type { Flow, Layer, Plan } from './layout.ts';
import { type Place, penFor } from './pen.ts';

export interface Edge {
  readonly path: string;
  /** The last piece of the path alone, from a weight's label to the next unit. */
  readonly arrival: string;
  /** The arrow's head at the end of the path. */
  readonly tip: string;
}

/** Every edge of the net between the places of a plan. */
export function edgesBetween(
  places: Readonly<Record<string, Place>>,
  plan: Plan,
  flow: Flow,
): Readonly<Record<string, Edge>> {
  const at = (name: string): Place => places[name] ?? { along: 0, across: 0 };
  const half = (name: string) => plan.length(name[0] as Layer) / 2;
  const pen = penFor(flow);
  const weight = (letter: 'w' | 'u', from: string, indices: string, to: string): Edge => {
    const row = at(letter + indices).across;
    const lean = (node: string) => Math.max(-8, Math.min(8, (row - at(node).across) / 6));
    const zone = (plan.length(letter) + plan.stagger[letter]) / 2;
    const middle = plan.along[letter] ?? 0;
    const start = { along: at(from).along + half(from) - 2, across: at(from).across + lean(from) };
    const exit = { along: middle + zone, across: row };
    const end = { along: at(to).along - half(to), across: at(to).across + lean(to) };
    return {
      path:
        pen.curve(start, { along: middle - zone, across: row }) + pen.lineTo(exit) + pen.curveTo(exit, end),
      arrival: pen.line(at(letter + indices), exit) + pen.curveTo(exit, end),
      tip: pen.tip(end),
    };
  };
  const edges: Record<string, Edge> = {};
  for (const j of hiddenUnits) {
    for (const i of inputs) edges[`w${i}${j}`] = weight('w', `x${i}`, `${i}${j}`, `h${j}`);
    for (const k of outputs) edges[`u${j}${k}`] = weight('u', `h${j}`, `${j}${k}`, `y${k}`);
  }
  for (const k of outputs) {
    const end = { along: at(`e${k}`).along - half(`e${k}`), across: at(`e${k}`).across };
    const start = { along: at(`y${k}`).along + half(`y${k}`) - 2, across: at(`y${k}`).across };
    const toError = pen.curve(start, end);
    edges[`y${k}`] = { path: toError, arrival: toError, tip: pen.tip(end) };
    edges[`t${k}`] = { path: pen.line(at(`t${k}`), at(`e${k}`)), arrival: '', tip: '' };
  }
  return edges;
}
