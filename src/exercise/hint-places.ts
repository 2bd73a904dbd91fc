/** Where on the figure a hint looks: the units and weights behind quantities, and the way from one to its target. */
import { namesIn } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import { forwardPass } from '../net/forward.ts';
import { readQuantity } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';

/** The place of each quantity, once each: dE/dw12 is at w12, f'(a1) and a1 at h1, E1 at e1; the learning rate is nowhere. */
export function placesOf(quantities: Iterable<string>): readonly string[] {
  return [...new Set([...quantities].flatMap(placeOf))];
}

/**
 * For a gradient, step or new weight: what it is taken of, and all that a change of it moves on its way to the
 * target, with the weights it crosses. For other quantities: the quantity and what its formula names.
 */
export function wayToTarget(quantity: string, net: NetSpec): readonly string[] {
  const forward = forwardPass(net);
  const meaning = readQuantity(quantity);
  const of = meaning && 'of' in meaning && meaning.kind !== 'slope' ? meaning.of : undefined;
  if (of === undefined) return placesOf([quantity, ...namesIn(forward.get(quantity) ?? noFormula)]);
  const way = between(forward, of, meaning?.kind === 'gradient' ? meaning.target : 'E');
  const crossed = [...forward]
    .filter(([row]) => way.has(row) && row !== of)
    .flatMap(([, formula]) => [...namesIn(formula)].filter((name) => way.has(startOf(name))));
  return placesOf([startOf(of), of, ...crossed, ...way]);
}

const noFormula = { kind: 'name', name: 'eta' } as const;

/** What depends on `from` and is needed for `to`. */
function between(forward: System, from: string, to: string): ReadonlySet<string> {
  const moved = new Set([from]);
  for (const [row, formula] of forward) {
    if ([...namesIn(formula)].some((name) => moved.has(name))) moved.add(row);
  }
  const needed = new Set([to]);
  for (const [row, formula] of [...forward].reverse()) {
    if (needed.has(row)) for (const name of namesIn(formula)) needed.add(name);
  }
  return new Set([...moved].filter((name) => needed.has(name)));
}

/** The unit at which a weight starts; another name itself. */
function startOf(name: string): string {
  const meaning = readQuantity(name);
  return meaning?.kind === 'weight' ? `${meaning.letter === 'w' ? 'x' : 'h'}${meaning.from}` : name;
}

function placeOf(quantity: string): readonly string[] {
  const meaning = readQuantity(quantity);
  if (!meaning || ['eta', 'total', 'width', 'quotient'].includes(meaning.kind)) return [];
  if ('of' in meaning) return placeOf(meaning.of);
  return [quantity.replace(/^a/, 'h').replace(/^z/, 'y').replace(/^E/, 'e')];
}
