/** Where each cell of a CSV stands, so that one can be changed and every other byte stays as it was. */

export interface Cell {
  /** In the text, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** What it says: without quotes, doubled ones single. */
  readonly value: string;
}

export type LocatedRow = readonly Cell[];

export type Located =
  | { readonly kind: 'rows'; readonly rows: readonly LocatedRow[] }
  /** A quote that nothing closes, or that text follows; the line counts from 1. */
  | { readonly kind: 'bad-quote'; readonly line: number };

/** Empty lines are no rows. */
export function locateCells(text: string): Located {
  const delimiter = delimiterOf(text);
  const rows: LocatedRow[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const row: Cell[] = [];
    for (let more = true; more; ) {
      const cell = cellAt(text, at, delimiter);
      if (!cell) return { kind: 'bad-quote', line: text.slice(0, at).split(/\r\n|\r|\n/).length };
      row.push(cell);
      more = text[cell.end] === delimiter;
      at = cell.end + 1;
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at++;
    if (row.length > 1 || row[0]?.end !== row[0]?.start) rows.push(row);
  }
  return { kind: 'rows', rows };
}

/** Of tab, ; and , the one that stands most often outside of quotes in the first line. */
function delimiterOf(text: string): string {
  const [first = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/);
  const often = (sign: string): number => first.split(sign).length;
  return [';', ','].reduce((best, sign) => (often(sign) > often(best) ? sign : best), '\t');
}

function cellAt(text: string, start: number, delimiter: string): Cell | undefined {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') end++;
    return { start, end, quoted: false, value: text.slice(start, end) };
  }
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const after = text[close + 1];
  const ends = after === undefined || [delimiter, '\r', '\n'].includes(after);
  if (close < 0 || !ends) return undefined;
  const value = text.slice(start + 1, close).replaceAll('""', '"');
  return { start, end: close + 1, quoted: true, value };
}
