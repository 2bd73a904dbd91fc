/**
 * The certificate: a proof that these numbers tell every applicable mistake from the right answer.
 *
 * Doubles throw away what is hopeless; what is left is proven with enclosures: for every form that is not
 * masked, |wrong − right| ≥ margin · |right|, where the margin is the larger of 3 % and twice the tolerance
 * plus what rounding each intermediate value to 4 decimals can do.
 */
import { show } from '../formula/show.ts';
import { runTape } from '../formula/tape.ts';
import type { AnswersTo } from '../mistakes/answers.ts';
import { mistakeIds } from '../mistakes/catalogue.ts';
import type { Interval } from '../number/interval.ts';
import {
  compareRationals,
  type Rational,
  rational,
  rationals,
  showDecimal,
  showRational,
  showScientific,
} from '../number/rational.ts';
import type { Numbers } from './draw.ts';
import { envelopeRoom, roundedRun } from './envelope.ts';
import { formulaKeyOf } from './formula-key.ts';
import type { Structure } from './structure.ts';
import { relativeTolerance } from './tolerance.ts';
import type { Certificate, Part, PartCertificate } from './variant.ts';

const leastMargin = rational(3, 100);
const room = envelopeRoom;
/** What prompts ask students to keep. */
const decimalsKept = 4;

export type Certified =
  | { readonly kind: 'certified'; readonly certificate: Certificate }
  | { readonly kind: 'refused'; readonly constraint: string };

const refused = (constraint: string): Certified => ({ kind: 'refused', constraint });

export const reasons = {
  zero: 'a right answer that is not 0',
  near: 'every mistake far enough from the right answer',
  rounding: 'a right answer that survives rounding to 4 decimals',
} as const;

export function certify(
  structure: Structure,
  parts: readonly Part[],
  numbers: Numbers,
  doubles: Float64Array,
): Certified {
  const gate = (register: number): 0 | 1 => ((doubles[register] ?? 0) > 0 ? 1 : 0);
  const equal = structure.equalByStructure(gate);
  const open = structure.answers.map((answers, i) =>
    parts[i]?.kind === 'formula' ? [] : unmasked(structure, answers, equal),
  );
  const hopeless = structure.answers.findIndex((answers, i) => !apart(answers.right, open[i] ?? [], doubles));
  if (hopeless >= 0)
    return refused(
      (doubles[structure.answers[hopeless]?.right ?? 0] ?? 0) === 0 ? reasons.zero : reasons.near,
    );
  return prove(structure, parts, numbers, open);
}

type Form = AnswersTo['wrong'][number];

function unmasked(structure: Structure, { wrong }: AnswersTo, equal: ReadonlySet<number>): readonly Form[] {
  return wrong.filter(({ register }) => structure.knowable[register] && !equal.has(register));
}

function apart(right: number, forms: readonly Form[], doubles: Float64Array): boolean {
  const key = doubles[right] ?? 0;
  const least = 0.0299 * Math.abs(key);
  return key !== 0 && forms.every(({ register }) => !(Math.abs((doubles[register] ?? 0) - key) < least));
}

function prove(
  structure: Structure,
  parts: readonly Part[],
  numbers: Numbers,
  open: readonly (readonly Form[])[],
): Certified {
  const inputs = inputsOf(numbers);
  const exact = runTape(structure.tape, rationals, inputs, { only: exactOnly(structure) });
  const enclosed = runTape(structure.tape, room, (name) => room.fromRational(inputs(name)));
  const rounded = roundedRun(structure, inputs, exact, decimalsKept);
  const proofs: (readonly [string, PartCertificate])[] = [];
  for (const [i, part] of parts.entries()) {
    const answers = structure.answers[i];
    const right = answers && enclosed[answers.right];
    if (part.kind === 'formula') {
      proofs.push([part.id, formulaCertificate(structure, part)]);
      continue;
    }
    if (!answers || !right || (right.lo <= 0n && right.hi >= 0n)) return refused(reasons.zero);
    const least = leastSize(right);
    const tolerance = relativeTolerance(part.tolerance, least);
    const envelope = relativeEnvelope(rounded[answers.right], right, least);
    const exactTolerance = part.tolerance.kind === 'exact' || part.tolerance.kind === 'significant';
    if (!exactTolerance && compareRationals(envelope, tolerance) > 0) return refused(reasons.rounding);
    const margin = larger(
      leastMargin,
      plus(plus(tolerance, tolerance), exactTolerance ? rational(0) : envelope),
    );
    const distances = (open[i] ?? []).map((form) => ({
      form,
      distance: distanceOf(enclosed[form.register], right),
    }));
    if (distances.some(({ distance }) => distance && compareRationals(distance, margin) < 0))
      return refused(reasons.near);
    proofs.push([part.id, partCertificate(exact[answers.right], right, distances)]);
  }
  return { kind: 'certified', certificate: { parts: Object.fromEntries(proofs) } };
}

