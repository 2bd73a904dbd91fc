/**
 * Residue: numbers modulo the prime p = 2^61 − 1. Evaluated here at random points, two formulas that are equal
 * by algebra agree; two that are not, agree at one point with a chance of at most degree/p (Schwartz 1980,
 * Zippel 1979), so three points leave about 10^-50.
 *
 * A function has no value modulo p, so each e^a is a free element for its argument a, tied to the others by the
 * laws of exponents alone: e^0 = 1, e^−a = 1/e^a, e^(a+b) = e^a·e^b, e^(a/2) = √(e^a), e^(ln a) = a. Sigmoid and tanh
 * follow from e^a as they do in the reals (Gonnet 1984, "Determining equivalence of expressions in random polynomial time").
 *
 * What this proves. Different residues of formulas without functions: the formulas differ. With functions, they
 * differ but for laws that this room does not know or met in an unlucky order (sin 2a; e^3 before e^1 and e^2), and
 * with gates, but for patterns that no real numbers have: a claim that they differ needs a counterexample in
 * another room. Equal residues err by the chance above, and where a formula contains multiples of p itself.
 *
 * A point where 1/0 or the root of a non-square comes up throws Undefined, though the formula may be sound: the
 * caller draws new points. Points are whole numbers in 0 … p − 1, the salt a random number below 2^64.
 */
import { type Arithmetic, Undefined } from './arithmetic.ts';
import type { Rational } from './rational.ts';

/** p, a Mersenne prime: 2^61 ≡ 1, and p ≡ 3 mod 4, so that −1 is no square and a square has one root that is a square. */
export const residuePrime = 2n ** 61n - 1n;
const p = residuePrime;

export interface ResidueArithmetic extends Arithmetic<bigint> {
  /** How many arguments, different up to sign and not 0, `gate` (and so `abs`) has met so far. */
  gatesSeen(): number;
  /** A room of its own that has met the same: what is computed in it leaves no trace in this one. */
  fork(gatePattern: number): ResidueArithmetic;
}

/**
 * A room with free elements chosen by `salt`. The i-th new argument of `gate`, up to sign, takes bit i of
 * `gatePattern` (lowest first): going through all 2^gatesSeen patterns goes through all pieces of a formula.
 * It remembers what it has met: use one room for both formulas of a comparison, and a new one for each point.
 */
export function residues(options: {
  readonly salt: bigint;
  readonly gatePattern: number;
}): ResidueArithmetic {
  return roomThatMet(options, { powers: [[0n, 1n]], logarithms: [[1n, 0n]], gates: [] });
}

type Pairs = Iterable<readonly [bigint, bigint]>;

function roomThatMet(
  options: { readonly salt: bigint; readonly gatePattern: number },
  met: { readonly powers: Pairs; readonly logarithms: Pairs; readonly gates: Pairs },
): ResidueArithmetic {
  const { exp, ln, powers, logarithms } = exponentialTable(options.salt, met);
  const gates = new Map(met.gates);
  const onCircle = (a: bigint) => circlePoint(a, options.salt);

  function gate(a: bigint): bigint {
    if (a === 0n) return 0n;
    const bit = gates.get(a) ?? BigInt(Math.floor(options.gatePattern / 2 ** (gates.size / 2)) % 2);
    gates.set(a, bit).set(p - a, 1n - bit);
    return bit;
  }

  return {
    fromRational,
    add,
    subtract,
    multiply,
    divide,
    negate,
    power: (base, exponent) =>
      exponent < 0 ? raised(inverse(base), BigInt(-exponent)) : raised(base, BigInt(exponent)),
    abs: (a) => (gate(a) === 1n ? a : negate(a)),
    gate,
    exp,
    ln,
    sqrt: (a) => {
      const root = squareRoot(a);
      if (root === undefined) throw new Undefined('outside-domain');
      return root;
    },
    sigmoid: (a) => inverse(add(1n, exp(negate(a)))),
    tanh: (a) => {
      const square = raised(exp(negate(a)), 2n);
      return multiply(subtract(1n, square), inverse(add(1n, square)));
    },
    softplus: (a) => ln(add(1n, exp(a))),
    sin: (a) => onCircle(a).sin,
    cos: (a) => onCircle(a).cos,
    gatesSeen: () => gates.size / 2,
    fork: (gatePattern) => roomThatMet({ salt: options.salt, gatePattern }, { powers, logarithms, gates }),
  };
}

function fromRational(value: Rational): bigint {
  const n = value.n % p;
  const residue = n < 0n ? n + p : n;
  return value.d === 1n ? residue : multiply(residue, inverse(value.d % p));
}

function add(a: bigint, b: bigint): bigint {
  const sum = a + b;
  return sum >= p ? sum - p : sum;
}

function subtract(a: bigint, b: bigint): bigint {
  return a >= b ? a - b : a - b + p;
}

function negate(a: bigint): bigint {
  return a === 0n ? 0n : p - a;
}

