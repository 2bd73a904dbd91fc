/** Where the figure shows a quantity, and what it prints on the way back of a gradient. */
import { gradientName, readQuantity, type Target } from '../net/quantity.ts';
import { returnPaths, seenAt } from '../net/reach.ts';
import type { NetSpec } from '../net/spec.ts';

/**
 * Which quantity leaves each place of the return paths backward, for the figure to print:
 * { e1: 'e1', y1: 'dE/dz1', u21: 'dE1/dh2', h2: 'dE/da2', w12: 'dE/dw12' }.
 */
export function travellers(quantity: string, net: NetSpec): Readonly<Record<string, string>> {
  const read = readQuantity(quantity);
  const target = read?.kind === 'gradient' ? read.target : 'E';
  const leaving = (place: string): string => {
    const [letter, from = '', to = ''] = place;
    if (letter === 'y') return gradientName(target, `z${from}`);
    if (letter === 'h') return gradientName(target, `a${from}`);
    return letter === 'u' ? gradientName(`E${to}` as Target, `h${from}`) : place;
  };
  return Object.fromEntries(
    returnPaths(quantity, net).flatMap((path) =>
      path.map((place, index) => [place, index === path.length - 1 ? quantity : leaving(place)]),
    ),
  );
}

/** The name of the weight or node of the figure at which a quantity is to be seen; undefined for E and eta. */
export function placeInFigure(quantity: string): string | undefined {
  const read = readQuantity(quantity);
  if (
    read === undefined ||
    read.kind === 'eta' ||
    read.kind === 'width' ||
    read.kind === 'quotient' ||
    read.kind === 'total'
  )
    return undefined;
  if (read.kind === 'unit' || read.kind === 'weight') return seenAt(quantity);
  return placeInFigure(read.of);
}
