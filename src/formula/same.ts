/**
 * Are two formulas equal wherever both have a value? Three ways, from cheap to dear:
 *
 *   modulo 2^61 − 1, once for each pattern of gates (number/residue.ts): equal there means equal by algebra;
 *   exactly, at rational points, where both formulas give rational values;
 *   by enclosures at rational points: disjoint ones prove a difference, and agreement of all points
 *   to 200 bits and more is called the same.
 *
 * "Different" always comes with numbers at which the two differ.
 */
import { enclosureToDecimal, type Interval } from '../number/interval.ts';
import {
  type Rational,
  rational,
  showExactDecimal,
  showRational,
  showScientific,
} from '../number/rational.ts';
import { residuePrime, residues } from '../number/residue.ts';
import { type Evaluation, evaluate, hasWholeExponent, isRational } from './evaluate.ts';
import { exactRationals } from './exact.ts';
import { type Formula, namesIn, operands } from './formula.ts';
import { enclose } from './real.ts';
import { pi } from './words.ts';

export type Sameness =
  /** 'algebra': modulo a prime, wrong with a chance below 10^-30. 'agreement': at 8 points and more to 200 bits. */
  | { readonly kind: 'same'; readonly how: 'algebra' | 'agreement' }
  | {
      readonly kind: 'different';
      /** Exact values of the names at which the two differ, and what each side is there. */
      readonly counterexample: Readonly<Record<string, string>>;
      readonly leftValue: string;
      readonly rightValue: string;
    }
  | { readonly kind: 'undecided'; readonly reason: 'never-defined' | 'too-few-points' };

export function sameFormula(left: Formula, right: Formula): Sameness {
  const names = [...namesIn(right, new Set(namesIn(left)))].filter((name) => name !== pi).sort();
  const algebra = compareModulo(left, right, names);
  const points = compareAtPoints(left, right, names, algebra);
  return algebra === 'equal' && points.kind !== 'different' ? { kind: 'same', how: 'algebra' } : points;
}

/**
 * 'equal' proves the formulas the same, 'unequal' different. 'pieces': without gates they would be known to differ,
 * with them the pattern in which they do may be one that no real numbers have.
 */
type Algebra = 'equal' | 'unequal' | 'pieces' | 'unknown';

const moduloPoints = 3;
const mostGates = 6;

function compareModulo(left: Formula, right: Formula, names: readonly string[]): Algebra {
  if (hasRoot(left) || hasRoot(right)) return 'unknown';
  const rational = isRational(left) && isRational(right);
  const chance = randomNumbers(0x5eedn);
  let gates = 0;
  for (let pattern = 0; pattern < 2 ** gates; pattern++) {
    for (let point = 0; point < moduloPoints; point++) {
      const room = residues({ salt: chance(), gatePattern: pattern });
      const values = new Map([...names, pi].map((name) => [name, chance() % residuePrime]));
      const a = evaluate(left, room, (name) => values.get(name));
      const b = evaluate(right, room, (name) => values.get(name));
      gates = Math.max(gates, room.gatesSeen());
      if (a.kind === 'undefined' || b.kind === 'undefined' || gates > mostGates) return 'unknown';
      if (a.value !== b.value) return gates > 0 ? 'pieces' : rational ? 'unequal' : 'unknown';
    }
  }
  return 'equal';
}

/** Modulo a prime √(x²) is x or −x by chance, so that formulas with roots are judged at real points only. */
function hasRoot(formula: Formula): boolean {
  if (formula.kind === 'call' && formula.function === 'sqrt') return true;
  if (formula.kind === 'power' && !hasWholeExponent(formula.right)) return true;
  return operands(formula).some(hasRoot);
}

const pointsTried = 84;
/** Points that must agree before two formulas are called the same, and points that cost the most bits in vain. */
const pointsNeeded: Readonly<Record<Algebra, number>> = {
  equal: 1,
  unequal: pointsTried + 1,
  pieces: 60,
  unknown: 8,
};
const pointsInVain = 4;

type AtPoint = 'equal' | 'undefined' | 'in-vain' | { readonly left: string; readonly right: string };
type Point = ReadonlyMap<string, Rational>;

