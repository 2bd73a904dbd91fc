/**
 * The lecture's schematic of the 2-3-2 net as SVG, drawn from what a student may see. It carries its facts
 * as data-attributes (data-quantity, data-value, data-onward), so that a script can light up what belongs
 * together; its colours come from the page's style sheet.
 */
import { keptWithNumbers } from '../exercise/same-numbers.ts';
import type { VariantForStudent } from '../exercise/variant.ts';
import { type Locale, say } from '../language/language.ts';
import { hiddenUnits, outputs, readQuantity, weightNames } from '../net/quantity.ts';
import { onward, returnPaths } from '../net/reach.ts';
import type { Edge } from './edges.ts';
import {
  fontSize,
  indexSize,
  type Label,
  labelsOf,
  leastNode,
  lineHeight,
  nodeNames,
  sizesOf,
  type Token,
  tokenGap,
  travelSize,
} from './label.ts';
import { type Box, type Flow, layNet, type NetLayout } from './layout.ts';
import { attributes, element, short } from './markup.ts';
import { placeInFigure } from './reach.ts';
import { nameOf } from './words.ts';

export interface NetOptions {
  readonly locale: Locale;
  /** 'right' as in the lecture; 'down' for pages narrower than about 560 px. */
  readonly flow?: Flow;
  /** Names of quantities that are asked: their places are ringed. */
  readonly asked?: readonly string[];
  /** Names of weights and nodes that are lit up. */
  readonly lit?: readonly string[];
}

/** The numbers on their way back, by the place that they leave: { y1: '0.3', u21: '0.15', h2: '0.2' }. */
export type Travelling = Readonly<Record<string, string>>;

/** The net. Values that `variant.given` lacks do not appear. */
export function drawNet(variant: VariantForStudent, options: NetOptions): string {
  return draw(variant, options, [], {});
}

/**
 * The net with the path or paths lit along which the error comes back to `quantity` (a gradient, step or
 * new weight; for anything else this is drawNet), and on them the numbers that travel.
 */
export function drawReturnPaths(
  variant: VariantForStudent,
  quantity: string,
  options: NetOptions,
  travelling: Travelling = {},
): string {
  return draw(variant, options, returnPaths(quantity, variant.net), travelling);
}

/** What drawReturnPaths has beyond drawNet, for a page that shows the net already: what is lit, and the paths. */
export function returnPathsOver(
  variant: VariantForStudent,
  quantity: string,
  { flow = 'right', asked = [] }: NetOptions,
): { readonly back: readonly string[]; readonly returns: string } {
  const layout = layoutStill(variant, JSON.stringify({ flow, asked }));
  const paths = returnPaths(quantity, variant.net);
  return { back: [...new Set(paths.flat())], returns: returning(paths, layout) };
}

/** Where everything stands, and each weight and node as it looks whatever is lit. */
interface Placed {
  readonly layout: NetLayout;
  /** By name, in the order of drawing: attributes behind the class, and all that is inside. */
  readonly items: readonly { readonly name: string; readonly facts: string; readonly inside: string }[];
}

type Shown = Pick<VariantForStudent, 'net' | 'given'>;

function draw(
  variant: VariantForStudent,
  { locale, flow = 'right', asked = [], lit = [] }: NetOptions,
  paths: readonly (readonly string[])[],
  travelling: Travelling,
): string {
  const { layout, items } = place(variant, { locale, flow, asked }, travelling);
  const flags: readonly (readonly [string, ReadonlySet<string>])[] = [
    ['asked', new Set(asked.map((name) => placeInFigure(name) ?? ''))],
    ['lit', new Set(lit)],
    ['back', new Set(paths.flat())],
  ];
  const { width, height } = layout;
  return element(
    'svg',
    {
      class: `net net-${flow}${paths.length > 0 ? ' net-returning' : ''}`,
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: `${short(width / fontSize)}rem`,
      direction: 'ltr',
      role: 'group',
      'aria-label': say(locale).figure.title,
      'font-size': fontSize,
    },
    ...tie(variant, layout),
    returning(paths, layout),
    ...items.map(({ name, facts, inside }) => {
      const are = flags.filter(([, names]) => names.has(name)).map(([flag]) => ` ${flag}`);
      return `<g class="${kindOf(name)} ${name[0]}${are.join('')}"${facts}>${inside}</g>`;
    }),
  );
}

interface Placing {
  readonly locale: Locale;
  readonly flow: Flow;
  readonly asked: readonly string[];
}

function place(variant: Shown, { locale, flow, asked }: Placing, travelling: Travelling): Placed {
  const labels = labelsOf(variant, flow, new Set(asked), travelling);
  const layout = layNet(sizesOf(labels), flow);
  const frames = framesIn(layout);
  const told = toldOf(variant, locale);
  const items = labels.flatMap((label) => {
    const name = label.quantity;
    const box = layout.boxes[name];
    const { facts, title } = told[name] ?? noFacts;
    // join, not +: a string that was added together holds all its pieces in memory, five times as much.
    return box ? [{ name, facts, inside: [title, frames[name], ...writing(label, box)].join('') }] : [];
  });
  return { layout, items };
}

