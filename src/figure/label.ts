/** What stands in each box of the figure, line by line, and how large a box must be to hold it. */
import type { VariantForStudent } from '../exercise/variant.ts';
import { hiddenUnits, inputs, outputs, weightNames } from '../net/quantity.ts';
import type { Flow, Layer, Size } from './layout.ts';
import { indexScale, nameWidth, textWidth } from './text-width.ts';

/** What a student may see. */
type Shown = Pick<VariantForStudent, 'given'>;

export interface Token {
  readonly kind: 'name' | 'number' | 'travel';
  readonly text: string;
}

export interface Label {
  readonly quantity: string;
  readonly lines: readonly (readonly Token[])[];
}

export const fontSize = 15;
export const lineHeight = 19;
export const tokenGap = 7;
/** A number on its way back stands a little smaller than the values. */
export const travelSize = 13;
/** Units are circles of this size as long as their numbers fit. */
export const leastNode = 46;

export const nodeNames: readonly string[] = [
  ...inputs.map((i) => `x${i}`),
  ...hiddenUnits.map((j) => `h${j}`),
  ...['y', 't', 'e'].flatMap((letter) => outputs.map((k) => `${letter}${k}`)),
];

/** A number as it is printed: with a minus sign, not a hyphen. */
export const printed = (number: string): string => number.replace('-', '−');

/** The labels of all nodes and weights. `travelling`: by name, the number that leaves this place backward. */
export function labelsOf(
  variant: Shown,
  flow: Flow,
  asked: ReadonlySet<string>,
  travelling: Readonly<Record<string, string>>,
): readonly Label[] {
  return [...weightNames, ...nodeNames].map((quantity) => {
    const value = valueLine(variant, quantity, asked);
    const oneLine = flow === 'right' && !/^[xhy]/.test(quantity);
    const name: Token = { kind: 'name', text: quantity };
    const lines = oneLine ? [[name, ...value]] : [[name], value];
    const back = travelling[quantity];
    return {
      quantity,
      lines: [
        ...lines,
        preActivationLine(variant, quantity),
        back === undefined ? [] : [{ kind: 'travel', text: `← ${printed(back)}` } as const],
      ].filter((line) => line.length > 0),
    };
  });
}

function valueLine(variant: Shown, quantity: string, asked: ReadonlySet<string>): readonly Token[] {
  const given = variant.given[quantity];
  if (given !== undefined) return [{ kind: 'number', text: printed(given) }];
  return asked.has(quantity) ? [{ kind: 'number', text: '?' }] : [];
}

/** a_j under h_j and z_k under y_k, where they are given. */
function preActivationLine(variant: Shown, quantity: string): readonly Token[] {
  const name = quantity.replace(/^h/, 'a').replace(/^y/, 'z');
  const given = name === quantity ? undefined : variant.given[name];
  if (given === undefined) return [];
  return [
    { kind: 'name', text: name },
    { kind: 'number', text: printed(given) },
  ];
}

/** The size that every box of a layer gets: that of its largest label. */
export function sizesOf(labels: readonly Label[]): Readonly<Record<Layer, Size>> {
  const size = (layer: Layer): Size => {
    const own = labels.filter(({ quantity }) => quantity.startsWith(layer));
    const lines = Math.max(...own.map((label) => label.lines.length));
    const width = Math.max(...own.flatMap((label) => label.lines.map(lineWidth)));
    const isUnit = 'xhy'.includes(layer);
    const height = Math.max(lines * lineHeight + 8, isUnit ? leastNode : 0);
    const padded = width + ('wt'.includes(layer) ? 12 : 16);
    return { width: isUnit ? Math.max(padded, leastNode) : padded, height };
  };
  return { x: size('x'), w: size('w'), h: size('h'), u: size('u'), y: size('y'), t: size('t'), e: size('e') };
}

export const lineWidth = (line: readonly Token[]): number =>
  line.reduce((total, token) => total + tokenWidth(token), 0) + tokenGap * (line.length - 1);

function tokenWidth({ kind, text }: Token): number {
  if (kind === 'name') return nameWidth(text, fontSize);
  return textWidth(text, kind === 'travel' ? travelSize : fontSize);
}

export const indexSize = fontSize * indexScale;
