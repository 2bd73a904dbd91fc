/** What an exercise is about: the units through which its asked gradients come, and which ReLU units are off. */
import { hiddenUnits, outputs, readQuantity } from '../net/quantity.ts';
import type { Definition } from './definition.ts';

export interface Aim {
  /** Whether any gradient, step or new weight is asked. */
  readonly gradients: boolean;
  /** Hidden units through which an asked gradient comes. */
  readonly hidden: readonly number[];
  /** Outputs that an asked gradient is about: both, where it comes through a hidden unit. */
  readonly outputs: readonly number[];
  /** Hidden units among which the dead ones are chosen first, and so many of them. */
  readonly dead: { readonly first: readonly number[]; readonly count: number };
}

export function aimOf(asked: readonly string[], { deadUnits, askDead }: Definition): Aim {
  const subjects = asked.flatMap((name) => {
    const quantity = readQuantity(name);
    return quantity && 'of' in quantity && quantity.kind !== 'slope' ? [quantity.of] : [];
  });
  const indices = (pattern: RegExp): readonly number[] => [
    ...new Set(subjects.flatMap((of) => (pattern.test(of) ? [Number(of.at(-1))] : []))),
  ];
  const hidden = indices(/^(w\d|[ha])\d$/);
  const named = indices(/^(u\d|[zye])\d$/);
  const others = hiddenUnits.filter((j) => !hidden.includes(j));
  return {
    gradients: subjects.length > 0,
    hidden,
    outputs: named.length > 0 && hidden.length === 0 ? named : outputs,
    dead: { first: askDead ? hidden : others, count: deadUnits },
  };
}
