/**
 * Every system's gradebook file as a row of one table. Headers, matching and what titles must not hold are of the
 * importers' own code and documentation; a system that is not here takes the plain file.
 */
import { oneRosterResults } from './one-roster.ts';
import type { FileColumn, Profile } from './profile.ts';
import { oneLine, spreadsheetText, withoutBackslashTrap } from './safe-text.ts';

const usual = {
  form: 'csv',
  everyCellQuoted: false,
  byteOrderMark: false,
  findsBy: [],
  looksByOneKey: false,
  findsByName: false,
  mostPoints: Number.POSITIVE_INFINITY,
  oneColumnAtATime: false,
  columnsHaveIds: false,
  title: (title) => title,
  text: spreadsheetText,
  misreads: () => false,
} satisfies Partial<Profile>;

const plain = {
  ...usual,
  name: 'CSV',
  header: (columns) => [['Student', 'E-mail', 'Student number', 'Section', ...columns.map(withScale)]],
  rows: ({ name, email, ids, section, points }) => [[name, email, ids['student-number'], section, ...points]],
} satisfies Profile;

const withScale = ({ title, scale, pointsPossible }: FileColumn): string =>
  scale === 'percent' ? `${title} (%)` : `${title} (${pointsPossible})`;

const canvas: Profile = {
  ...usual,
  name: 'Canvas',
  findsBy: ['canvas', 'student-number', 'username'],
  findsByName: true,
  // 'Quiz (123)' would be the assignment with the id 123; a title with the others is dropped without a word.
  title: (title) =>
    title
      .replace(/\((\d+)\)\s*$/, '[$1]')
      .replace(/(final|current) (grade|score)/gi, '$1-$2')
      .replace(/(over)(ride)/gi, '$1-$2'),
  // Ruby's CSV reads 2024.15.3 as a number.
  misreads: (key, id) => key !== 'canvas' && /^\d+(\.\d+)+$/.test(id),
  header: (columns) => [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...columns.map(({ title }) => title)],
    ['    Points Possible', '', '', '', '', ...columns.map(({ pointsPossible }) => `${pointsPossible}`)],
  ],
  rows: ({ name, ids, section, points }) => [
    [name, ids.canvas, ids['student-number'], ids.username, section, ...points],
  ],
};

const moodle: Profile = {
  ...usual,
  name: 'Moodle',
  findsBy: ['email', 'student-number'],
  looksByOneKey: true,
  mostPoints: 100,
  oneColumnAtATime: true,
  text: (text) => withoutBackslashTrap(spreadsheetText(text)),
  // Only inside quotes: elsewhere fgetcsv reads a backslash as it stands.
  misreads: (_key, id) => /[,"]/.test(id) && /\\("|$)/.test(id),
  header: (columns) => [
    ['First name', 'Last name', 'ID number', 'Email address', ...columns.map(({ title }) => title)],
  ],
  rows: ({ givenNames, familyName, ids, email, points }) => [
    [givenNames, familyName, ids['student-number'], email, ...points],
  ],
};

const brightspace: Profile = {
  ...usual,
  name: 'Brightspace',
  findsBy: ['student-number', 'username'],
  title: (title) => title.replace(/[/"*<>+=|,%]/g, '-'),
  header: (columns) => [
    [
      'OrgDefinedId',
      'Username',
      ...columns.map(
        ({ title, pointsPossible }) => `${title} Points Grade <Numeric MaxPoints:${pointsPossible}>`,
      ),
      'End-of-Line Indicator',
    ],
  ],
  rows: ({ ids, points }) => [[ids['student-number'], ids.username, ...points, '#']],
};

const blackboard: Profile = {
  ...usual,
  name: 'Blackboard',
  everyCellQuoted: true,
  findsBy: ['username'],
  columnsHaveIds: true,
  title: (title) => title.replaceAll('[', '(').replaceAll(']', ')').replaceAll('|', '-'),
  header: (columns) => [
    [
      'Last Name',
      'First Name',
      'Username',
      'Student ID',
      ...columns.map(({ title, pointsPossible }) => `${title} [Total Pts: ${pointsPossible} Score]`),
    ],
  ],
  rows: ({ givenNames, familyName, ids, points }) => [
    [familyName, givenNames, ids.username, ids['student-number'], ...points],
  ],
};

const sakai: Profile = {
  ...usual,
  name: 'Sakai',
  findsBy: ['username'],
  // '*' would make a column of comments, '#' one that is ignored.
  title: (title) =>
    title
      .replaceAll('[', '(')
      .replaceAll(']', ')')
      .replace(/^[*#\s]+/, ''),
  header: (columns) => [
    [
      'Student ID',
      'Name',
      ...columns.map(({ title, pointsPossible }) => `${title} [${pointsPossible.toFixed(1)}]`),
    ],
  ],
  rows: ({ ids, name, points }) => [[ids.username, name, ...points]],
};

const oneRoster: Profile = {
  ...usual,
  ...oneRosterResults,
  name: 'OneRoster 1.2',
  form: 'one-roster',
  findsBy: ['one-roster'],
};

export const profiles = {
  canvas,
  moodle,
  brightspace,
  blackboard,
  sakai,
  oneroster: oneRoster,
  csv: plain,
  excel: { ...plain, name: 'CSV for Excel', byteOrderMark: true },
  // A cell of text is text in a workbook, whatever it begins with.
  xlsx: { ...plain, name: 'XLSX', form: 'workbook', text: oneLine },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileId = keyof typeof profiles;
export const profileIds = Object.keys(profiles) as readonly ProfileId[];