/** As 2^61 ≡ 1, the high half of the product is added to the low one. */
function multiply(a: bigint, b: bigint): bigint {
  const full = a * b;
  return add(full & p, full >> 61n);
}

function divide(a: bigint, b: bigint): bigint {
  return multiply(a, inverse(b));
}

/** Extended Euclid, a·inverse ≡ 1. */
function inverse(a: bigint): bigint {
  if (a === 0n) throw new Undefined('division-by-zero');
  let [rest, next] = [p, a];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return factor < 0n ? factor + p : factor;
}

function raised(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = multiply(result, square);
    if (rest > 1n) square = multiply(square, square);
  }
  return result;
}

/** The root that is itself a square, a^((p+1)/4) = a^(2^59), so that roots of products are products of roots. */
function squareRoot(a: bigint): bigint | undefined {
  let root = a;
  for (let i = 0; i < 59; i++) root = multiply(root, root);
  return multiply(root, root) === a ? root : undefined;
}

/** (cos a, sin a) = ((1 − t²)/(1 + t²), 2t/(1 + t²)) with a free t, odd in a; 1 + t² is never 0, −1 being no square. */
function circlePoint(a: bigint, salt: bigint): { readonly sin: bigint; readonly cos: bigint } {
  if (a === 0n) return { sin: 0n, cos: 1n };
  const t = isCanonical(a) ? freeElement(a, salt, 'circle') : p - freeElement(p - a, salt, 'circle');
  const square = multiply(t, t);
  const scale = inverse(add(1n, square));
  return { sin: multiply(add(t, t), scale), cos: multiply(subtract(1n, square), scale) };
}

/**
 * The pairs (a, e^a) met so far, read both ways. A new one follows from two of them, or from its double, where
 * there are such; else it is free: e^a a square (as in the reals, all have roots), ln a any element.
 */
function exponentialTable(salt: bigint, met: { readonly powers: Pairs; readonly logarithms: Pairs }) {
  const powers = new Map(met.powers);
  const logarithms = new Map(met.logarithms);

  function remember(logarithm: bigint, power: bigint): void {
    const pairs = [
      [logarithm, power],
      [negate(logarithm), inverse(power)],
    ] as const;
    for (const [a, value] of pairs) {
      if (!powers.has(a)) powers.set(a, value);
      logarithms.set(value, a);
    }
  }

  function exp(a: bigint): bigint {
    const known = powers.get(a);
    if (known !== undefined) return known;
    const power = fromTwo(powers, a, add, divide) ?? rootOfDouble(a) ?? freePower(a, salt);
    remember(a, power);
    return power;
  }

  function ln(value: bigint): bigint {
    if (value === 0n) throw new Undefined('outside-domain');
    const known = logarithms.get(value);
    if (known !== undefined) return known;
    const logarithm =
      fromTwo(logarithms, value, multiply, subtract) ?? halfOfSquare(value) ?? freeLogarithm(value, salt);
    remember(logarithm, value);
    return logarithm;
  }

  function rootOfDouble(a: bigint): bigint | undefined {
    const square = powers.get(add(a, a));
    return square === undefined ? undefined : squareRoot(square);
  }

  function halfOfSquare(value: bigint): bigint | undefined {
    const double = logarithms.get(multiply(value, value));
    return double === undefined ? undefined : multiply(double, half);
  }

  return { exp, ln, powers, logarithms };
}

type Operation = (a: bigint, b: bigint) => bigint;

/** The image of `key`, where key and some known key make a third known one; the opposite of each is known too. */
function fromTwo(
  table: ReadonlyMap<bigint, bigint>,
  key: bigint,
  join: Operation,
  part: Operation,
): bigint | undefined {
  for (const [other, image] of table) {
    const joined = table.get(join(key, other));
    if (joined !== undefined) return part(joined, image);
  }
  return undefined;
}

function freePower(a: bigint, salt: bigint): bigint {
  const free = freeElement(isCanonical(a) ? a : p - a, salt, 'power');
  const square = multiply(free, free);
  return isCanonical(a) ? square : inverse(square);
}

function freeLogarithm(value: bigint, salt: bigint): bigint {
  const reciprocal = inverse(value);
  return value < reciprocal
    ? freeElement(value, salt, 'logarithm')
    : p - freeElement(reciprocal, salt, 'logarithm');
}

const half = (p + 1n) / 2n;

/** Of a and −a, the one that free elements are drawn for. */
function isCanonical(a: bigint): boolean {
  return a < half;
}

const tags = { power: 0x9e3779b97f4a7c15n, logarithm: 0xd1b54a32d192ed03n, circle: 0x8cb92ba72f3d8dd7n };

/** From 1 to p − 1, by a mixing function without algebra: two rounds of splitmix64 (Steele et al. 2014). */
function freeElement(a: bigint, salt: bigint, purpose: keyof typeof tags): bigint {
  return 1n + (mixed(mixed(salt ^ tags[purpose]) ^ a) % (p - 1n));
}

function mixed(seed: bigint): bigint {
  let z = BigInt.asUintN(64, seed + 0x9e3779b97f4a7c15n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}
