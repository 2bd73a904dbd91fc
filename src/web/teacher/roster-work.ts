/** The page that shows what a list would do to the roster, as it is made where that takes long. */
import type { LongWork } from '../../classroom/long-work.ts';
import { planRosterFile, type SentRoster, sizeOfRoster } from '../../lms/roster-file.ts';
import type { Course } from '../../store/courses.ts';
import type { Looks } from '../page.ts';
import { pageBytes } from '../page-work.ts';
import { importPage } from './people-pages.ts';

export interface ImportPageAsked extends SentRoster {
  readonly course: Course;
  /** Somebody joined or was changed since it was shown. */
  readonly differs: boolean;
  readonly looks: Looks;
}

export interface MadeImportPage {
  readonly page: Uint8Array;
  readonly isApplicable: boolean;
}

export const importPageWork: LongWork<ImportPageAsked, MadeImportPage> = {
  at: import.meta.url,
  name: 'importPageWork',
  sizeMs: sizeOfRoster,
  run: async (classroom, asked) => {
    const { course, csv, differs, looks } = asked;
    const planned = await planRosterFile.run(classroom, asked);
    const page = importPage({ locale: looks.locale, course, csv, ...planned, differs });
    return { page: pageBytes(page, looks), isApplicable: planned.shown !== '' };
  },
};
