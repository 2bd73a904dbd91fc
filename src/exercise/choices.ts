/** The values from which an exercise draws: what its file says, else the usual ranges; never 0 or ±1. */
import type { HiddenActivation } from '../net/spec.ts';
import {
  compareRationals,
  parseRational,
  type Rational,
  rational,
  rationals,
  toDouble,
} from '../number/rational.ts';
import type { Definition, NumberChoice } from './definition.ts';

/** A value that can be drawn; the double is for looking, the Rational for keeps. */
export interface Choice {
  readonly exact: Rational;
  readonly double: number;
}

type Letter = 'x' | 'w' | 'u' | 't' | 'eta';

export const choice = (exact: Rational): Choice => ({ exact, double: toDouble(exact) });
/** 1 − value */
export const remainder = ({ exact }: Choice): Choice => choice(rationals.subtract(rational(1), exact));

export interface Choices extends Readonly<Record<Letter, readonly Choice[]>> {
  readonly positiveU: readonly Choice[];
  readonly negativeU: readonly Choice[];
}

const remembered = new WeakMap<Definition, Choices>();

export function choicesOf(definition: Definition): Choices {
  const found = remembered.get(definition) ?? makeChoices(definition);
  remembered.set(definition, found);
  return found;
}

function makeChoices({ numbers, net }: Definition): Choices {
  const of = (letter: Letter) => usefulValues(numbers[letter] ?? usual(letter, net.hidden)).map(choice);
  const u = of('u');
  return {
    x: of('x'),
    w: of('w'),
    u,
    t: of('t'),
    eta: of('eta'),
    positiveU: u.filter(({ double }) => double > 0),
    negativeU: u.filter(({ double }) => double < 0),
  };
}

const tenths = { from: '-0.9', to: '0.9', step: '0.1' };

/** The usual ranges: x from whole numbers where answers are exact, small where a sigmoid would saturate. */
function usual(letter: Letter, hidden: HiddenActivation): NumberChoice {
  if (letter === 'eta') return ['0.3', '0.4'];
  if (letter === 't') return { from: '0.1', to: '0.9', step: '0.1' };
  if (letter !== 'x') return tenths;
  return hidden === 'linear' || hidden === 'relu' || hidden === 'leakyRelu'
    ? ['-3', '-2', '2', '3']
    : ['-3', '-2', '-0.5', '0.5', '2', '3'];
}

function usefulValues(choice: NumberChoice): readonly Rational[] {
  const all = Array.isArray(choice) ? choice.map(parseRational) : steps(choice);
  return all.filter(({ n, d }) => n !== 0n && !(d === 1n && (n === 1n || n === -1n)));
}

function steps({ from, to, step }: Exclude<NumberChoice, readonly string[]>): readonly Rational[] {
  const [last, by] = [parseRational(to), parseRational(step)];
  const values: Rational[] = [];
  for (let at = parseRational(from); compareRationals(at, last) <= 0; at = rationals.add(at, by))
    values.push(at);
  return values;
}
