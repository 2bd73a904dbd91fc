/** Printed worksheets: each sheet one exercise with its numbers, found again by the code that stands on it. */
import type { Variant } from '../exercise/variant.ts';
import { findLocale, type Locale } from '../language/language.ts';
import type { Prisma } from './client/client.ts';
import type { Store } from './database.ts';
import { readVariant } from './json-columns.ts';

export interface Worksheet {
  readonly courseId: string;
  readonly id: string;
  readonly title: string;
  /** Of what is printed. */
  readonly locale: Locale;
}

export interface Sheet {
  readonly courseId: string;
  readonly id: string;
  readonly worksheetId: string;
  /** 1, 2, … : each student gets one copy. */
  readonly copy: number;
  /** 1, 2, … within the copy. */
  readonly position: number;
  /** Printed on the sheet, such as k7mq2zrt; it opens nothing that its reader may not open anyway. */
  readonly code: string;
  readonly variant: Variant;
}

/** The worksheet, its sheets and where their codes lead, in one commit. */
export async function saveWorksheet(
  store: Store,
  worksheet: Worksheet & { readonly createdAt: Date },
  sheets: readonly Sheet[],
): Promise<void> {
  const { prisma } = store;
  await prisma.$transaction([
    prisma.worksheet.create({ data: worksheet }),
    prisma.printedSheet.createMany({ data: sheets.map(rowOf) }),
    prisma.sheetCode.createMany({
      data: sheets.map(({ code, courseId, id }) => ({ code, courseId, sheetId: id })),
    }),
  ]);
}

function rowOf({ variant, ...row }: Sheet) {
  const { exercise, seed, engine } = variant;
  return { ...row, exercise, seed, engine, frozen: variant as unknown as Prisma.InputJsonObject };
}

export async function findWorksheet(
  store: Store,
  courseId: string,
  id: string,
): Promise<Worksheet | undefined> {
  const row = await store.prisma.worksheet.findUnique({ where: { courseId_id: { courseId, id } } });
  return row ? worksheetOf(row) : undefined;
}

/** Newest first. */
export async function listWorksheets(store: Store, courseId: string): Promise<readonly Worksheet[]> {
  const rows = await store.prisma.worksheet.findMany({ where: { courseId }, orderBy: { id: 'desc' } });
  return rows.map(worksheetOf);
}

/** By copy, then by position. */
export async function listSheets(
  store: Store,
  courseId: string,
  worksheetId: string,
): Promise<readonly Sheet[]> {
  const rows = await store.prisma.printedSheet.findMany({
    where: { courseId, worksheetId },
    orderBy: [{ copy: 'asc' }, { position: 'asc' }],
  });
  return rows.map(sheetOf);
}

export const countSheets = ({ prisma }: Store, courseId: string, worksheetId: string): Promise<number> =>
  prisma.printedSheet.count({ where: { courseId, worksheetId } });

export async function findSheetByCode(store: Store, code: string): Promise<Sheet | undefined> {
  const found = await store.prisma.sheetCode.findUnique({ where: { code } });
  if (!found) return undefined;
  const { courseId, sheetId } = found;
  const row = await store.prisma.printedSheet.findUnique({
    where: { courseId_id: { courseId, id: sheetId } },
  });
  return row ? sheetOf(row) : undefined;
}

function worksheetOf(row: { courseId: string; id: string; title: string; locale: string }): Worksheet {
  const { courseId, id, title, locale } = row;
  return { courseId, id, title, locale: findLocale(locale) ?? 'en' };
}

function sheetOf(row: Omit<Sheet, 'variant'> & { frozen: unknown }): Sheet {
  const { courseId, id, worksheetId, copy, position, code, frozen } = row;
  return { courseId, id, worksheetId, copy, position, code, variant: readVariant(frozen) };
}
