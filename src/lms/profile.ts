/** How one system wants its gradebook file: what profiles.ts has a row of for each. */
import type { IdSystem, StudentKey } from './grade-sheet.ts';

export type Row = readonly string[];

/** A column as the file names it. */
export interface FileColumn {
  readonly id: string;
  /** Safe for the system, and unlike every other. */
  readonly title: string;
  readonly scale: 'points' | 'percent';
  /** 100 for percent. */
  readonly pointsPossible: number;
  /** Days, YYYY-MM-DD. */
  readonly opensOn: string;
  readonly dueOn: string;
}

/** A student as the file names them: texts safe, ids and addresses as they are, '' where there is none. */
export interface FileStudent {
  readonly name: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly section: string;
  readonly email: string;
  readonly ids: Readonly<Record<IdSystem, string>>;
  /** '66.67', '0'; '' where nothing is graded. */
  readonly points: readonly string[];
}

/** What OneRoster asks beyond students and marks: ids that the school's own system gave. */
export interface OneRosterPlace {
  readonly classId: string;
  readonly categoryId: string;
  readonly sessionId: string;
  readonly schoolId: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface Profile {
  /** As its makers write it. */
  readonly name: string;
  readonly form: 'csv' | 'workbook' | 'one-roster';
  readonly everyCellQuoted: boolean;
  readonly byteOrderMark: boolean;
  /** One of these is enough to find a student; where none is asked, everybody is written. */
  readonly findsBy: readonly StudentKey[];
  /** Whether the teacher tells the system by which of them to look, once for all students. */
  readonly looksByOneKey: boolean;
  /** Whether a student without any of them is written all the same, to be found by name. */
  readonly findsByName: boolean;
  /** The highest grade that the system takes. */
  readonly mostPoints: number;
  /** Whether older versions take but one new column of a file. */
  readonly oneColumnAtATime: boolean;
  /** Whether a column is known by an id that only the system itself can give. */
  readonly columnsHaveIds: boolean;
  title(title: string): string;
  text(text: string): string;
  /** Whether an id would be read otherwise than it is written. */
  misreads(key: StudentKey, id: string): boolean;
  header(columns: readonly FileColumn[]): readonly Row[];
  rows(student: FileStudent, columns: readonly FileColumn[], place: OneRosterPlace): readonly Row[];
}