interface Told {
  /** Attributes for the script. */
  readonly facts: string;
  /** Its name for those who do not see it. */
  readonly title: string;
}

const noFacts: Told = { facts: '', title: '' };

/** The same in both flows, whatever is lit or on its way back. */
const toldOf = keptWithNumbers((variant, locale): Readonly<Record<string, Told>> => {
  const catalogue = say(locale as Locale);
  return Object.fromEntries(
    [...weightNames, ...nodeNames].map((name) => {
      const title = element('title', {}, nameOf(name, variant, catalogue));
      return [name, { facts: factsOf(name, variant), title }];
    }),
  );
});

/** Of the drawing that a page has, to put the way back over it; the drawing itself is seldom sent twice, and not kept. */
const layoutStill = keptWithNumbers((variant, options): NetLayout => {
  const { flow, asked } = JSON.parse(options);
  return layNet(sizesOf(labelsOf(variant, flow, new Set(asked), {})), flow);
});

const factsOf = (name: string, { given, net }: Shown): string =>
  attributes({
    'data-quantity': name,
    'data-value': given[name],
    'data-onward': onward(name, net).join(' '),
    role: 'img',
    tabindex: -1,
  });

const kindOf = (name: string): string => (weightNames.includes(name) ? 'weight' : 'node');

/** The line and the box of each weight and node, whatever is written into it: as long as the layout is kept. */
function framesIn(layout: NetLayout): Readonly<Record<string, string>> {
  const { boxes, edges } = layout;
  const frames =
    framesOf.get(layout) ??
    Object.fromEntries(
      Object.entries(boxes).map(([name, box]) => [name, [edge(edges[name]), shape(name, box)].join('')]),
    );
  framesOf.set(layout, frames);
  return frames;
}

const framesOf = new WeakMap<NetLayout, Readonly<Record<string, string>>>();

const edge = (line: Edge | undefined): string =>
  line === undefined
    ? ''
    : element('path', { class: 'edge', d: line.path }) +
      (line.tip && element('path', { class: 'tip', d: line.tip }));

/** w in a box with corners, u and units in round ones, targets square, errors slanted: to be told apart without colour. */
function shape(name: string, { x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2];
  return element('rect', { class: 'shape', x: left, y: top, width, height, rx: corner(name, height) });
}

function corner(name: string, height: number): number {
  if (name.startsWith('w')) return 3;
  if (name.startsWith('t')) return 0;
  return /^[xhy]/.test(name) && height <= leastNode ? height / 2 : Math.min(height / 2, 16);
}

function writing(label: Label, box: Box): readonly string[] {
  const first = box.y - ((label.lines.length - 1) * lineHeight) / 2;
  return label.lines.map((line, index) =>
    element(
      'text',
      { x: box.x, y: first + index * lineHeight + fontSize * 0.36, 'text-anchor': 'middle' },
      ...line.map((token, place) => written(token, place > 0)),
    ),
  );
}

function written({ kind, text }: Token, follows: boolean): string {
  const dx = follows ? tokenGap : undefined;
  if (kind !== 'name') {
    return element(
      'tspan',
      {
        class: kind,
        dx,
        dy: follows ? -4 : undefined,
        'font-size': kind === 'travel' ? travelSize : undefined,
      },
      text,
    );
  }
  return (
    element('tspan', { class: 'letter', dx }, text.slice(0, 1)) +
    element('tspan', { class: 'index', dy: 4, 'font-size': indexSize }, text.slice(1))
  );
}

/** With softmax the outputs share one normaliser, so they are tied together. */
function tie(variant: Shown, layout: NetLayout): readonly string[] {
  const [first, second] = outputs.map((k) => layout.boxes[`y${k}`]);
  if (variant.net.output !== 'softmax' || !first || !second) return [];
  return [element('path', { class: 'tie', d: `M${first.x} ${first.y}L${second.x} ${second.y}` })];
}

/** The return paths, in a group of their own that a script can exchange. */
const returning = (paths: readonly (readonly string[])[], layout: NetLayout): string =>
  element('g', { class: 'returns' }, ...paths.map((path) => edgesBack(path, layout)));

/** One return path, edge by edge as the error passes them; it ends where it meets the weight that is asked. */
function edgesBack(path: readonly string[], { edges }: NetLayout): string {
  const last = path.at(-1);
  return path
    .filter((name) => name in edges)
    .map((name) => (name === last && /^[wu]/.test(name) ? edges[name]?.arrival : edges[name]?.path))
    .map((d, step) => element('path', { class: `return return-${step + 1}`, d }))
    .join('');
}

/** Names of what is given but has no place in the figure: eta, E, E1, slopes, gradients. */
export function givenBeside(variant: VariantForStudent): readonly string[] {
  const inside = new Set([
    ...weightNames,
    ...nodeNames,
    ...hiddenUnits.map((j) => `a${j}`),
    ...outputs.map((k) => `z${k}`),
  ]);
  return Object.keys(variant.given).filter((name) => !inside.has(name) && readQuantity(name) !== undefined);
}
