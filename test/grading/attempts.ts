/** Answers to variants, for tests of grading. */

import { formulaKeyOf } from '../../src/exercise/formula-key.ts';
import { exactly } from '../../src/exercise/values.ts';
import { isChoice, type Part, type Variant } from '../../src/exercise/variant.ts';
import { type Formula, namesIn, substitute } from '../../src/formula/formula.ts';
import { readNumber } from '../../src/formula/read-number.ts';
import type { Real } from '../../src/formula/real.ts';
import { show } from '../../src/formula/show.ts';
import type { Belief } from '../../src/grading/beliefs.ts';
import { systemUnder } from '../../src/mistakes/answers.ts';
import { mistakes } from '../../src/mistakes/catalogue.ts';
import type { FormOf } from '../../src/mistakes/pairs.ts';
import { netSystem } from '../../src/net/system.ts';
import {
  parseRational,
  type Rational,
  rationals,
  showExactDecimal,
  showScientific,
} from '../../src/number/rational.ts';

/** A value as somebody would type it from a calculator. */
export function decimal(value: Real, digits = 10): string {
  if (value.kind === 'exact') return showScientific(value.value, digits);
  const found = value.at(128);
  if (found.kind === 'undefined') throw new Error('no value');
  const { lo, hi } = found.value;
  return lo.n <= 0n && hi.n >= 0n ? '0' : showScientific(lo, digits);
}

/** The key of every numeric part. */
export const keysOf = (variant: Variant): Record<string, string> =>
  Object.fromEntries(
    variant.parts.map((part) => [
      part.id,
      part.kind === 'number' ? decimal(exactly(part.quantity, variant)) : keyFormula(variant, part.id),
    ]),
  );

const keyFormula = (variant: Variant, id: string): string => variant.certificate.parts[id]?.key ?? '';

/** The exact value of a quantity that has one. */
export function rationalOf(quantity: string, variant: Variant): Rational {
  const value = exactly(quantity, variant);
  if (value.kind !== 'exact') throw new Error(`${quantity} is not rational`);
  return value.value;
}

export const times = (value: Rational, factor: string): Rational =>
  rationals.multiply(value, parseRational(factor));

export const typedAs = (value: Rational): string => showExactDecimal(value) ?? `${value.n}/${value.d}`;

/** The formula that somebody with this belief would write, in the names of what the belief leaves as it is. */
export function formulaUnder(
  { mistake, form }: FormOf,
  quantity: string,
  variant: Pick<Variant, 'net' | 'given'>,
): string {
  const system = netSystem(variant.net);
  const shown = new Set(Object.keys(variant.given));
  const belief = mistakes[mistake].forms[form];
  const changed = belief && systemUnder(belief, { net: variant.net, system, asked: quantity, shown });
  if (!changed) throw new Error(`${mistake} is void`);
  const same = (name: string): boolean => {
    const [before, after] = [system.get(name), changed.get(name)];
    return before === after && [...(after ? namesIn(after) : [])].every(same);
  };
  const written = (formula: Formula): Formula =>
    substitute(formula, (name) => {
      const row = changed.get(name);
      return row && !(/^([ahzyet]\d$|[fg]')/.test(name) && same(name)) ? written(row) : undefined;
    });
  return show(written(changed.get(quantity) ?? { kind: 'name', name: quantity }));
}

/** What somebody with this belief types in every part that it changes. */
export const typedUnder = (belief: Belief, variant: Variant): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...belief.predicts].map(([index, { real }]) => {
      const part = variant.parts[index];
      const isFormula = part?.kind === 'formula';
      return [
        part?.id ?? '',
        isFormula ? formulaUnder(belief.first, part.quantity, variant) : decimal(real()),
      ];
    }),
  );

interface Notation {
  readonly notation: string;
  readonly typed: string;
  readonly locale: string;
}

/** The key as people of several places and habits type it. */
export function keyNotations(variant: Variant, part: Part): readonly Notation[] {
  const certificate = variant.certificate.parts[part.id];
  if (part.kind === 'formula') {
    return [{ notation: 'formula', typed: certificate?.key ?? '', locale: 'en' }];
  }
  if (isChoice(part)) return [{ notation: 'options', typed: certificate?.key ?? '', locale: 'en' }];
  const value = exactly(part.quantity, variant);
  const plain = plainDecimal(decimal(value, 12));
  const { right, system } = formulaKeyOf(variant.net, Object.keys(variant.given), part.quantity);
  const inGiven = (formula: Formula): Formula =>
    substitute(formula, (name) => {
      const row = name in variant.given ? undefined : system.get(name);
      return row && inGiven(row);
    });
  return [
    { notation: 'decimal', typed: plain, locale: 'en' },
    { notation: 'scientific', typed: decimal(value, 12), locale: 'en' },
    { notation: 'decimal comma', typed: plain.replace('.', ','), locale: 'de' },
    { notation: 'Persian digits', typed: inPersian(plain), locale: 'fa' },
    ...(value.kind === 'exact'
      ? [{ notation: 'fraction', typed: `${value.value.n}/${value.value.d}`, locale: 'en' }]
      : []),
    { notation: "the solution's formula", typed: show(inGiven(right)), locale: 'en' },
  ];
}

const plainDecimal = (scientific: string): string => {
  const reading = readNumber(scientific, 'en');
  const exact = reading.kind === 'value' ? showExactDecimal(reading.value) : undefined;
  if (exact === undefined) throw new Error(`no decimal: ${scientific}`);
  return exact;
};

const inPersian = (text: string): string =>
  text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '').replace('.', '٫');
