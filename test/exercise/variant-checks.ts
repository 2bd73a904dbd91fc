/**
 * Variants looked at with other eyes: the key and the answer of every mistake come from the formula columns
 * (test/mistakes/columns.ts), the accepted range from its own reading of the tolerance. Only which forms a
 * variant claims to show, and its numbers, are the engine's.
 */
import type { Definition } from '../../src/exercise/definition.ts';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import type { Part, Variant } from '../../src/exercise/variant.ts';
import { type MistakeId, mistakeIds } from '../../src/mistakes/catalogue.ts';
import { columnsOf, type Entry, gradientOfU, gradientOfW } from '../mistakes/columns.ts';
import { type NetNumbers, netNumbers, type Target } from '../mistakes/net-numbers.ts';

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
  for (const part of variant.parts) {
    const note = (problem: string) =>
      findings.problems.push(`${variant.exercise} ${variant.seed} ${part.quantity} ${problem}`);
    const certificate = variant.certificate.parts[part.id];
    if (!certificate) {
      note('has no certificate');
      continue;
    }
    for (const id of new Set(certificate.shows.map(mistakeOf)))
      findings.shown.set(id, (findings.shown.get(id) ?? 0) + 1);
    const judged = columnOf(part, variant);
    if (!judged) continue;
    findings.parts++;
    const { right, wrong } = judged;
    if (!near(right, numberOf(certificate.key))) note(`key ${certificate.key}, column ${right}`);
    if (isZero(right) && !definition.askDead) note('is 0');
    for (const id of mistakeIds) {
      wrong(id).forEach((value, form) => {
        if (value === undefined || !Number.isFinite(value)) return;
        const distance = distanceOf(value, right);
        const shows = certificate.shows.includes(`${id}.${form}`);
        if (shows) findings.nearest = Math.min(findings.nearest, distance);
        if (shows && distance < (isZero(right) ? 0.02 : 0.03))
          note(`${id}.${form} is shown at distance ${distance}`);
        if (shows && isAccepted(value, right, part))
          note(`${id}.${form} would be accepted: ${value} for ${right}`);
        const repeats = wrong(id).findIndex((each) => each !== undefined && near(each, value)) < form;
        if (!shows && !repeats && distance > 1e-9 && !isUnknowable(id, variant))
          note(`${id}.${form} is masked, though it is ${value} and not ${right}`);
      });
    }
  }
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
  const [, target = 'E', of = ''] = /^d(E[12]?)\/d([wuzha]\d+)$/.exec(quantity) ?? [];
  const value = (name: string) => numberOf(variant.given[name] ?? variant.hidden[name]);
  const net = netNumbers(variant.net, value, target as Target);
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
function numberOf(text: string | undefined): number;
function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [n, d = '1'] = text.split('/');
  return Number(n) / Number(d);
}
