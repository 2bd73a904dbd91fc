/** A gradebook file as bytes, while its students are still being read: UTF-8, LF, quotes where needed. */
import { stringify } from 'csv-stringify/sync';
import { strToU8 } from 'fflate';
import type { GradeSheet } from './grade-sheet.ts';
import { type GradebookOrder, type GradebookRows, gradebookRows, type Warn } from './gradebook-rows.ts';
import { lineItemRows, manifestRows } from './one-roster.ts';
import type { Profile, Row } from './profile.ts';
import { type ProfileId, profiles } from './profiles.ts';
import { writeWorkbook } from './write-workbook.ts';
import { writeZip } from './write-zip.ts';

export interface FileKind {
  readonly extension: string;
  readonly mediaType: string;
}

const kinds = {
  csv: { extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
  workbook: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'one-roster': { extension: 'zip', mediaType: 'application/zip' },
} as const satisfies Record<Profile['form'], FileKind>;

export const fileKindOf = (profile: ProfileId): FileKind => kinds[profiles[profile].form];

export function writeGradebook(
  order: GradebookOrder,
  sheet: GradeSheet,
  warn: Warn = () => {},
): AsyncIterable<Uint8Array> {
  const profile: Profile = profiles[order.profile];
  const rows = gradebookRows(order, sheet, warn);
  return writers[profile.form](rows, profile, order);
}

type Writer = (rows: GradebookRows, profile: Profile, order: GradebookOrder) => AsyncIterable<Uint8Array>;

const writers: Readonly<Record<Profile['form'], Writer>> = {
  csv: (rows, profile) => csvChunks(rows, profile),
  workbook: ({ header: [titles = []], students, columns }) =>
    writeWorkbook({ header: titles, rows: students(), firstNumber: titles.length - columns.length }),
  'one-roster': (rows, profile, { place }) => {
    const file = (all: readonly Row[]): Uint8Array => strToU8(csvOf(all, profile));
    return writeZip([
      { name: 'manifest.csv', content: [file(manifestRows)] },
      { name: 'lineItems.csv', content: [file(lineItemRows(rows.columns, place))] },
      { name: 'results.csv', content: csvChunks(rows, profile) },
    ]);
  },
};

async function* csvChunks({ header, students }: GradebookRows, profile: Profile): AsyncGenerator<Uint8Array> {
  if (profile.byteOrderMark) yield strToU8('\uFEFF');
  yield strToU8(csvOf(header, profile));
  for await (const some of students()) if (some.length > 0) yield strToU8(csvOf(some, profile));
}

const csvOf = (rows: readonly Row[], { everyCellQuoted }: Profile): string =>
  stringify([...rows.map((row) => [...row])], {
    record_delimiter: 'unix',
    quoted: everyCellQuoted,
    quoted_empty: everyCellQuoted,
  });
