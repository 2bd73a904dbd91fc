/**
 * Where everything in the figure stands. The layers follow each other along one axis; across it lie six
 * rows, one for each weight, so that two labels never meet, whatever the number of digits:
 * an edge fans out from its unit, runs straight through its label in its own row, and bends into the next unit.
 * On wide pages the layers follow to the right, on narrow ones downward: the same plan, turned.
 */
import { hiddenUnits, inputs, outputs } from '../net/quantity.ts';

export type Flow = 'right' | 'down';
/** Node or weight columns, in their order. t and e share one. */
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

export interface Edge {
  readonly path: string;
  /** The arrow's head at the end of the path. */
  readonly tip: string;
}

export interface NetLayout extends Size {
  readonly boxes: Readonly<Record<string, Box>>;
  /** By weight name, and y1 y2 t1 t2 for the lines to the errors. */
  readonly edges: Readonly<Record<string, Edge>>;
}

interface Measures {
  readonly fan: number;
  readonly bend: number;
  readonly toErrors: number;
  readonly rowGap: number;
}

const measures: Readonly<Record<Flow, Measures>> = {
  right: { fan: 72, bend: 30, toErrors: 34, rowGap: 16 },
  down: { fan: 54, bend: 24, toErrors: 26, rowGap: 5 },
};
const margin = 6;
const betweenNodes = 14;

interface Place {
  readonly along: number;
  readonly across: number;
}

/** The layout for boxes of the given sizes, one size a layer. */
export function layNet(sizes: Readonly<Record<Layer, Size>>, flow: Flow): NetLayout {
  const length = (layer: Layer) => (flow === 'right' ? sizes[layer].width : sizes[layer].height);
  const breadth = (layer: Layer) => (flow === 'right' ? sizes[layer].height : sizes[layer].width);
  const { along, total } = layersAlong(length, measures[flow]);
  const pitch = rowPitch(breadth, measures[flow].rowGap);
  const row = (index: number) => margin + pitch * (index + 0.5);
  const places = placesOf(along, row, (breadth('t') + breadth('e')) / 4 + 3);
  const turn = (place: Place) =>
    flow === 'right' ? { x: place.along, y: place.across } : { x: place.across, y: place.along };
  const boxes = Object.fromEntries(
    Object.entries(places).map(([name, place]) => [name, { ...turn(place), ...sizes[name[0] as Layer] }]),
  );
  const across = 2 * margin + 6 * pitch;
  return {
    width: flow === 'right' ? total : across,
    height: flow === 'right' ? across : total,
    boxes,
    edges: edgesBetween(places, length, flow),
  };
}

function layersAlong(length: (layer: Layer) => number, { fan, bend, toErrors }: Measures) {
  const steps: readonly (readonly [Layer, number])[] = [
    ['x', margin],
    ['w', fan],
    ['h', bend],
    ['u', bend],
    ['y', fan],
    ['e', toErrors],
  ];
  const along: Record<string, number> = {};
  let end = 0;
  for (const [layer, gap] of steps) {
    along[layer] = end + gap + length(layer) / 2;
    end += gap + length(layer);
  }
  return { along: { ...along, t: along.e ?? 0 }, total: end + margin };
}

/** Rows so far apart that labels clear each other, units (two rows apart) do, and t beside e does. */
function rowPitch(breadth: (layer: Layer) => number, gap: number): number {
  const units = Math.max(breadth('x'), breadth('h'), breadth('y'));
  return Math.max(
    Math.max(breadth('w'), breadth('u')) + gap,
    (units + betweenNodes) / 2,
    (breadth('t') + breadth('e')) / 2 + gap + 3,
  );
}

function placesOf(
  along: Readonly<Record<string, number>>,
  row: (index: number) => number,
  beside: number,
): Readonly<Record<string, Place>> {
  const places: Record<string, Place> = {};
  const put = (name: string, across: number) => {
    places[name] = { along: along[name.slice(0, 1)] ?? 0, across };
  };
  for (const j of hiddenUnits) {
    put(`h${j}`, row(2 * j - 1.5));
    for (const i of inputs) put(`w${i}${j}`, row(2 * j - 3 + i));
    for (const k of outputs) put(`u${j}${k}`, row(2 * j - 3 + k));
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

function edgesBetween(
  places: Readonly<Record<string, Place>>,
  length: (layer: Layer) => number,
  flow: Flow,
): Readonly<Record<string, Edge>> {
  const at = (name: string): Place => places[name] ?? { along: 0, across: 0 };
  const half = (name: string) => length(name[0] as Layer) / 2;
  const pen = penFor(flow);
  const weight = (from: string, label: string, to: string): Edge => {
    const lean = (node: string) => Math.max(-8, Math.min(8, (at(label).across - at(node).across) / 6));
    const start = { along: at(from).along + half(from) - 2, across: at(from).across + lean(from) };
    const entry = { along: at(label).along - half(label), across: at(label).across };
    const exit = { along: at(label).along + half(label), across: at(label).across };
    const end = { along: at(to).along - half(to), across: at(to).across + lean(to) };
    return { path: pen.curve(start, entry) + pen.lineTo(exit) + pen.curveTo(exit, end), tip: pen.tip(end) };
  };
  const edges: Record<string, Edge> = {};
  for (const j of hiddenUnits) {
    for (const i of inputs) edges[`w${i}${j}`] = weight(`x${i}`, `w${i}${j}`, `h${j}`);
    for (const k of outputs) edges[`u${j}${k}`] = weight(`h${j}`, `u${j}${k}`, `y${k}`);
  }
  for (const k of outputs) {
    const end = { along: at(`e${k}`).along - half(`e${k}`), across: at(`e${k}`).across };
    const start = { along: at(`y${k}`).along + half(`y${k}`) - 2, across: at(`y${k}`).across };
    edges[`y${k}`] = { path: pen.curve(start, end), tip: pen.tip(end) };
    edges[`t${k}`] = { path: pen.line(at(`t${k}`), at(`e${k}`)), tip: '' };
  }
  return edges;
}

/** Writes SVG path data for places along and across, whichever way the layers flow. */
function penFor(flow: Flow) {
  const point = ({ along, across }: Place) => {
    const [x, y] = flow === 'right' ? [along, across] : [across, along];
    return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  };
  const curveTo = (from: Place, to: Place) => {
    const middle = (from.along + to.along) / 2;
    const [first, second] = [
      { along: middle, across: from.across },
      { along: middle, across: to.across },
    ];
    return `C${point(first)} ${point(second)} ${point(to)}`;
  };
  return {
    curveTo,
    curve: (from: Place, to: Place) => `M${point(from)}${curveTo(from, to)}`,
    line: (from: Place, to: Place) => `M${point(from)}L${point(to)}`,
    lineTo: (to: Place) => `L${point(to)}`,
    tip: (end: Place) => {
      const back = { along: end.along - 8, across: end.across - 4 };
      const other = { along: end.along - 8, across: end.across + 4 };
      return `M${point(back)}L${point(end)}L${point(other)}z`;
    },
  };
}
