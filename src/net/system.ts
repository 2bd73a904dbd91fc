/** All named formulas of a net, forward and backward, with what an exercise gives taken as given. */
import type { System } from '../formula/tape.ts';
import { forwardPass } from './forward.ts';
import { gradientCheck } from './gradient-check.ts';
import { backwardPass } from './reverse.ts';
import { type NetSpec, netKey } from './spec.ts';

/** Rows in the order in which a student computes them. A given quantity has no row: its value is an input. */
export function netSystem(spec: NetSpec, given: ReadonlySet<string> = new Set()): System {
  const rows = allRows(spec);
  return given.size === 0 ? rows : new Map([...rows].filter(([name]) => !given.has(name)));
}

/** At most one entry for each of the 91 nets, and for each weight that is nudged in it. */
const remembered = new Map<string, System>();

function allRows(spec: NetSpec): System {
  const key = netKey(spec);
  const found = remembered.get(key) ?? withBackwardPass(forwardPass(spec), spec);
  remembered.set(key, found);
  return found;
}

const withBackwardPass = (forward: System, spec: NetSpec): System =>
  new Map([
    ...forward,
    ...backwardPass(forward, spec),
    ...(spec.nudged ? gradientCheck(forward, spec.nudged) : []),
  ]);
