/** The figure in words: the same facts, for those who hear the page and for those who prefer to read. */
import type { VariantForStudent } from '../exercise/variant.ts';
import { type Catalogue, type Locale, say } from '../language/language.ts';
import { hiddenUnits, inputs, outputs, uNames, wNames } from '../net/quantity.ts';
import { errorsReached } from '../net/reach.ts';
import { nodeNames, printed } from './label.ts';

export interface WordGroup {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Every value given, and what is not given, group by group. Says nothing that the figure hides. */
export function netInWords(variant: VariantForStudent, locale: Locale): readonly WordGroup[] {
  const catalogue = say(locale);
  const { figure } = catalogue;
  const lines = (names: readonly string[]) =>
    names.filter((name) => name in variant.given).map((name) => nameOf(name, variant, catalogue));
  const placed = [...nodeNames, ...wNames, ...uNames];
  const shown = (letter: string, indices: readonly number[]) => indices.map((index) => `${letter}${index}`);
  const groups = [
    { heading: figure.inputs, lines: lines(shown('x', inputs)) },
    { heading: figure.firstWeights, lines: lines(wNames) },
    { heading: figure.hiddenUnits, lines: lines([...shown('a', hiddenUnits), ...shown('h', hiddenUnits)]) },
    { heading: figure.secondWeights, lines: lines(uNames) },
    {
      heading: figure.outputs,
      lines: lines(['z', 'y', 't', 'e'].flatMap((letter) => shown(letter, outputs))),
    },
    {
      heading: figure.alsoGiven,
      lines: lines(Object.keys(variant.given).filter((name) => !/^[xwahuzyte]\d/.test(name))),
    },
    {
      heading: figure.notGiven,
      lines: [
        placed
          .filter((name) => !(name in variant.given))
          .map((name) => inMath(name, catalogue))
          .join(figure.comma),
      ],
    },
  ];
  return groups.filter((group) => group.lines.some((line) => line !== ''));
}

/** 'w12 = 0.5: from x1 to h2, reaches e1 and e2', in the reader's language; no value where it is hidden. */
export function nameOf(
  name: string,
  variant: Pick<VariantForStudent, 'net' | 'given'>,
  catalogue: Catalogue,
): string {
  const { figure } = catalogue;
  const value = variant.given[name];
  const math = (text: string) => inMath(text, catalogue);
  const head = math(value === undefined ? name : printedGiven(name, variant));
  if (!/^[wu]\d\d$/.test(name)) return figure.unit(head, roleOf(name, catalogue));
  const [from, to] = name[0] === 'w' ? [`x${name[1]}`, `h${name[2]}`] : [`h${name[1]}`, `y${name[2]}`];
  const reached = errorsReached(name, variant.net).map(math).join(figure.and);
  return figure.weight(head, math(from), math(to), reached);
}

/** 'η = 0.3': a given value by itself. */
export const printedGiven = (name: string, variant: Pick<VariantForStudent, 'given'>): string =>
  `${name === 'eta' ? 'η' : name} = ${printed(variant.given[name] ?? '?')}`;

const roles = {
  x: 'input',
  a: 'preActivation',
  h: 'hiddenUnit',
  z: 'preActivation',
  y: 'output',
  t: 'target',
  e: 'error',
} as const;

function roleOf(name: string, { figure }: Catalogue): string {
  const role = roles[name[0] as keyof typeof roles];
  return role === undefined || !/^\w\d$/.test(name) ? '' : figure.roles[role];
}

/** A name or number inside a sentence; in right-to-left text it is isolated, so that it keeps its own direction. */
export const inMath = (text: string, { direction }: Catalogue): string =>
  direction === 'rtl' ? `\u2066${text}\u2069` : text;
