/**
 * Small charts of shares as SVG: a curve with its intervals, a value with its interval, bars. They carry no style
 * of their own; shapes and numbers say everything, colours come from the page's style sheet.
 */
import { element, escapeMarkup, short } from './markup.ts';

export interface Ranged {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface Named {
  /** What the chart shows, as a sentence. */
  readonly title: string;
}

const svg = (width: number, height: number, { title }: Named, ...children: readonly string[]): string =>
  element(
    'svg',
    {
      class: 'chart',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      direction: 'ltr',
      'font-size': 11,
    },
    element('title', {}, escapeMarkup(title)),
    ...children,
  );

const line = (className: string, d: string): string => element('path', { class: className, d });

const curve = { width: 300, height: 170, left: 40, right: 12, top: 12, bottom: 34 } as const;

export interface CurveChart extends Named {
  /** At 1, 2, …; shares of 1. */
  readonly points: readonly (Ranged & { readonly at: number })[];
  readonly xLabel: string;
}

/** Shares from 0 to 100 % over whole numbers. */
export function drawCurve({ points, title, xLabel }: CurveChart): string {
  const last = Math.max(2, ...points.map(({ at }) => at));
  const x = (at: number) =>
    curve.left + 10 + ((at - 1) / (last - 1)) * (curve.width - curve.left - curve.right - 20);
  const y = (share: number) =>
    curve.height - curve.bottom - share * (curve.height - curve.top - curve.bottom);
  const step = Math.ceil(last / 10);
  const base = curve.height - curve.bottom;
  return svg(
    curve.width,
    curve.height,
    { title },
    ...[0, 0.5, 1].flatMap((share) => [
      line(share === 0 ? 'axis' : 'grid', `M${curve.left} ${short(y(share))}H${curve.width - curve.right}`),
      element('text', { x: curve.left - 6, y: y(share) + 4, 'text-anchor': 'end' }, `${share * 100} %`),
    ]),
    ...Array.from({ length: last }, (_, index) => index + 1)
      .filter((at) => (at - 1) % step === 0)
      .map((at) => element('text', { x: x(at), y: base + 15, 'text-anchor': 'middle' }, `${at}`)),
    element(
      'text',
      { x: (curve.left + curve.width) / 2, y: curve.height - 4, 'text-anchor': 'middle' },
      escapeMarkup(xLabel),
    ),
    ...points.map(({ at, low, high }) =>
      line('range', `M${short(x(at))} ${short(y(low))}V${short(y(high))}`),
    ),
    line('curve', `M${points.map(({ at, value }) => `${short(x(at))} ${short(y(value))}`).join('L')}`),
    ...points.map(({ at, value }) => element('circle', { class: 'point', cx: x(at), cy: y(value), r: 4 })),
  );
}

export interface RangeChart extends Named {
  readonly range: Ranged;
  readonly from: number;
  readonly to: number;
}

const range = { width: 130, height: 24, margin: 6 } as const;

/** A value and its interval on a scale; a tick stands at 0. */
export function drawRange({ range: { value, low, high }, from, to, title }: RangeChart): string {
  const x = (at: number) =>
    range.margin +
    ((Math.max(from, Math.min(to, at)) - from) / (to - from)) * (range.width - 2 * range.margin);
  const middle = range.height / 2;
  return svg(
    range.width,
    range.height,
    { title },
    line('axis', `M${x(from)} ${middle}H${x(to)}`),
    line('grid', `M${short(x(0))} 2V${range.height - 2}`),
    line('range', `M${short(x(low))} ${middle}H${short(x(high))}`),
    element('circle', { class: 'point', cx: x(value), cy: middle, r: 4.5 }),
  );
}

export interface BarChart extends Named {
  readonly bars: readonly { readonly label: string; readonly count: number }[];
  readonly xLabel: string;
}

const bar = { width: 46, gap: 8, height: 150, top: 20, bottom: 36, left: 8 } as const;

/** Counts as bars, each with its number above it. */
export function drawBars({ bars, title, xLabel }: BarChart): string {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const width = 2 * bar.left + bars.length * (bar.width + bar.gap);
  const base = bar.height - bar.bottom;
  return svg(
    width,
    bar.height,
    { title },
    ...bars.flatMap(({ label, count }, index) => {
      const x = bar.left + index * (bar.width + bar.gap);
      const height = (count / most) * (base - bar.top);
      const middle = { x: x + bar.width / 2, 'text-anchor': 'middle' };
      return [
        element('rect', { class: 'bar', x, y: base - height, width: bar.width, height }),
        element('text', { ...middle, y: base - height - 5 }, `${count}`),
        element('text', { ...middle, y: base + 15 }, escapeMarkup(label)),
      ];
    }),
    line('axis', `M${bar.left} ${base}H${width - bar.left}`),
    element('text', { x: width / 2, y: bar.height - 4, 'text-anchor': 'middle' }, escapeMarkup(xLabel)),
  );
}
