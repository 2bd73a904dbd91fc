/**
 * A roster as people have it: exported from an LMS or a spreadsheet, with commas, semicolons or tabs, in any order of
 * columns, with English or Persian names of columns. Every line that cannot be taken is said with its number.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { RosterFields } from '../store/roster.ts';
import { oneLine, westernDigits } from './safe-text.ts';

export interface RosterLine extends RosterFields {
  readonly line: number;
}

export type RosterProblem =
  | { readonly kind: 'no-names'; readonly line: number; readonly found: string }
  | { readonly kind: 'no-name' | 'unclosed-quote'; readonly line: number }
  | { readonly kind: 'bad-email' | 'too-long'; readonly line: number; readonly text: string };

export interface ReadRoster {
  readonly lines: readonly RosterLine[];
  readonly problems: readonly RosterProblem[];
}

/** What a column may be called; spaces, signs and capitals do not matter. */
const columnNames = {
  name: ['name', 'student', 'studentname', 'fullname', 'displayname', 'نام', 'نامونامخانوادگی', 'دانشجو'],
  first: ['firstname', 'givenname', 'نامکوچک'],
  last: ['lastname', 'surname', 'familyname', 'نامخانوادگی'],
  studentNumber: [
    'studentnumber',
    'number',
    'studentid',
    'sisuserid',
    'idnumber',
    'orgdefinedid',
    'matriculationnumber',
    'شمارهدانشجویی',
    'شماره',
  ],
  email: ['email', 'emailaddress', 'mail', 'ایمیل', 'نشانیایمیل', 'رایانامه'],
  section: ['section', 'sections', 'group', 'groups', 'class', 'گروه', 'کلاس', 'بخش'],
} as const;
type Column = keyof typeof columnNames;

export function readRoster(text: string): ReadRoster {
  const { records, problem } = recordsOf(text);
  if (problem) return { lines: [], problems: [problem] };
  const [header, ...rows] = records;
  const columns = header ? columnsIn(header.record) : {};
  if (columns.name === undefined && columns.first === undefined && columns.last === undefined) {
    const found = header?.record.join(', ') ?? '';
    return { lines: [], problems: [{ kind: 'no-names', line: header?.line ?? 1, found }] };
  }
  const read = rows.filter(({ record }) => !isPointsRow(record)).map((row) => readLine(row, columns));
  return {
    lines: read.flatMap((each) => ('kind' in each ? [] : [each])),
    problems: read.flatMap((each) => ('kind' in each ? [each] : [])),
  };
}

interface NumberedRecord {
  readonly line: number;
  readonly record: readonly string[];
}

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

function recordsOf(text: string): {
  readonly records: readonly NumberedRecord[];
  readonly problem?: RosterProblem;
} {
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    const records = parsed
      .parse(rows)
      .map(({ record, info }) => ({ record: record.map(cleaned), line: info.lines }))
      .filter(({ record }) => record.some((cell) => cell !== ''));
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records: [], problem: { kind: 'unclosed-quote', line: Number(error.lines ?? 1) } };
  }
}

/** Of , ; and tab, the one that stands most often in the first line. */
function delimiterOf(text: string): string {
  const [first = ''] = text.replace(/"[^"]*"/g, '').split(/\r\n|\r|\n/);
  const often = (sign: string): number => first.split(sign).length;
  return ['\t', ';', ','].reduce((best, sign) => (often(sign) > often(best) ? sign : best), ',');
}

/** Without the apostrophe that keeps spreadsheets from taking it for a formula. */
const cleaned = (cell: string): string => oneLine(cell.normalize('NFC')).replace(/^'(?=[=+\-@])/, '');

const bare = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/[^\p{L}]/gu, '');

function columnsIn(header: readonly string[]): Readonly<Partial<Record<Column, number>>> {
  const names = header.map(bare);
  const found = Object.entries(columnNames).flatMap(([column, called]) => {
    const known = new Set<string>(called);
    const at = names.findIndex((name) => known.has(name));
    return at < 0 ? [] : [[column, at]];
  });
  return Object.fromEntries(found);
}

/** The second line of a gradebook of Canvas. */
const isPointsRow = ([first = '']: readonly string[]): boolean => /^points possible$/i.test(first);

const longest = { displayName: 200, studentNumber: 60, email: 254, section: 100 } as const;

function readLine(
  { line, record }: NumberedRecord,
  columns: Readonly<Partial<Record<Column, number>>>,
): RosterLine | RosterProblem {
  const cell = (column: Column): string => record[columns[column] ?? -1] ?? '';
  const parts = columns.last === undefined ? [cell('first')] : [cell('first') || cell('name'), cell('last')];
  const name = parts.filter(Boolean).join(' ') || cell('name');
  const fields = {
    displayName: name,
    studentNumber: westernDigits(cell('studentNumber')) || null,
    email: cell('email').toLowerCase() || null,
    section: cell('section') || null,
  };
  if (name === '') return { kind: 'no-name', line };
  const long = Object.entries(longest).find(([field, most]) => (fieldIn(fields, field) ?? '').length > most);
  if (long) return { kind: 'too-long', line, text: `${fieldIn(fields, long[0])?.slice(0, 30)}…` };
  if (fields.email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(fields.email))
    return { kind: 'bad-email', line, text: fields.email };
  return { line, ...fields };
}

const fieldIn = (fields: Readonly<Record<string, string | null>>, field: string): string | null =>
  fields[field] ?? null;
