/**
 * Where everything in the figure stands. The layers follow each other along one axis; across it lie six
 * rows, one for each weight, so that two labels never meet, whatever the number of digits:
 * an edge fans out from its unit, runs straight through its label in its own row, and bends into the next unit.
 * On wide pages the layers follow to the right, on narrow ones downward: the same plan, turned.
 */
import { hiddenUnits, inputs, outputs } from '../net/quantity.ts';
import { type Edge, edgesBetween } from './edges.ts';
import type { Place } from './pen.ts';

export type Flow = 'right' | 'down';
/** Columns of nodes and weights, in their order. */
export type Layer = 'x' | 'w' | 'h' | 'u' | 'y' | 't' | 'e';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box by its middle. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface NetLayout extends Size {
  readonly boxes: Readonly<Record<string, Box>>;
  /** By weight name, and y1 y2 t1 t2 for the lines to the errors. */
  readonly edges: Readonly<Record<string, Edge>>;
}

/** Gaps along: from a unit to labels on a fan of edges, from labels to the unit they bend into, to the errors. */
interface Measures {
  readonly fan: number;
  readonly bend: number;
  readonly toErrors: number;
  /** Across: the least gap between labels in neighbouring rows. */
  readonly rowGap: number;
  /** Rows wider apart than this are drawn closer, with every second label one step further along. */
  readonly widestPitch: number;
  /** Whether targets stand beside their errors (across), or behind them (along). */
  readonly targetsBeside: boolean;
}

const measures: Readonly<Record<Flow, Measures>> = {
  right: { fan: 72, bend: 30, toErrors: 34, rowGap: 16, widestPitch: Infinity, targetsBeside: true },
  down: { fan: 54, bend: 24, toErrors: 26, rowGap: 5, widestPitch: 62, targetsBeside: false },
};
const margin = 6;
const betweenNodes = 14;
/** Room for an edge, and air, between staggered labels; and between a target and its error. */
const between = 10;

/** What the layout knows of one flow: how long and broad each layer is, and where its middle lies. */
export interface Plan {
  readonly length: (layer: Layer) => number;
  readonly along: Readonly<Record<string, number>>;
  readonly total: number;
  /** Rows: the middle of the first, and from one to the next. */
  readonly firstRow: number;
  readonly pitch: number;
  /** How far apart along the labels of even and odd rows stand; 0 where they stand in one line. */
  readonly stagger: Readonly<Record<'w' | 'u', number>>;
  readonly beside: number;
}

/** The layout for boxes of the given sizes, one size a layer: the same object for the same sizes, as long as it is kept. */
export function layNet(sizes: Readonly<Record<Layer, Size>>, flow: Flow): NetLayout {
  const name = JSON.stringify([flow, sizes]);
  const layout = laidBefore.get(name) ?? lay(sizes, flow);
  if (laidBefore.size >= mostKept) laidBefore.clear();
  laidBefore.set(name, layout);
  return layout;
}

/** Numbers have few lengths, so that most variants look like others. */
const laidBefore = new Map<string, NetLayout>();
const mostKept = 500;

function lay(sizes: Readonly<Record<Layer, Size>>, flow: Flow): NetLayout {
  const plan = planFor(sizes, flow);
  const places = placesOf(plan);
  const turn = ({ along, across }: Place) =>
    flow === 'right' ? { x: along, y: across } : { x: across, y: along };
  const boxes = Object.fromEntries(
    Object.entries(places).map(([name, place]) => [name, { ...turn(place), ...sizes[name[0] as Layer] }]),
  );
  const across = 2 * plan.firstRow + 5 * plan.pitch;
  return {
    width: flow === 'right' ? plan.total : across,
    height: flow === 'right' ? across : plan.total,
    boxes,
    edges: edgesBetween(places, plan, flow),
  };
}

function planFor(sizes: Readonly<Record<Layer, Size>>, flow: Flow): Plan {
  const measure = measures[flow];
  const length = (layer: Layer) => (flow === 'right' ? sizes[layer].width : sizes[layer].height);
  const breadth = (layer: Layer) => (flow === 'right' ? sizes[layer].height : sizes[layer].width);
  const labels = Math.max(breadth('w'), breadth('u'));
  const staggered = labels + measure.rowGap > measure.widestPitch;
  const units = Math.max(breadth('x'), breadth('h'), breadth('y')) + betweenNodes;
  const errors = measure.targetsBeside
    ? breadth('t') + breadth('e') + between + measure.rowGap
    : Math.max(breadth('t'), breadth('e')) + between;
  const stagger = {
    w: staggered ? length('w') + between : 0,
    u: staggered ? length('u') + between : 0,
  };
  const pitch = Math.max(staggered ? (labels + between) / 2 : labels + measure.rowGap, units / 2, errors / 2);
  return {
    length,
    ...layersAlong(length, measure, stagger),
    firstRow: margin + Math.max(pitch, labels) / 2,
    pitch,
    stagger,
    beside: measure.targetsBeside ? (breadth('t') + breadth('e')) / 4 + 3 : 0,
  };
}

function layersAlong(
  length: (layer: Layer) => number,
  { fan, bend, toErrors, targetsBeside }: Measures,
  stagger: Plan['stagger'],
) {
  const steps: readonly (readonly [Layer, number, number])[] = [
    ['x', margin, length('x')],
    ['w', fan, length('w') + stagger.w],
    ['h', bend, length('h')],
    ['u', bend, length('u') + stagger.u],
    ['y', fan, length('y')],
    ['e', toErrors, targetsBeside ? Math.max(length('e'), length('t')) : length('e')],
    ['t', targetsBeside ? 0 : between, targetsBeside ? 0 : length('t')],
  ];
  const along: Record<string, number> = {};
  let end = 0;
  for (const [layer, gap, extent] of steps) {
    along[layer] = end + gap + extent / 2;
    end += gap + extent;
  }
  return { along: { ...along, ...(targetsBeside ? { t: along.e ?? 0 } : {}) }, total: end + margin };
}

function placesOf({ along, firstRow, pitch, stagger, beside }: Plan): Readonly<Record<string, Place>> {
  const row = (index: number) => firstRow + pitch * index;
  const places: Record<string, Place> = {};
  const put = (name: string, across: number, step = 0) => {
    places[name] = { along: (along[name.slice(0, 1)] ?? 0) + step, across };
  };
  const putWeight = (letter: 'w' | 'u', indices: string, index: number) =>
    put(letter + indices, row(index), (index % 2 === 0 ? -1 : 1) * (stagger[letter] / 2));
  for (const j of hiddenUnits) {
    put(`h${j}`, row(2 * j - 1.5));
    for (const i of inputs) putWeight('w', `${i}${j}`, 2 * j - 3 + i);
    for (const k of outputs) putWeight('u', `${j}${k}`, 2 * j - 3 + k);
  }
  for (const side of inputs) {
    const middle = row(2 * side - 0.5);
    put(`x${side}`, middle);
    put(`y${side}`, middle);
    put(`t${side}`, middle - beside);
    put(`e${side}`, middle + beside);
  }
  return places;
}