/** Formulas are told apart as formulas, whatever the numbers. */
function formulaCertificate({ net, shown }: Structure, { quantity }: Part): PartCertificate {
  const { right, shows } = formulaKeyOf(net, shown, quantity);
  const shownMistakes = new Set(shows.map(({ mistake }) => mistake));
  return {
    key: show(right),
    exact: false,
    shows: shows.map(formName),
    masked: mistakeIds.filter((id) => id !== 'ROUNDED_EARLY' && !shownMistakes.has(id)),
    distance: '',
    nearest: '',
  };
}

interface Distance {
  readonly form: Form;
  /** undefined: the mistake gives no value at all (1/0). */
  readonly distance: Rational | undefined;
}

function partCertificate(
  key: Rational | undefined,
  right: Interval,
  distances: readonly Distance[],
): PartCertificate {
  const proven = distances.flatMap(({ form, distance }) => (distance ? [{ form, distance }] : []));
  const nearest = proven.reduce<(typeof proven)[number] | undefined>(
    (so, each) => (so && compareRationals(so.distance, each.distance) <= 0 ? so : each),
    undefined,
  );
  const shown = new Set(proven.map(({ form }) => form.mistake));
  return {
    key: key ? showRational(key) : showScientific(midpoint(right), 20),
    exact: key !== undefined,
    shows: proven.map(({ form }) => formName(form)),
    masked: mistakeIds.filter((id) => id !== 'ROUNDED_EARLY' && !shown.has(id)),
    distance: nearest ? roundedDown(nearest.distance) : '',
    nearest: nearest ? formName(nearest.form) : '',
  };
}

export const formName = (form: { readonly mistake: string; readonly form: number }): string =>
  `${form.mistake}.${form.form}`;

export const inputsOf =
  (numbers: Numbers) =>
  (name: string): Rational => {
    const value = numbers.get(name);
    if (!value) throw new Error(`no value for ${name}`);
    return value;
  };

const exactOnly = ({ tape, neededForKeys }: Structure): readonly boolean[] =>
  neededForKeys.map((needed, i) => needed && tape.rational[i] === true);

const plus = rationals.add;
const larger = (left: Rational, right: Rational): Rational =>
  compareRationals(left, right) >= 0 ? left : right;

const midpoint = ({ lo, hi }: Interval): Rational => room.lowerBound({ lo: (lo + hi) / 2n, hi });

/** A lower bound of |value|. */
function leastSize(value: Interval): Rational {
  return value.lo > 0n ? room.lowerBound(value) : rationals.negate(room.upperBound(value));
}

/** Upper bound of |rounded − right| / |right|. */
function relativeEnvelope(rounded: Interval | undefined, right: Interval, least: Rational): Rational {
  if (!rounded) return rational(1);
  const off = larger(
    rationals.abs(rationals.subtract(room.upperBound(rounded), room.lowerBound(right))),
    rationals.abs(rationals.subtract(room.lowerBound(rounded), room.upperBound(right))),
  );
  return rationals.divide(off, least);
}

/** A lower bound of |wrong − right| / |right|; undefined where the mistake has no value. */
function distanceOf(wrong: Interval | undefined, right: Interval): Rational | undefined {
  if (!wrong) return undefined;
  const gap = wrong.lo > right.hi ? wrong.lo - right.hi : wrong.hi < right.lo ? right.lo - wrong.hi : 0n;
  const [above, below] = [right.hi, -right.lo];
  const greatest = above > below ? above : below;
  return rational(gap, greatest);
}

function roundedDown(value: Rational): string {
  return showDecimal({ n: (value.n * 10_000n) / value.d, d: 10_000n }, 4);
}
