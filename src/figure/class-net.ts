/**
 * The 2-3-2 net as the live picture of a class: at each weight the share of students who were right at the
 * first try, by number, by the width and the dashes of its edge, and by colour; a letter stands for the mistake made
 * most often there. Without names.
 */
import { weightNames } from '../net/quantity.ts';
import { fontSize, type Label, lineHeight, nodeNames, sizesOf, type Token } from './label.ts';
import { type Box, type Flow, layNet, type NetLayout } from './layout.ts';
import { element, escapeMarkup, short } from './markup.ts';

/** Bands of first-try success, and too few to say. */
export type Band = 'easy' | 'mixed' | 'hard' | 'few';

/** With fewer first tries nothing is said of a place. */
export const fewTries = 3;

/** At least so much of 1. */
const least = { easy: 0.8, mixed: 0.5 } as const;

export function bandOf({ tried, right }: { readonly tried: number; readonly right: number }): Band {
  if (tried < fewTries) return 'few';
  if (right / tried >= least.easy) return 'easy';
  return right / tried >= least.mixed ? 'mixed' : 'hard';
}

export interface ClassPlace {
  /** Of the figure: 'w12', 'h2'. */
  readonly place: string;
  readonly tried: number;
  readonly right: number;
  /** The letter of its most common mistake. */
  readonly badge: string | undefined;
  /** All of it as a sentence. */
  readonly words: string;
  /** What it leads to; undefined for a picture alone. */
  readonly href?: string | undefined;
}

export interface ClassNet {
  readonly places: ReadonlyMap<string, ClassPlace>;
  /** What the picture is, as a sentence. */
  readonly title: string;
}

export function drawClassNet(net: ClassNet, flow: Flow): string {
  const labels = [...weightNames, ...nodeNames].map((name) => labelOf(name, net.places.get(name), flow));
  const layout = layNet(sizesOf(labels), flow);
  const items = [...weightNames, ...nodeNames].map((name, index) =>
    item(layout, name, labels[index], net.places.get(name)),
  );
  return element(
    'svg',
    {
      class: `net net-${flow} class-net`,
      viewBox: `0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`,
      width: `${short(layout.width / fontSize)}rem`,
      direction: 'ltr',
      role: 'group',
      'aria-label': net.title,
      'font-size': fontSize,
    },
    ...items,
  );
}

/** Weights have room for a letter even where there is none, so that the picture does not jump. */
function labelOf(name: string, place: ClassPlace | undefined, flow: Flow): Label {
  const token: Token = { kind: 'name', text: name };
  const isWeight = weightNames.includes(name);
  const share: readonly Token[] =
    place || isWeight ? [{ kind: 'number', text: place ? shareOf(place) : '–' }] : [];
  const lines = flow === 'right' && isWeight ? [[token, ...share]] : [[token], share];
  return { quantity: name, lines: lines.filter((line) => line.length > 0) };
}

const shareOf = (place: ClassPlace): string =>
  bandOf(place) === 'few' ? `n=${place.tried}` : `${Math.round((100 * place.right) / place.tried)} %`;

function item(
  layout: NetLayout,
  name: string,
  label: Label | undefined,
  place: ClassPlace | undefined,
): string {
  const box = layout.boxes[name];
  if (!box || !label) return '';
  const line = layout.edges[name];
  const isWeight = weightNames.includes(name);
  const drawn = element(
    'g',
    {
      class: `${isWeight ? 'weight' : 'node'} ${name[0]}${isWeight || place ? ` is-${place ? bandOf(place) : 'few'}` : ''}`,
      role: 'img',
    },
    element('title', {}, escapeMarkup(place?.words ?? name)),
    line ? element('path', { class: 'edge', d: line.path }) : '',
    line?.tip ? element('path', { class: 'tip', d: line.tip }) : '',
    rectangle(name, box),
    ...texts(label, box),
    place?.badge === undefined ? '' : badge(place.badge, box),
  );
  return place?.href === undefined ? drawn : element('a', { href: place.href }, drawn);
}

const rectangle = (name: string, { x, y, width, height }: Box): string =>
  element('rect', {
    class: 'shape',
    x: x - width / 2,
    y: y - height / 2,
    width,
    height,
    rx: name.startsWith('w') || name.startsWith('t') ? 3 : Math.min(height / 2, 16),
  });

function texts({ lines }: Label, box: Box): readonly string[] {
  const first = box.y - ((lines.length - 1) * lineHeight) / 2;
  return lines.map((line, index) =>
    element(
      'text',
      { x: box.x, y: first + index * lineHeight + fontSize * 0.36, 'text-anchor': 'middle' },
      ...line.map(({ kind, text }, place) =>
        kind === 'name'
          ? element('tspan', { class: 'letter' }, text.slice(0, 1)) +
            element('tspan', { class: 'index', dy: 4, 'font-size': 11 }, text.slice(1))
          : element('tspan', { class: kind, dx: place > 0 ? 7 : 0, dy: place > 0 ? -4 : 0 }, text),
      ),
    ),
  );
}

/** On the corner of its box, in a ring. */
const badge = (letter: string, { x, y, width, height }: Box): string =>
  element(
    'g',
    { class: 'badge' },
    element('circle', { cx: x + width / 2, cy: y - height / 2, r: 9 }),
    element(
      'text',
      { x: x + width / 2, y: y - height / 2 + 4, 'text-anchor': 'middle', 'font-size': 12 },
      letter,
    ),
  );
