/**
 * Variants looked at with other eyes: the key and the answer of every mistake come from the formula columns
 * (test/mistakes/columns.ts), the accepted range from its own reading of the tolerance. Only which forms a
 * variant claims to show, and its numbers, are the engine's.
 */
import type { Definition } from '../../src/exercise/definition.ts';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import type { Part, PartCertificate, Variant } from '../../src/exercise/variant.ts';
import { type MistakeId, mistakeIds } from '../../src/mistakes/catalogue.ts';
import { columnsOf, type Entry, gradientOfU, gradientOfW } from '../mistakes/columns.ts';
import { type NetNumbers, netNumbers, type Target } from '../mistakes/net-numbers.ts';
import { numberParts } from './catalogue.ts';

export interface Findings {
  variants: number;
  /** Parts that the columns can judge: gradients, steps and new weights. */
  parts: number;
  draws: number;
  none: number;
  /** Least |wrong − right| / |right| of a mistake that is shown. */
  nearest: number;
  /** How many parts show each mistake. */
  readonly shown: Map<MistakeId, number>;
  readonly problems: string[];
}

export function examine(definition: Definition, seeds: Iterable<string>): Findings {
  const findings: Findings = {
    variants: 0,
    parts: 0,
    draws: 0,
    none: 0,
    nearest: Number.POSITIVE_INFINITY,
    shown: new Map(),
    problems: [],
  };
  for (const seed of seeds) {
    const made = makeVariant(definition, seed);
    findings.draws += made.draws;
    if (made.kind === 'none') {
      findings.none++;
      findings.problems.push(`${definition.id} ${seed} none: ${made.constraint}`);
      continue;
    }
    findings.variants++;
    examineVariant(definition, made.variant, findings);
  }
  return findings;
}

function examineVariant(definition: Definition, variant: Variant, findings: Findings): void {
  for (const part of numberParts(variant)) {
    const certificate = variant.certificate.parts[part.id];
    if (!certificate) throw new Error(`${variant.exercise} has no certificate for ${part.id}`);
    for (const id of new Set(certificate.shows.map(mistakeOf)))
      findings.shown.set(id, (findings.shown.get(id) ?? 0) + 1);
    const judged = part.kind === 'number' ? columnOf(part, variant) : undefined;
    if (!judged) continue;
    findings.parts++;
    const forms = formsOf(judged, certificate.shows);
    const nearest = Math.min(...forms.filter(({ shows }) => shows).map(({ distance }) => distance));
    findings.nearest = Math.min(findings.nearest, nearest);
    const problems = [
      ...problemsOfKey(judged.right, certificate, definition),
      ...forms.flatMap((form) => problemsOfForm(form, judged.right, part, variant)),
      ...problemsOfDistance(nearest, Number(certificate.distance), part),
    ];
    findings.problems.push(
      ...problems.map((each) => `${variant.exercise} ${variant.seed} ${part.quantity} ${each}`),
    );
  }
}

interface JudgedForm {
  readonly id: MistakeId;
  readonly form: number;
  readonly value: number;
  readonly distance: number;
  readonly shows: boolean;
}

/** The forms of every mistake that have a value; of two with the same value, the first. */
function formsOf({ right, wrong }: Judged, shows: readonly string[]): readonly JudgedForm[] {
  return mistakeIds.flatMap((id) => {
    const values = wrong(id);
    return values.flatMap((value, form) => {
      if (value === undefined || !Number.isFinite(value)) return [];
      if (values.slice(0, form).some((each) => each !== undefined && near(each, value))) return [];
      return [
        { id, form, value, distance: distanceOf(value, right), shows: shows.includes(`${id}.${form}`) },
      ];
    });
  });
}

function problemsOfKey(right: number, { key }: PartCertificate, { askDead }: Definition): readonly string[] {
  return [
    ...(near(right, numberOf(key)) ? [] : [`key ${key}, column ${right}`]),
    ...(isZero(right) && !askDead ? ['is 0'] : []),
  ];
}

function problemsOfForm(
  { id, form, value, distance, shows }: JudgedForm,
  right: number,
  part: Part,
  variant: Variant,
): readonly string[] {
  const what = `${id}.${form} (${value} for ${right})`;
  if (!shows) return distance > 1e-9 && !isUnknowable(id, variant) ? [`${what} is masked`] : [];
  return [
    ...(distance < (isZero(right) ? 0.02 : 0.03) ? [`${what} is too near`] : []),
    ...(isAccepted(value, right, part) ? [`${what} would be accepted`] : []),
  ];
}

/** Between the layers the columns do not say all that a mistake may do, so only too much is too much there. */
function problemsOfDistance(nearest: number, certified: number, { quantity }: Part): readonly string[] {
  const least = /[wu]\d\d$/.test(quantity) ? nearest - 1.01e-4 : 0;
  const fits = certified <= nearest + 1e-9 && certified >= least;
  return fits ? [] : [`has the distance ${certified} in its certificate, but ${nearest}`];
}

const mistakeOf = (form: string): MistakeId => form.split('.')[0] as MistakeId;

/** What cannot be done with the numbers that the exercise shows. */
function isUnknowable(id: MistakeId, { given }: Variant): boolean {
  if (id === 'NO_ACT_HID') return 'h1' in given;
  const needsEta: readonly string[] = ['U_UPDATED', 'STEP', 'NEW_WEIGHT', 'ASCENT'];
  return needsEta.includes(id) && !('eta' in given);
}

