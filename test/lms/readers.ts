/**
 * Readers of gradebook files that share nothing with their writer: each system's own rules, written down from its
 * importer. A reader answers who got how many points in which column.
 */
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';

/** Key of the student → title of the column → what the system would store. */
export type Stored = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** RFC 4180 to the letter: a quote inside an unquoted cell, or a ragged row, refuses the file. */
const strict = (text: string): string[][] => parse(text, { relax_quotes: false, relax_column_count: false });

/** Every cell of a file, as a spreadsheet would take it in. */
export const readCells = (text: string): string[][] => strict(text.replace(/^\uFEFF/, ''));

function grade(cell: string): number {
  if (!/^\d+(\.\d+)?$/.test(cell)) throw new Error(`not a grade: ${cell}`);
  return Number(cell);
}

function stored(
  rows: readonly (readonly string[])[],
  keyAt: (row: readonly string[]) => string,
  columns: readonly { readonly at: number; readonly title: string }[],
): Stored {
  return new Map(
    rows.map((row) => [
      keyAt(row),
      new Map(
        columns.flatMap(({ at, title }) => {
          const cell = row[at] ?? '';
          return cell === '' ? [] : [[title, grade(cell)] as const];
        }),
      ),
    ]),
  );
}

const withTitles = (header: readonly string[], titleOf: (cell: string) => string | undefined) =>
  header.flatMap((cell, at) => {
    const title = titleOf(cell);
    return title === undefined ? [] : [{ at, title }];
  });

/** gradebook_importer.rb: fixed names before Section, ids in brackets, some titles dropped without a word. */
export function readCanvas(text: string): Stored {
  if (text.startsWith('\uFEFF')) throw new Error('Canvas reads no first header behind a byte order mark');
  const [header = [], points = [], ...rows] = strict(text);
  if (header[0] !== 'Student' || header[1] !== 'ID') throw new Error('not a gradebook of Canvas');
  if (!/^\s+Points Possible$/.test(points[0] ?? '')) throw new Error('no points possible');
  const section = header.indexOf('Section');
  const columns = withTitles(header, (title) => title).filter(({ at, title }) => {
    if (/\(\d+\)$/.test(title)) throw new Error(`${title} names an assignment by its id`);
    return at > section && !/Final Grade|Final Score|Current Score|Override/i.test(title);
  });
  for (const { at } of columns) grade(points[at] ?? '');
  return stored(rows, (row) => row[1] || row[2] || row[3] || (row[0] ?? ''), columns);
}

/** PHP's fgetcsv with its escape character, as Moodle calls it: inside quotes \" does not end the cell. */
export function fgetcsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (let more = true; more; ) {
      const [cell, end] = text[at] === '"' ? quotedCell(text, at + 1) : bareCell(text, at);
      row.push(cell);
      more = text[end] === ',';
      at = end + 1;
    }
    rows.push(row);
  }
  return rows;
}

function quotedCell(text: string, start: number): [string, number] {
  let cell = '';
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\' && text[at + 1] === '"') cell += text[at++];
    else if (text[at] === '"' && text[at + 1] !== '"') return [cell, at + 1];
    else if (text[at] === '"') at++;
    cell += text[at];
  }
  return [cell, text.length];
}

function bareCell(text: string, start: number): [string, number] {
  const end = text.slice(start).search(/[,\n]/);
  return end < 0 ? [text.slice(start), text.length] : [text.slice(start, start + end), start + end];
}

/** grade/import: columns are mapped by hand, here by a key; ragged rows and what is no number refuse the file. */
export function readMoodle(text: string, key: 'Email address' | 'ID number'): Stored {
  const [header = [], ...rows] = fgetcsv(text);
  if (rows.some((row) => row.length !== header.length)) throw new Error('a row of another length');
  const columns = withTitles(header, (title) => title).slice(4);
  for (const row of rows)
    for (const { at } of columns)
      if (Number(row[at]) > 100) throw new Error('a grade above 100 before Moodle 4.5');
  return stored(rows, (row) => row[header.indexOf(key)] ?? '', columns);
}

