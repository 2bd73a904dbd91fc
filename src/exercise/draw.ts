/**
 * Drawing: the indices that an exercise leaves open, and candidate numbers for its net. Nothing here is
 * certified yet. No 0 and no ±1 (they hide mistakes); |x1| ≠ |x2|; asked weights off the diagonal.
 */

import { targetsSumToOne } from '../net/activations.ts';
import { uNames, wNames } from '../net/quantity.ts';
import type { HiddenActivation } from '../net/spec.ts';
import type { Arithmetic } from '../number/arithmetic.ts';
import { parseRational, type Rational, rational, rationals, showRational } from '../number/rational.ts';
import type { Definition, NumberChoice } from './definition.ts';
import type { Random } from './random.ts';

export type Numbers = ReadonlyMap<string, Rational>;

const offDiagonal = [
  { i: '1', j: '2', k: '1' },
  { i: '2', j: '1', k: '2' },
  { i: '1', j: '3', k: '1' },
  { i: '1', j: '3', k: '2' },
  { i: '2', j: '3', k: '1' },
  { i: '2', j: '3', k: '2' },
] as const;

/** Indices i, j, k with i ≠ j and j ≠ k, so that mistakes of transposed indices show. */
export const drawIndices = (random: Random): Readonly<Record<string, string>> => random.pick(offDiagonal);

/** Values of x, w, u, t and η. */
export function drawNumbers(definition: Definition, random: Random): Numbers {
  const { numbers, net } = definition;
  const from = (letter: 'x' | 'w' | 'u' | 't' | 'eta') =>
    choices(numbers[letter] ?? usual(letter, net.hidden));
  const x1 = random.pick(from('x'));
  const x2 = random.pick(from('x').filter((each) => !sameSize(each, x1)));
  const t1 = random.pick(from('t'));
  const t2 = targetsSumToOne(net.output) ? rationals.subtract(rational(1), t1) : random.pick(from('t'));
  const drawn = (names: readonly string[], choice: readonly Rational[]) =>
    names.map((name) => [name, random.pick(choice)] as const);
  return new Map<string, Rational>([
    ['x1', x1],
    ['x2', x2],
    ...drawn(wNames, from('w')),
    ...drawn(uNames, from('u')),
    ['t1', t1],
    ['t2', t2],
    ['eta', random.pick(from('eta'))],
  ]);
}

const tenths = { from: '-0.9', to: '0.9', step: '0.1' };

/** The usual ranges: x from whole numbers where answers are exact, small where a sigmoid would saturate. */
function usual(letter: 'x' | 'w' | 'u' | 't' | 'eta', hidden: HiddenActivation): NumberChoice {
  if (letter === 'eta') return ['0.3', '0.4'];
  if (letter === 't') return { from: '0.1', to: '0.9', step: '0.1' };
  if (letter !== 'x') return tenths;
  return hidden === 'linear' || hidden === 'relu' || hidden === 'leakyRelu'
    ? ['-3', '-2', '2', '3']
    : ['-3', '-2', '-0.5', '0.5', '2', '3'];
}

const known = new WeakMap<object, readonly Rational[]>();

function choices(choice: NumberChoice): readonly Rational[] {
  const found = known.get(choice);
  if (found) return found;
  const all = Array.isArray(choice) ? choice.map(parseRational) : steps(choice, rationals);
  const useful = all.filter(({ n, d }) => n !== 0n && !(d === 1n && (n === 1n || n === -1n)));
  known.set(choice, useful);
  return useful;
}

function steps(
  choice: Exclude<NumberChoice, readonly string[]>,
  q: Arithmetic<Rational>,
): readonly Rational[] {
  const [from, to, step] = [choice.from, choice.to, choice.step].map(parseRational);
  const values: Rational[] = [];
  if (!from || !to || !step) return values;
  for (let at = from; q.subtract(to, at).n >= 0n; at = q.add(at, step)) values.push(at);
  return values;
}

const sameSize = (left: Rational, right: Rational): boolean =>
  showRational(rationals.abs(left)) === showRational(rationals.abs(right));
