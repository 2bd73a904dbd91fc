/** All named formulas of a net, forward and backward, with what an exercise gives taken as given. */
import type { System } from '../formula/tape.ts';
import { forwardPass } from './forward.ts';
import { backwardPass } from './reverse.ts';
import type { NetSpec } from './spec.ts';

/** Rows in the order in which a student computes them. A given quantity has no row: its value is an input. */
export function netSystem(spec: NetSpec, given: ReadonlySet<string> = new Set()): System {
  const forward = forwardPass(spec);
  return new Map([...forward, ...backwardPass(forward, spec)].filter(([name]) => !given.has(name)));
}
