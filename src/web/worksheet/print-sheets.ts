/** All sheets of a worksheet, or all their keys, as one page to print. */
import type { Classroom } from '../../classroom/classroom.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import { forStudent, type Variant } from '../../exercise/variant.ts';
import { type Locale, say } from '../../language/language.ts';
import { countSheets, listSheets, type Worksheet } from '../../store/worksheets.ts';
import { type PageWork, pageBytes } from '../page-work.ts';
import { printPage } from '../teacher/worksheet-pages.ts';
import { viewsHere } from '../views-here.ts';
import { keyView } from './key-view.ts';
import { type SheetModel, sheetView } from './sheet-view.ts';

export interface PrintAsked {
  readonly worksheet: Worksheet;
  readonly what: 'sheets' | 'keys';
  /** Of the one sheet that is wanted; '' for all. */
  readonly code: string;
  readonly publicUrl: string;
}

const sheetMs = 5;

export const printSheets: PageWork<PrintAsked> = {
  at: import.meta.url,
  name: 'printSheets',
  sizeMs: async ({ store }, { worksheet: { courseId, id }, code }) =>
    sheetMs * (code === '' ? await countSheets(store, courseId, id) : 1),
  run: async (classroom, asked) => {
    const models = await modelsOf(classroom, asked);
    if (models.length === 0 && asked.what === 'keys') return null;
    const { looks, worksheet, what } = asked;
    const { locale } = looks;
    const { teacher } = say(locale);
    const title = what === 'keys' ? teacher.keysOf(worksheet.title) : worksheet.title;
    const parts = models.map(printers[what]).join('');
    return pageBytes(printPage({ locale, title, back: backTo(worksheet, locale), parts }), looks);
  },
};

const printers: Readonly<Record<PrintAsked['what'], (model: SheetModel<Variant>) => string>> = {
  sheets: (model) =>
    viewsHere().render('worksheet/sheet', sheetView({ ...model, variant: forStudent(model.variant) })),
  keys: (model) => viewsHere().render('worksheet/key', keyView(model)),
};

const backTo = ({ courseId }: Worksheet, locale: Locale) => ({
  text: say(locale).teacher.worksheets,
  href: `/teach/courses/${courseId}/worksheets`,
});

/** By copy and position; a sheet whose exercise is gone is left out. */
async function modelsOf(
  classroom: Classroom,
  { worksheet, code: only, publicUrl }: PrintAsked,
): Promise<readonly SheetModel<Variant>[]> {
  const { courseId, id, locale, title } = worksheet;
  const [sheets, definitions] = await Promise.all([
    listSheets(classroom.store, courseId, id),
    listExercises(classroom, courseId),
  ]);
  const copies = Math.max(...sheets.map(({ copy }) => copy));
  return sheets.flatMap(({ variant, code, copy }) => {
    const definition = definitions.get(variant.exercise);
    const address = `${publicUrl}/sheet/${code}`;
    return definition && (only === '' || code === only)
      ? [{ locale, worksheet: title, definition, variant, code, address, copy, copies }]
      : [];
  });
}
