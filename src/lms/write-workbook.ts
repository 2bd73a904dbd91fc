/**
 * A workbook while its rows are still being read. The library knows no stream, so it makes a whole workbook of the header and
 * one row of a sample; in the sheet the rows take the place of the sample, with its style, and text stands in its cell.
 */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import writeWhole from 'write-excel-file/node';
import type { Row } from './profile.ts';
import { writeZip } from './write-zip.ts';

export interface WorkbookRows {
  readonly header: Row;
  /** Below the header. */
  readonly rows: AsyncIterable<readonly Row[]>;
  /** The first column of numbers; text stands before it. */
  readonly firstNumber: number;
}

export async function* writeWorkbook(workbook: WorkbookRows): AsyncGenerator<Uint8Array> {
  const { [sheetName]: sheet = new Uint8Array(), ...others } = unzipSync(await wholeOf(workbook.header));
  yield* writeZip([
    ...Object.entries(others).map(([name, content]) => ({ name, content: [content] })),
    { name: sheetName, content: filled(strFromU8(sheet), workbook) },
  ]);
}

const sheetName = 'xl/worksheets/sheet1.xml';

const wholeOf = (header: Row): Promise<Uint8Array> =>
  writeWhole([
    header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    [{ value: 0, type: Number, format: '0.00' }],
  ]).toBuffer();

const sample = /<row r="2"><c r="A2" s="(\d+)"><v>0<\/v><\/c><\/row>/;

async function* filled(sheet: string, { rows, firstNumber }: WorkbookRows): AsyncGenerator<Uint8Array> {
  const [before, style, after] = sheet.split(sample);
  if (style === undefined || after === undefined) throw new Error('the sheet has no sample row');
  yield strToU8(before ?? '');
  let number = 2;
  for await (const some of rows)
    yield strToU8(some.map((row) => rowXml(row, number++, { style, firstNumber })).join(''));
  yield strToU8(after);
}

function rowXml(
  row: Row,
  number: number,
  { style, firstNumber }: { readonly style: string; readonly firstNumber: number },
): string {
  const cells = row.map((value, at) => {
    if (value === '') return '';
    const place = `r="${columnName(at)}${number}"`;
    return at < firstNumber
      ? `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`
      : `<c ${place} s="${style}"><v>${Number(value)}</v></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** A … Z, AA … */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Excel reads _x0041_ as A, so its first underline is written in that way itself. XML holds no U+FFFE and U+FFFF. */
const xmlText = (text: string): string =>
  text
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