/** Rows end in the end-of-line indicator; ids may carry a #. */
export function readBrightspace(text: string): Stored {
  const [header = [], ...rows] = strict(text);
  if (header.at(-1) !== 'End-of-Line Indicator') throw new Error('no end-of-line indicator');
  if (rows.some((row) => row.at(-1) !== '#')) throw new Error('a row without its end');
  const columns = withTitles(
    header,
    (cell) => /^([^/"*<>+=|,%]+) Points Grade <Numeric MaxPoints:\d+>$/.exec(cell)?.[1],
  );
  return stored(rows, (row) => (row[0] ?? '').replace(/^#/, '') || (row[1] ?? ''), columns);
}

/** Every cell quoted; a column is a title, its points, and an id that only Blackboard knows. */
export function readBlackboard(text: string): Stored {
  if (!text.split('\n').every((line) => line === '' || /^".*"$/.test(line))) throw new Error('a bare cell');
  const [header = [], ...rows] = strict(text);
  const columns = withTitles(
    header,
    (cell) => /^([^[\]|]+) \[Total Pts: \d+ Score\]( \|\d+)?$/.exec(cell)?.[1],
  );
  return stored(rows, (row) => row[header.indexOf('Username')] ?? '', columns);
}

/** The first two columns by their place; * is a comment and # is ignored. */
export function readSakai(text: string): Stored {
  const [header = [], ...rows] = strict(text);
  const columns = withTitles(header, (cell) =>
    /^[*#]/.test(cell) ? undefined : /^([^[\]]+) \[\d+\.\d\]$/.exec(cell)?.[1],
  );
  return stored(rows, (row) => row[0] ?? '', columns);
}

/** A spreadsheet: what begins like a formula is one, also inside quotes. */
export function readSpreadsheet(text: string, byteOrderMark = false): Stored {
  if (text.startsWith('\uFEFF') !== byteOrderMark) throw new Error('byte order mark');
  const [header = [], ...rows] = strict(text.replace(/^\uFEFF/, ''));
  const isId = (at: number): boolean => ['E-mail', 'Student number'].includes(header[at] ?? '');
  for (const row of [header, ...rows])
    for (const [at, cell] of row.entries())
      if (/^[=+\-@\t\r]/.test(cell) && !isId(at)) throw new Error(`a formula: ${cell}`);
  const columns = withTitles(header, (cell) => /^(.+) \((?:\d+|%)\)$/.exec(cell)?.[1]);
  return stored(rows, (row) => row[header.indexOf('Student number')] ?? '', columns);
}

/** Three files; in bulk mode status and dateLastModified are empty; every result names a line item of the file. */
export function readOneRoster(file: (name: string) => string): Stored {
  const table = (name: string): Record<string, string>[] => parse(file(name), { columns: true });
  const manifest = new Map(table('manifest.csv').map(({ propertyName, value }) => [propertyName, value]));
  if (manifest.get('oneroster.version') !== '1.2') throw new Error('version');
  if (manifest.get('file.results') !== 'bulk' || manifest.get('file.users') !== 'absent')
    throw new Error('manifest');
  const titles = new Map(table('lineItems.csv').map(({ sourcedId, title }) => [sourcedId, title]));
  const found = new Map<string, Map<string, number>>();
  for (const row of table('results.csv')) {
    const title = titles.get(row.lineItemSourcedId ?? '');
    if (!title || row.status || row.dateLastModified || row.scoreStatus !== 'fully graded')
      throw new Error(JSON.stringify(row));
    if (!/^\d{4}-\d\d-\d\d$/.test(row.scoreDate ?? '')) throw new Error('a date is YYYY-MM-DD');
    const student = found.get(row.studentSourcedId ?? '') ?? new Map<string, number>();
    found.set(row.studentSourcedId ?? '', student.set(title, grade(row.score ?? '')));
  }
  return found;
}

/** A sheet printed a row a line, cells as JSON: only numbers are grades. */
export function readPrintedWorkbook(text: string): Stored {
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t').map((cell): unknown => JSON.parse(cell)));
  return new Map(
    rows.map((row) => [
      String(row[2]),
      new Map(
        row.flatMap((cell, at) =>
          typeof cell === 'number' ? [[String(header[at]).replace(/ \(\d+\)$/, ''), cell] as const] : [],
        ),
      ),
    ]),
  );
}

/** The first sheet of a workbook as rows, read from its XML by hand; a formula would stand in <f>. */
export function readWorkbook(bytes: Uint8Array): (string | number)[][] {
  const files = unzipSync(bytes);
  const xml = (name: string): string => Buffer.from(files[name] ?? []).toString('utf8');
  const sheet = xml('xl/worksheets/sheet1.xml');
  if (/<f[ >]/.test(sheet)) throw new Error('a formula');
  const shared = [...xml('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) => textIn(si));
  return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) =>
    cellsOf(row, shared),
  );
}

function cellsOf(row: string, shared: readonly string[]): (string | number)[] {
  const cells: (string | number)[] = [];
  for (const [, attributes = '', inside = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const letters = /r="([A-Z]+)/.exec(attributes)?.[1] ?? 'A';
    const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? '';
    const kind = /t="(\w+)"/.exec(attributes)?.[1];
    const cell =
      kind === 's' ? (shared[Number(value)] ?? '') : kind === 'inlineStr' ? textIn(inside) : Number(value);
    cells[at] = value === '' && kind === undefined ? '' : cell;
  }
  return Array.from(cells, (cell) => cell ?? '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const textIn = (xml = ''): string =>
  [...xml.matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)]
    .map(([, text = '']) =>
      text.replace(/&(?:#(\d+)|(\w+));/g, (_all, code, name) =>
        code ? String.fromCodePoint(Number(code)) : (entities[name] ?? ''),
      ),
    )
    .join('')
    .replace(/_x([\da-f]{4})_/gi, (_all, code) => String.fromCharCode(Number.parseInt(code, 16)));
