/** Writes SVG path data for places along and across, whichever way the layers of the net flow. */
import { short } from './markup.ts';

export interface Place {
  readonly along: number;
  readonly across: number;
}

/** Curves leave and arrive in the direction of the flow. */
export function penFor(flow: 'right' | 'down') {
  const point = ({ along, across }: Place) =>
    flow === 'right' ? `${short(along)} ${short(across)}` : `${short(across)} ${short(along)}`;
  const curveTo = (from: Place, to: Place) => {
    const along = (from.along + to.along) / 2;
    return `C${point({ along, across: from.across })} ${point({ along, across: to.across })} ${point(to)}`;
  };
  return {
    curveTo,
    curve: (from: Place, to: Place) => `M${point(from)}${curveTo(from, to)}`,
    line: (from: Place, to: Place) => `M${point(from)}L${point(to)}`,
    lineTo: (to: Place) => `L${point(to)}`,
    /** An arrow's head of 8 by 8 that ends here. */
    tip: (end: Place) => {
      const back = end.along - 8;
      const [left, right] = [end.across - 4, end.across + 4];
      return `M${point({ along: back, across: left })}L${point(end)}L${point({ along: back, across: right })}z`;
    },
  };
}