function compareAtPoints(
  left: Formula,
  right: Formula,
  names: readonly string[],
  algebra: Algebra,
): Sameness {
  const compare = isRational(left) && isRational(right) ? compareExactly : compareEnclosed;
  const chance = randomNumbers(0xc0ffeen);
  const tried = names.length === 0 ? 1 : pointsTried;
  const needed = names.length === 0 ? 1 : pointsNeeded[algebra];
  let [equal, inVain] = [0, 0];
  for (let index = 0; index < tried && equal < needed && inVain < pointsInVain; index++) {
    const point: Point = new Map(names.map((name) => [name, coordinate(index, chance)]));
    const found = compare(left, right, point);
    if (found === 'equal') equal++;
    else if (found === 'in-vain') inVain++;
    else if (found !== 'undefined') {
      const counterexample = Object.fromEntries([...point].map(([name, value]) => [name, written(value)]));
      return { kind: 'different', counterexample, leftValue: found.left, rightValue: found.right };
    }
  }
  if (equal >= needed) return { kind: 'same', how: 'agreement' };
  return { kind: 'undecided', reason: equal === 0 ? 'never-defined' : 'too-few-points' };
}

const written = (value: Rational): string => showExactDecimal(value) ?? showRational(value);

const exact = exactRationals(1 << 13);

function compareExactly(left: Formula, right: Formula, point: Point): AtPoint {
  const a = evaluate(left, exact, (name) => point.get(name));
  const b = evaluate(right, exact, (name) => point.get(name));
  if (a.kind === 'undefined' || b.kind === 'undefined') {
    return tooLarge(a) || tooLarge(b) ? compareEnclosed(left, right, point) : 'undefined';
  }
  if (a.value.n === b.value.n && a.value.d === b.value.d) return 'equal';
  return { left: written(a.value), right: written(b.value) };
}

const tooLarge = (value: Evaluation<Rational>): boolean =>
  value.kind === 'undefined' && value.reason === 'too-large';

/** Bits to compute with, one after the other, until the enclosures are disjoint or agree to 200 bits. */
const precisions = [64, 320, 1024] as const;
const bitsOfAgreement = 200n;

function compareEnclosed(left: Formula, right: Formula, point: Point): AtPoint {
  let bothDefined = false;
  for (const bits of precisions) {
    const a = enclose(left, point, bits);
    const b = needsMoreBits(a) ? enclose(right, point, bits) : a;
    if (!needsMoreBits(a) || !needsMoreBits(b)) return 'undefined';
    bothDefined = a.kind === 'value' && b.kind === 'value';
    if (a.kind === 'value' && b.kind === 'value') {
      if (a.value.hi < b.value.lo || b.value.hi < a.value.lo) return shown(a.value, b.value, bits);
      if (agrees(a.value) && agrees(b.value)) return 'equal';
    }
  }
  return bothDefined ? 'equal' : 'in-vain';
}

/** Whether there is a value, or may be one at more bits. */
const needsMoreBits = (value: Evaluation<Interval>): boolean =>
  value.kind === 'value' || value.reason === 'needs-more-bits';

/** Whether an enclosure is narrower than its value by 200 bits. */
function agrees({ lo, hi }: Interval): boolean {
  const least = lo > 0n ? lo : hi < 0n ? -hi : 0n;
  return least > (hi - lo) << bitsOfAgreement;
}

function shown(left: Interval, right: Interval, bits: number): { left: string; right: string } {
  const decimal = (value: Interval, digits: number) =>
    enclosureToDecimal(value, bits, digits) ?? showScientific(rational(value.lo, 1n << BigInt(bits)), digits);
  const digits = [6, 12].find((count) => decimal(left, count) !== decimal(right, count)) ?? 18;
  return { left: decimal(left, digits), right: decimal(right, digits) };
}

/** Eighths and thirty-seconds in growing ranges, most of them on both sides of 0; exact in fixed point. */
const ranges = [
  { least: 1, most: 31, denominator: 32 },
  { least: -31, most: 31, denominator: 32 },
  { least: 1, most: 32, denominator: 8 },
  { least: -32, most: 32, denominator: 8 },
  { least: 2, most: 20, denominator: 1 },
  { least: -160, most: 160, denominator: 8 },
  { least: -5000, most: 5000, denominator: 1 },
] as const;

function coordinate(index: number, chance: () => bigint): Rational {
  const { least, most, denominator } = ranges[index % ranges.length] ?? ranges[0];
  const drawn = least + Number(chance() % BigInt(most - least + 1));
  return rational(drawn === 0 ? most : drawn, denominator);
}

/** The same numbers below 2^64 every time: splitmix64 (Steele, Lea and Flood 2014). */
function randomNumbers(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
}
