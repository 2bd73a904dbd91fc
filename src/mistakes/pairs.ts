/**
 * Pairs of mistakes that people make together: compositions, so nothing about them is written twice. Two
 * edits of one stage are implausible and are not here.
 */
import type { System } from '../formula/tape.ts';
import { type MistakeId, mistakeIds, mistakes } from './catalogue.ts';
import { slopeBeliefIds } from './slope-beliefs.ts';
import { type Context, rewritten } from './stages.ts';

export interface FormOf {
  readonly mistake: MistakeId;
  readonly form: number;
}

export interface Pair {
  readonly first: FormOf;
  readonly second: FormOf;
}

const at = (mistake: MistakeId, form = 0): FormOf => ({ mistake, form });
const allForms = mistakeIds.flatMap((id) => mistakes[id].forms.map((_, form) => at(id, form)));

/** The sign, or a factor 2, is a convention of a whole text and goes with anything. */
const withConvention = (convention: MistakeId): readonly Pair[] =>
  allForms
    .filter(({ mistake }) => mistake !== convention && mistake !== 'HALF' && mistake !== 'DECIMAL_SLIP')
    .map((second) => ({ first: at(convention), second }));

const pair = (first: FormOf, second: FormOf): Pair => ({ first, second });

export const pairs: readonly Pair[] = [
  ...withConvention('SIGN'),
  ...withConvention('X2').filter(({ second }) => second.mistake !== 'SIGN'),
  pair(at('NO_DOUT'), at('NO_DHID')),
  ...slopeBeliefIds.map((id, form) => pair(at(id), at('HIDDEN_SLOPE', form))),
  pair(at('DROP_E1'), at('NO_DHID')),
  pair(at('DROP_E2'), at('NO_DHID')),
  pair(at('NO_U'), at('NO_DHID')),
  pair(at('U_TRANSPOSED'), at('W_TRANSPOSED')),
];

/** The system as somebody with both beliefs sees it; undefined where either is void. */
export function systemUnderPair({ first, second }: Pair, context: Context): System | undefined {
  const one = mistakes[first.mistake].forms[first.form]?.(context);
  if (!one || one.size === 0) return undefined;
  const system = rewritten(context.system, one);
  const two = mistakes[second.mistake].forms[second.form]?.({ ...context, system });
  return two && two.size > 0 ? rewritten(system, two) : undefined;
}
