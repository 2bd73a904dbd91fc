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
  rationals,
  showDecimal,
  showRational,
  showScientific,
  toDouble,
} from '../number/rational.ts';
import type { Numbers } from './draw.ts';
import { envelopeRoom, roundedRun } from './envelope.ts';
import { formulaKeyOf } from './formula-key.ts';
import {
  distanceOf,
  leastBesideZero,
  leastMargin,
  marginOf,
  type Refused,
  reasons,
  refused,
} from './margin.ts';
import type { Structure } from './structure.ts';
import type { Certificate, Part, PartCertificate } from './variant.ts';

const room = envelopeRoom;
/** What prompts ask students to keep. */
const decimalsKept = 4;

export type Certified = { readonly kind: 'certified'; readonly certificate: Certificate } | Refused;

/** What is to be certified: a plan is one. */
export interface Certifiable {
  readonly structure: Structure;
  readonly parts: readonly Part[];
  readonly definition: { readonly askDead: boolean | 'some' };
}

/** Certifies the parts that ask for numbers. `doubles`: the registers of the structure's tape for these numbers, as doubles see them. */
export function certify(certifiable: Certifiable, numbers: Numbers, doubles: Float64Array): Certified {
  const { structure, parts } = certifiable;
  const openForms = structure.openForms((gate) => ((doubles[gate] ?? 0) > 0 ? 1 : 0));
  const open = openForms.map((forms, i) => (parts[i]?.kind === 'formula' ? [] : forms));
  const hopeless = structure.answers.find(
    ({ right }, i) =>
      certifiable.parts[i]?.kind === 'number' && !isHopeful(certifiable, right, open[i] ?? [], doubles),
  );
  if (hopeless)
    return refused(isZeroWrongly(certifiable, doubles[hopeless.right] ?? 0) ? reasons.zero : reasons.near);
  return prove(certifiable, numbers, open);
}

type Form = AnswersTo['wrong'][number];

const isZeroWrongly = ({ definition }: Certifiable, right: number): boolean =>
  right === 0 && !definition.askDead;

/** A little less than will be proven: doubles only throw away what is surely too near. */
const hopelessShare = 0.999 * toDouble(leastMargin);
const hopelessBesideZero = 0.999 * toDouble(leastBesideZero);

/** False where doubles already tell that a proof would fail. */
function isHopeful(
  certifiable: Certifiable,
  right: number,
  forms: readonly Form[],
  doubles: Float64Array,
): boolean {
  const key = doubles[right] ?? 0;
  if (isZeroWrongly(certifiable, key)) return false;
  const least = key === 0 ? hopelessBesideZero : hopelessShare * Math.abs(key);
  return forms.every(({ register }) => !(Math.abs((doubles[register] ?? 0) - key) < least));
}

function prove(
  { structure, parts, definition }: Certifiable,
  numbers: Numbers,
  open: readonly (readonly Form[])[],
): Certified {
  const inputs = inputsOf(numbers);
  const exact = runTape(structure.tape, rationals, inputs, { only: exactOnly(structure) });
  const rounded = roundedRun(structure, inputs, exact, decimalsKept);
  const enclosed = enclosures(structure, inputs);
  const proofs: (readonly [string, PartCertificate])[] = [];
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'formula') {
      proofs.push([part.id, formulaCertificate(structure, part)]);
      continue;
    }
    if (part.kind !== 'number') continue;
    const register = structure.answers[i]?.right ?? -1;
    const right = enclosed(register);
    const margin = right && marginOf(part.tolerance, right, rounded[register], definition.askDead !== false);
    if (!right || !margin) return refused(reasons.zero);
    if (margin.kind === 'refused') return margin;
    const distances = (open[i] ?? []).map((form) => ({
      form,
      distance: distanceOf(enclosed(form.register), right),
    }));
    if (distances.some(({ distance }) => distance && compareRationals(distance, margin.least) < 0))
      return refused(reasons.near);
    proofs.push([part.id, partCertificate(exact[register], right, distances)]);
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

/** Enclosures of registers; those of mistakes are worked out only when the first of them is asked for. */
function enclosures(
  { tape, neededForKeys, neededForAnswers }: Structure,
  inputs: (name: string) => Rational,
): (register: number) => Interval | undefined {
  const input = (name: string) => room.fromRational(inputs(name));
  const keys = runTape(tape, room, input, { only: neededForKeys });
  let all: typeof keys | undefined;
  return (register) => {
    if (neededForKeys[register]) return keys[register];
    all ??= runTape(tape, room, input, { only: neededForAnswers });
    return all[register];
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

const midpoint = ({ lo, hi }: Interval): Rational => room.lowerBound({ lo: (lo + hi) / 2n, hi });

function roundedDown(value: Rational): string {
  return showDecimal({ n: (value.n * 10_000n) / value.d, d: 10_000n }, 4);
}
