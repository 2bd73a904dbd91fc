import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VariantForStudent } from '../../src/exercise/variant.ts';
import {
  fontSize,
  type Label,
  labelsOf,
  lineHeight,
  lineWidth,
  nodeNames,
  sizesOf,
} from '../../src/figure/label.ts';
import { type Box, layNet } from '../../src/figure/layout.ts';
import { weightNames } from '../../src/net/quantity.ts';
import { linear, samples } from './samples.ts';

const places = [...weightNames, ...nodeNames];
const flows = ['right', 'down'] as const;
const hiddenNames = ['a1', 'a2', 'a3', 'z1', 'z2'];

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width - 1e-9 && Math.abs(a.y - b.y) * 2 < a.height + b.height - 1e-9;

function overlapping(variant: VariantForStudent, flow: 'right' | 'down', travelling = {}): readonly string[] {
  const labels = labelsOf(variant, flow, new Set(['y1']), travelling);
  const boxes = Object.entries(layNet(sizesOf(labels), flow).boxes);
  return boxes.flatMap(([name, box], index) =>
    boxes
      .slice(index + 1)
      .flatMap(([other, otherBox]) => (overlap(box, otherBox) ? [`${name} ${other}`] : [])),
  );
}

/** Any number that could be printed, up to 12 characters and more than any exercise has. */
const printedNumber = fc.oneof(
  fc.integer({ min: -99999, max: 99999 }).map(String),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 999999 }))
    .map(([whole, decimals]) => `${whole}.${decimals}`),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 2, max: 999 }))
    .map(([n, d]) => `${n}/${d}`),
);

const anyGiven = fc.record(
  Object.fromEntries(
    [...places, ...hiddenNames].map((name) => [name, fc.option(printedNumber, { nil: undefined })]),
  ),
);

const withGiven = (given: Readonly<Record<string, string | undefined>>): VariantForStudent => ({
  ...linear,
  given: Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : []))),
});

describe('the layout of the net', () => {
  it.each(flows)(
    'has no two overlapping boxes, flowing %s, whatever is given and whatever travels',
    (flow) => {
      fc.assert(
        fc.property(anyGiven, anyGiven, (given, travelling) => {
          const numbers = withGiven(travelling).given;
          expect(overlapping(withGiven(given), flow, numbers)).toEqual([]);
        }),
        { numRuns: 150, seed: 1 },
      );
    },
  );

  it.each(flows)('keeps every box inside the picture, flowing %s', (flow) => {
    for (const variant of Object.values(samples)) {
      const { boxes, width, height } = layNet(sizesOf(labelsOf(variant, flow, new Set(), {})), flow);
      for (const { x, y, width: w, height: h } of Object.values(boxes)) {
        expect(x - w / 2).toBeGreaterThanOrEqual(0);
        expect(y - h / 2).toBeGreaterThanOrEqual(0);
        expect(x + w / 2).toBeLessThanOrEqual(width);
        expect(y + h / 2).toBeLessThanOrEqual(height);
      }
    }
  });

  it('holds every line of every label inside its box', () => {
    const labels = labelsOf(samples.fourDecimals, 'down', new Set(), { u21: '-0.123456' });
    const sizes = sizesOf(labels);
    const size = (label: Label) => sizes[label.quantity[0] as keyof typeof sizes];
    for (const label of labels) {
      for (const line of label.lines) expect(lineWidth(line)).toBeLessThan(size(label).width);
      expect(label.lines.length * lineHeight).toBeLessThan(size(label).height);
    }
  });

  it('stays legible in 290 pixels: letters of 10 pixels with four decimals, of 11 with one', () => {
    const letter = (variant: VariantForStudent) =>
      (290 / layNet(sizesOf(labelsOf(variant, 'down', new Set(), {})), 'down').width) * fontSize;
    expect(letter(samples.fourDecimals)).toBeGreaterThan(10);
    expect(letter(samples.linear)).toBeGreaterThan(11);
  });

  it('finds an overlap where there is one', () => {
    const box = { x: 10, y: 10, width: 10, height: 10 };
    expect(overlap(box, { ...box, x: 19 })).toBe(true);
    expect(overlap(box, { ...box, x: 20 })).toBe(false);
  });
});
