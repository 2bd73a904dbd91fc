/**
 * The way to a quantity in names alone: which formulas, in the order in which they can be done. It is the same for all
 * variants that give the same quantities of the same net, and is found once for them.
 */
import { type Formula, name, namesIn, substitute } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import { readQuantity } from '../net/quantity.ts';
import { type Numbered, systemOf } from './values.ts';

export interface WayRow {
  readonly quantity: string;
  readonly formula: Formula;
}

/** Quantities whose values are had already. */
interface Had {
  /** Printed: they have no row. */
  readonly given: readonly string[];
  /** Worked out before: no row either, and called by their own name where they merely equal another. */
  readonly known: readonly string[];
}

/** Of a variant. */
export const wayTo = (
  variant: Numbered,
  quantity: string,
  known: readonly string[] = [],
): readonly WayRow[] => wayIn(systemOf(variant), { given: Object.keys(variant.given), known }, quantity);

/** The asked quantity comes last; no rows for what the system does not compute. */
export function wayIn(system: System, had: Had, quantity: string): readonly WayRow[] {
  const key = JSON.stringify([quantity, had.given, had.known]);
  const ways = found.get(system) ?? new Map<string, readonly WayRow[]>();
  found.set(system, ways);
  const way = ways.get(key) ?? findWay(system, had, quantity);
  ways.set(key, way);
  return way;
}

/** With the system, which variants share. */
const found = new WeakMap<System, Map<string, readonly WayRow[]>>();

function findWay(rows: System, { given, known }: Had, quantity: string): readonly WayRow[] {
  const system = withoutAliases(rows, new Set([quantity, ...known]));
  return order(system, quantity, new Set([...given, ...known])).map((each) => {
    return { quantity: each, formula: system.get(each) ?? name(each) };
  });
}

/** The system with each gradient that merely equals another (∂E/∂z1 = ∂E/∂y1 in a linear net) written by it. */
function withoutAliases(system: System, kept: ReadonlySet<string>): System {
  const target = (each: string): string => {
    const formula = system.get(each);
    const isAlias = formula?.kind === 'name' && !kept.has(each) && readQuantity(each)?.kind === 'gradient';
    return isAlias ? target(formula.name) : each;
  };
  const renamed = (formula: Formula): Formula => substitute(formula, (each) => name(target(each)));
  return new Map([...system].map(([each, formula]) => [each, renamed(formula)]));
}

/** The steps in the order in which they can be done, the asked one last. */
function order(system: System, asked: string, given: ReadonlySet<string>): readonly string[] {
  const done = new Set<string>();
  const visit = (each: string): void => {
    const formula = system.get(each);
    if (!formula || done.has(each) || (given.has(each) && each !== asked)) return;
    for (const inner of namesIn(formula)) visit(inner);
    done.add(each);
  };
  visit(asked);
  return [...done];
}
