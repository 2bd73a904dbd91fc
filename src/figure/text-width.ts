/**
 * How wide a text becomes, without a browser: an upper bound over the common system fonts, so that what
 * is measured here fits everywhere.
 */

/** Widths at font size 1: the widest of DejaVu Sans, Verdana, Segoe UI, San Francisco, Roboto and Vazirmatn. */
const widths: Readonly<Record<string, number>> = {
  '0': 0.64,
  '1': 0.64,
  '2': 0.64,
  '3': 0.64,
  '4': 0.64,
  '5': 0.64,
  '6': 0.64,
  '7': 0.64,
  '8': 0.64,
  '9': 0.64,
  '.': 0.37,
  ',': 0.37,
  '/': 0.46,
  '−': 0.84,
  '-': 0.46,
  ' ': 0.36,
  t: 0.48,
  w: 0.93,
  '?': 0.62,
  '←': 0.84,
};
const widest = 0.72;

/** Size of an index in a name, relative to its letter. */
export const indexScale = 0.75;

export const textWidth = (text: string, size: number): number =>
  [...text].reduce((total, character) => total + (widths[character] ?? widest) * size, 0);

/** Width of a name such as w12 whose index is written smaller. */
export const nameWidth = (name: string, size: number): number =>
  textWidth(name.slice(0, 1), size) + textWidth(name.slice(1), size * indexScale);
