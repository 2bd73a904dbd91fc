/**
 * The nudge experiment as a picture: E against one weight, moved a little to both sides, and beside it the
 * slope that the student's answer predicts. It refutes a wrong gradient without showing the right one.
 */
import type { Nudge } from '../exercise/nudge.ts';
import { type Locale, say } from '../language/language.ts';
import { element, short } from './markup.ts';

const width = 320;
const height = 180;
const inset = { left: 30, right: 16, top: 16, bottom: 30 };

/** An SVG of 320 × 180 units; nothing is drawn outside of it, however steep the prediction. */
export function drawNudge(nudge: Nudge, locale: Locale): string {
  const scale = scales(nudge);
  const point = ({ weight, E }: { weight: number; E: number }) =>
    `${short(scale.x(weight))} ${short(scale.y(E))}`;
  const [x, y] = [scale.x(nudge.at.weight), scale.y(nudge.at.E)];
  const base = height - inset.bottom;
  const axis = { class: 'axis', d: `M${inset.left} ${inset.top}V${base}H${width - inset.right}` };
  return element(
    'svg',
    {
      class: 'nudge-plot',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      direction: 'ltr',
      'aria-label': say(locale).figure.nudgePlot(nudge.weight),
    },
    element('path', axis),
    element('path', { class: 'guide', d: `M${short(x)} ${short(y)}V${base}` }),
    element('path', { class: 'truth', d: `M${nudge.samples.map(point).join('L')}` }),
    element('path', {
      class: 'prediction',
      d: prediction(nudge, scale).map(point).join('L').replace(/^/, 'M'),
    }),
    element('circle', { class: 'here', cx: x, cy: y, r: 5 }),
    element('text', { x: inset.left - 8, y: inset.top + 10, 'text-anchor': 'end' }, 'E'),
    element('text', { x: width - inset.right, y: height - 8, 'text-anchor': 'end' }, nudge.weight),
  );
}

type Scale = ReturnType<typeof scales>;

/** From weights and losses to the picture: the samples fill three fifths of the height. */
function scales({ samples, at }: Nudge) {
  const weights = samples.map((sample) => sample.weight);
  const losses = [...samples.map((sample) => sample.E), at.E];
  const [left, right] = [Math.min(...weights), Math.max(...weights)];
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const room = (high - low || Math.abs(high) || 1) / 3;
  const [bottom, top] = [low - room, high + room];
  const across = width - inset.left - inset.right;
  const up = height - inset.top - inset.bottom;
  return {
    left,
    right,
    bottom,
    top,
    x: (weight: number) => inset.left + ((weight - left) / (right - left || 1)) * across,
    y: (E: number) => inset.top + ((top - E) / (top - bottom)) * up,
  };
}

/** The predicted line through the point, cut at the picture's edges. */
function prediction({ at, predictedSlope }: Nudge, { left, right, bottom, top }: Scale) {
  const reach = (end: number, bound: number) => {
    const sideways = end - at.weight;
    const rise = predictedSlope * sideways;
    const room = rise > 0 ? top - at.E : at.E - bottom;
    const part = Math.abs(rise) > room ? room / Math.abs(rise) : bound;
    return { weight: at.weight + sideways * part, E: at.E + rise * part };
  };
  return [reach(left, 1), at, reach(right, 1)];
}
