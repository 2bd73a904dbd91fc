/**
 * Answers by choosing, as text: the ids of the chosen options, with commas or spaces between. A choice does not
 * depend on their order; an order needs every option once.
 */
import type { ChoicePart, Variant } from '../exercise/variant.ts';
import type { Problem } from '../formula/problem.ts';
import type { Verdict } from './result.ts';

export type ChosenAnswer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  /** `text`: the ids in the order of the options, or as they were put in order: 'e1,e2'. */
  | { readonly kind: 'chosen'; readonly text: string };

export function readChoice(typed: string, part: ChoicePart): ChosenAnswer {
  const chosen = [...typed.matchAll(/[^\s,;،]+/g)].map(([id], i, all) => ({ id, at: all[i]?.index ?? 0 }));
  if (chosen.length === 0) return { kind: 'empty' };
  const known = new Set(part.options.map(({ id }) => id));
  const stranger = chosen.find(({ id }) => !known.has(id));
  if (stranger) return unreadable('unknownOption', stranger.at, stranger.id.length, { found: stranger.id });
  const ids = [...new Set(chosen.map(({ id }) => id))];
  const incomplete = part.kind === 'order' && (ids.length < known.size || ids.length < chosen.length);
  if (incomplete) return unreadable('incompleteOrder', 0, typed.length);
  const contradicts = ids.includes('none') && ids.length > 1;
  if (contradicts || (part.kind === 'choice' && !part.several && ids.length > 1))
    return unreadable(contradicts ? 'noneAndSome' : 'oneOnly', 0, typed.length);
  const inOrder = part.kind === 'order' ? ids : [...known].filter((id) => ids.includes(id));
  return { kind: 'chosen', text: inOrder.join() };
}

/** All of it right, or wrong: which of several choices is wrong would be told by trying. */
export const verdictOnChoice = (variant: Variant, part: ChoicePart, text: string): Verdict => ({
  kind: text === variant.certificate.parts[part.id]?.key ? 'right' : 'wrong',
});

const unreadable = (
  code: string,
  at: number,
  length: number,
  values: Problem['values'] = {},
): ChosenAnswer => ({ kind: 'unreadable', problem: { code, at, length, values } });
