/**
 * Finds what must not reach a browser in the bytes of a response. A number is looked for in every form it could be
 * written in with four significant digits or more; with fewer it could stand there by chance. What a page may say
 * (given values, what was typed, intermediate values of a hint) is taken out beforehand.
 */
import { exactly, valuesOf } from '../../../src/exercise/values.ts';
import type { Variant } from '../../../src/exercise/variant.ts';
import { singleBeliefs } from '../../../src/grading/beliefs.ts';
import { mistakes } from '../../../src/mistakes/catalogue.ts';
import {
  parseRational,
  type Rational,
  showDecimal,
  showExactDecimal,
  showSignificant,
} from '../../../src/number/rational.ts';

export interface Secrets {
  /** Written number, without its sign → what it is. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly texts: readonly string[];
}

/** Of the parts that are open; `told`: quantities and texts that the page may print. */
export function secretsOf(variant: Variant, open: readonly string[], told: readonly string[] = []): Secrets {
  const numbers = new Map<string, string>();
  const add = (what: string, value: number | Rational): void => {
    for (const form of writtenForms(value)) numbers.set(form, what);
  };
  variant.parts.forEach(({ id, quantity, kind }, index) => {
    if (!open.includes(id) || kind !== 'number') return;
    for (const { first, predicts } of singleBeliefs(variant))
      add(`${first.mistake} of ${quantity}`, predicts.get(index)?.double ?? 0);
    const key = exactly(quantity, variant);
    if (key.kind === 'exact') add(`the key of ${quantity}`, key.value);
    else add(`the key of ${quantity}`, Number(variant.certificate.parts[id]?.key));
  });
  const valueAt = valuesOf(variant);
  for (const name of [...Object.keys(variant.given), ...told]) {
    const value = /[a-z]/i.test(name) ? valueAt(name) : parseRational(name);
    for (const form of value ? writtenForms(value) : []) numbers.delete(form);
  }
  return { numbers, texts: [variant.seed, ...certificateWords] };
}

/** Names of mistakes that are no words, and fields of a certificate. */
const certificateWords = [
  ...Object.keys(mistakes).filter((id) => id.includes('_')),
  'certificate',
  '"masked"',
  '"nearest"',
];

/** Exact, rounded to 4 to 12 digits or 3 to 8 decimals; numerators stand for fractions. All without sign. */
function writtenForms(value: number | Rational): readonly string[] {
  const forms =
    typeof value === 'number'
      ? [4, 5, 6, 7, 8, 9, 10].map((digits) => value.toPrecision(digits)).concat(String(value))
      : [
          showExactDecimal(value) ?? '',
          `${value.n}`,
          ...[4, 5, 6, 7, 8, 9, 10, 12].map((digits) => showSignificant(value, digits)),
          ...[3, 4, 5, 6, 7, 8].map((decimals) => showDecimal(value, decimals)),
        ];
  return forms.filter((form) => significantDigits(form) >= 4).map(asWritten);
}

/** One form for '5.3580', '-5.358' and '5.358e0'. */
const asWritten = (form: string): string => `${Math.abs(Number(form))}`;

const significantDigits = (form: string): number =>
  form.replace(/e.*/i, '').replace('.', '').replace(/^-?0*/, '').replace(/0+$/, '').length;

/** What of it stands in a response. */
export function leaksIn(response: string, { numbers, texts }: Secrets): readonly string[] {
  const plain = withoutCoordinates(response)
    .replace(/[۰-۹]/g, (digit) => `${'۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)}`)
    .replace(/٫/g, '.');
  const found = [...plain.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w]|\.\d)/g)].flatMap(
    ([number]) => {
      const what = numbers.get(asWritten(number));
      return what === undefined ? [] : [`${what}: ${number}`];
    },
  );
  return [...found, ...texts.filter((text) => response.includes(text))];
}

/** Of a figure, in tenths of a unit: by chance any number of up to four digits. What has more is none and stays. */
const withoutCoordinates = (response: string): string =>
  response.replace(/\s(?:d|points|transform|viewBox|[cr]?[xy][12]?|r|width|height)="[^"]*"/g, (attribute) =>
    attribute.replace(/(?<![\d.])\d{1,3}(?:\.\d)?(?![\d.])/g, ''),
  );

/** Can it fail: is there a form of each open number part's key to look for? */
export const isTelling = (variant: Variant): boolean =>
  variant.parts.every(({ id, quantity, kind }) => {
    if (kind !== 'number') return true;
    const { numbers } = secretsOf(variant, [id]);
    return [...numbers.values()].includes(`the key of ${quantity}`);
  });