interface Judged {
  readonly right: number;
  readonly wrong: (id: MistakeId) => readonly Entry[];
}

/** The columns for ∂T/∂w_ij, ∂T/∂u_jk, their steps and new weights, and what a w or u column says of δ_k, B_j, D_j. */
function columnOf({ quantity }: Part, variant: Variant): Judged | undefined {
  const value = (name: string) => numberOf(variant.given[name] ?? variant.hidden[name]);
  const [, target = 'E', of = ''] = /^d(E[12]?)\/d([wuzha]\d+)$/.exec(quantity) ?? [];
  const net = netNumbers(variant.net, value, target as Target);
  const [, form, weight = ''] = /^(Δ|new )([wu]\d\d)$/.exec(quantity) ?? [];
  if (form) return ofUpdate(ofWeight(net, weight), value(weight) ?? Number.NaN, net.eta, form === 'new ');
  if (of.startsWith('w') || of.startsWith('u')) return ofWeight(net, of);
  return of ? ofUnit(net, of) : undefined;
}

function ofWeight(net: NetNumbers, weight: string): Judged {
  const columns = columnsOf(net);
  const [from, to] = [Number(weight[1]), Number(weight[2])];
  return weight.startsWith('u')
    ? { right: gradientOfU(net, from, to), wrong: (id) => columns[id].u(from, to) }
    : { right: gradientOfW(net, from, to), wrong: (id) => columns[id].w(from, to) };
}

/** −η·g, or w − η·g, of whatever gradient the column gives; the mistakes of the answer's form are about these. */
function ofUpdate({ right: g, wrong }: Judged, weight: number, eta: number, isNew: boolean): Judged {
  const base = isNew ? weight : 0;
  const right = base - eta * g;
  const ofForm: Partial<Record<MistakeId, readonly Entry[]>> = {
    STEP: [isNew ? -eta * g : undefined],
    NEW_WEIGHT: [isNew ? undefined : weight - eta * g],
    ASCENT: [base + eta * g],
    NO_ETA: [base - g],
    ONE_E_ONLY: [],
    DECIMAL_SLIP: [10 * right, right / 10],
  };
  const updated = (value: Entry): Entry => (value === undefined ? undefined : base - eta * value);
  return { right, wrong: (id) => ofForm[id] ?? wrong(id).map(updated) };
}

const upTo = (last: MistakeId): ReadonlySet<MistakeId> =>
  new Set(mistakeIds.slice(0, mistakeIds.indexOf(last) + 1));
/** Pooling the hidden units is a mistake about ∂E/∂w_ij. */
const withoutOtherUnits = (ids: ReadonlySet<MistakeId>): ReadonlySet<MistakeId> =>
  new Set([...ids].filter((id) => id !== 'ALL_HIDDEN'));
const reached: Readonly<Record<string, ReadonlySet<MistakeId>>> = {
  z: upTo('CE_EXTRA_SLOPE'),
  h: withoutOtherUnits(upTo('EXTRA_H')),
  a: withoutOtherUnits(upTo('RELU_MASKS_GRADIENT')),
};

/** δ_k = (∂E/∂u_1k) / h_1, D_j = (∂E/∂w_1j) / x_1, B_j = D_j / f'(a_j): a column without its last factors. */
function ofUnit(net: NetNumbers, unit: string): Judged | undefined {
  const [letter = '', index] = [unit[0], Number(unit[1])];
  const whole = ofWeight(net, letter === 'z' ? `u1${index}` : `w1${index}`);
  const [x = 0, r = 0, h = 0, a = 0] = [net.x[0], net.r[index - 1], net.h[0], net.a[0]];
  const factor = letter === 'z' ? h : letter === 'h' ? x * r : x;
  if (factor === 0) return undefined;
  const scale = (id: MistakeId) => (id === 'NO_ACT_HID' && letter === 'z' ? a : factor);
  const asked = (id: MistakeId) =>
    reached[letter]?.has(id) || id === 'DECIMAL_SLIP' || (id === 'ONE_E_ONLY' && letter !== 'z');
  return {
    right: whole.right / factor,
    wrong: (id) => (asked(id) ? whole.wrong(id).map((value) => value && value / scale(id)) : []),
  };
}

const isZero = (value: number): boolean => Math.abs(value) < 1e-12;
const near = (left: number, right: number): boolean =>
  Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right), 1e-3);

/** |wrong − right| / |right|, and |wrong| itself where the right answer is 0. */
const distanceOf = (wrong: number, right: number): number =>
  Math.abs(wrong - right) / (isZero(right) ? 1 : Math.abs(right));

function isAccepted(value: number, right: number, { tolerance }: Part): boolean {
  const off = Math.abs(value - right);
  const slack = 1e-12;
  if (tolerance.kind === 'exact') return off <= slack;
  if (tolerance.kind === 'decimals') return off <= 0.5 * 10 ** -tolerance.n + slack;
  if (tolerance.kind === 'absolute') return off <= numberOf(tolerance.n) + slack;
  if (tolerance.kind === 'relative') return off <= numberOf(tolerance.n) * Math.abs(right) + slack;
  if (isZero(right)) return off <= slack;
  return off <= 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(right))) + 1 - tolerance.n) + slack;
}

/** '-3/40' or '-0.075' in doubles. */
function numberOf(text: string): number;
function numberOf(text: string | undefined): number | undefined;
function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [n, d = '1'] = text.split('/');
  return Number(n) / Number(d);
}
