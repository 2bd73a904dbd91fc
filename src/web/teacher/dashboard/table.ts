/** The table beside a chart, as markup and as CSV: one value, so that they never say different things. */
import { stringify } from 'csv-stringify/sync';
import { withoutFormula } from '../../../lms/safe-text.ts';

export interface Cell {
  readonly text: string;
  /** Our own markup in place of the text. */
  readonly html: string;
  readonly href: string;
  /** Said in place of the text, where that is short for it. */
  readonly label: string;
  readonly tone: string;
  /** As it stands in a file: a number without its unit. */
  readonly raw: string;
}

export interface Table {
  readonly caption: string;
  readonly head: readonly { readonly text: string; readonly label: string }[];
  readonly rows: readonly { readonly head: Cell; readonly cells: readonly Cell[] }[];
}

export const cell = (text: string, more: Partial<Omit<Cell, 'text'>> = {}): Cell => ({
  text,
  html: '',
  href: '',
  label: '',
  tone: '',
  raw: text,
  ...more,
});

export const heads = (...texts: readonly string[]): Table['head'] =>
  texts.map((text) => ({ text, label: '' }));

export const percentCell = (share: number | undefined, more: Partial<Cell> = {}): Cell =>
  share === undefined
    ? cell('–', { raw: '', ...more })
    : cell(`${Math.round(100 * share)} %`, { raw: share.toFixed(4), ...more });

export const numberCell = (value: number | undefined, digits: number, more: Partial<Cell> = {}): Cell =>
  value === undefined
    ? cell('–', { raw: '', ...more })
    : cell(value.toFixed(digits).replace('-', '−'), { raw: value.toFixed(4), ...more });

/** UTF-8, LF; text that a spreadsheet would take for a formula gets an apostrophe. */
export function tableCsv({ head, rows }: Table): string {
  const lines = [
    head.map(({ text }) => guarded(text)),
    ...rows.map((row) => [row.head, ...row.cells].map(({ raw }) => guarded(raw))),
  ];
  return stringify(lines, { record_delimiter: 'unix' });
}

/** A negative number is no formula. */
const guarded = (text: string): string => (Number.isNaN(Number(text)) ? withoutFormula(text) : text);
