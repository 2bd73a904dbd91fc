/** The sheets of a worksheet and their keys, as the API tells them. */
import * as z from 'zod';
import type { Classroom } from '../../classroom/classroom.ts';
import type { LongWork } from '../../classroom/long-work.ts';
import { forStudent } from '../../exercise/variant.ts';
import {
  countSheets,
  findSheetByCode,
  listSheets,
  type Sheet,
  type Worksheet,
} from '../../store/worksheets.ts';
import { id, list } from './fields.ts';

export const sheetRow = z.object({
  id,
  copy: z.number(),
  position: z.number(),
  code: z.string(),
  /** Where its reader works on it online. */
  address: z.string(),
  exercise: id,
  given: z.record(z.string(), z.string()),
  drawn: z.record(z.string(), z.string()),
  parts: list(z.object({ id, kind: z.string(), quantity: z.string() })),
});

export const keyRow = z.object({
  copy: z.number(),
  position: z.number(),
  code: z.string(),
  /** The right answer of each part: an exact fraction, 20 digits, a formula, or ids of options. */
  right: z.record(z.string(), z.string()),
});

export interface SheetsAsked {
  readonly worksheet: Pick<Worksheet, 'courseId' | 'id'>;
  readonly publicUrl: string;
}

export interface KeysAsked {
  readonly worksheet: Pick<Worksheet, 'courseId' | 'id'>;
  /** Of the one sheet that is wanted; undefined for all. */
  readonly code: string | undefined;
}

/** To read one, with its certificate. */
const sheetMs = 0.2;

const sizeOf = async ({ store }: Classroom, { courseId, id: worksheetId }: SheetsAsked['worksheet']) =>
  sheetMs * (await countSheets(store, courseId, worksheetId));

const at = import.meta.url;

export const sheetRows: LongWork<SheetsAsked, readonly z.output<typeof sheetRow>[]> = {
  at,
  name: 'sheetRows',
  sizeMs: (classroom, { worksheet }) => sizeOf(classroom, worksheet),
  run: async ({ store }, { worksheet, publicUrl }) => {
    const all = await listSheets(store, worksheet.courseId, worksheet.id);
    return all.map(({ id: sheetId, copy, position, code, variant }) => {
      const { exercise, given, drawn, parts } = forStudent(variant);
      const address = `${publicUrl}/sheet/${code}`;
      return { id: sheetId, copy, position, code, address, exercise, given, drawn, parts };
    });
  },
};

export const keyRows: LongWork<KeysAsked, readonly z.output<typeof keyRow>[]> = {
  at,
  name: 'keyRows',
  sizeMs: (classroom, { worksheet, code }) => (code === undefined ? sizeOf(classroom, worksheet) : sheetMs),
  run: async (classroom, asked) =>
    (await sheetsAsked(classroom, asked)).map(({ copy, position, code, variant }) => ({
      copy,
      position,
      code,
      right: Object.fromEntries(
        Object.entries(variant.certificate.parts).map(([part, { key }]) => [part, key]),
      ),
    })),
};

async function sheetsAsked({ store }: Classroom, { worksheet, code }: KeysAsked): Promise<readonly Sheet[]> {
  if (code === undefined) return listSheets(store, worksheet.courseId, worksheet.id);
  const sheet = await findSheetByCode(store, code);
  return sheet?.courseId === worksheet.courseId && sheet.worksheetId === worksheet.id ? [sheet] : [];
}
