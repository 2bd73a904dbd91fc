/** A class whose names and titles try every importer, and nobody of it in a database. */
import type { GradeColumn, GradedStudent, GradeSheet } from '../../src/lms/grade-sheet.ts';
import { type Rational, rational } from '../../src/number/rational.ts';

export const awkwardNames = [
  'Ada Lovelace',
  'زهرا میرزاخانی',
  'Grace "Amazing" Hopper, PhD',
  'Two\nLines',
  'Emoji 🦉👩‍🏫',
  '=SUM(A1:A9)',
  'Trailing Backslash\\',
  "-2+3 cmd|' /C calc'!A0",
  'Quote\\" Trap',
  '@import',
  '; semicolon\ttab',
  "O'Brien",
] as const;

/** Everybody has another grade: 0, 1/12, 2/12 …; n/100 of the second column, except that one has none of it. */
export const awkwardStudents: readonly GradedStudent[] = awkwardNames.map((name, index) => ({
  enrolmentId: `e${index}`,
  name,
  email: `student.${index}@example.org`,
  section: index % 2 === 0 ? 'Group A, Monday' : null,
  ids: {
    'student-number': `00${index}7`,
    username: `user${index}`,
    canvas: `${4000 + index}`,
    'one-roster': `sis-${index}`,
  },
  marks: [rational(index, 12), index === 5 ? undefined : rational(index, 100)],
}));

export const markOf = (student: GradedStudent, column = 0): Rational | undefined => student.marks[column];

export const quiz: GradeColumn = {
  id: 'a1',
  title: 'Quiz 1',
  opensAt: null,
  dueAt: '2026-12-01T23:59:00.000Z',
};
export const awkwardTitle: GradeColumn = {
  id: 'a2',
  title: '=Backprop, "two" [layers] \\',
  opensAt: '2026-11-20T08:00:00.000Z',
  dueAt: null,
};

export function sheetOf(
  columns: readonly GradeColumn[] = [quiz],
  students: readonly GradedStudent[] = awkwardStudents,
): GradeSheet {
  const count = (has: (student: GradedStudent) => boolean): number => students.filter(has).length;
  return {
    columns,
    known: {
      email: count(({ email }) => email !== null),
      'student-number': count(({ ids }) => ids['student-number'] !== undefined),
    },
    students: async function* () {
      for (let start = 0; start < students.length; start += 5) yield students.slice(start, start + 5);
    },
  };
}
