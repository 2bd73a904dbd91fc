/**
 * Every profile against the accepted file in test/golden/gradebooks, and that file against a reader that follows the
 * rules of its system: each grade lands on its student. `npm run golden` writes the files anew.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { GradeSheet, Warning } from '../../src/lms/grade-sheet.ts';
import type { GradebookOrder } from '../../src/lms/gradebook-rows.ts';
import { type ProfileId, profileIds } from '../../src/lms/profiles.ts';
import { fileKindOf, writeGradebook } from '../../src/lms/write-gradebook.ts';
import { rational } from '../../src/number/rational.ts';
import { hostileCases } from '../cases/cases.ts';
import { awkwardNames, awkwardStudents, awkwardTitle, quiz, sheetOf } from './awkward-class.ts';
import {
  fgetcsv,
  readBlackboard,
  readBrightspace,
  readCanvas,
  readCells,
  readMoodle,
  readOneRoster,
  readPrintedWorkbook,
  readSakai,
  readSpreadsheet,
  readWorkbook,
  type Stored,
} from './readers.ts';

const place = {
  classId: 'class-7',
  categoryId: 'homework',
  sessionId: 'term-1',
  schoolId: 'school-1',
  today: '2026-11-24',
};

async function written(
  profile: ProfileId,
  sheet: GradeSheet = sheetOf(),
  order: Partial<GradebookOrder> = {},
): Promise<{ readonly bytes: Uint8Array; readonly text: string; readonly warnings: readonly Warning[] }> {
  const warnings: Warning[] = [];
  const chunks: Uint8Array[] = [];
  const asked = { profile, scale: 'points', pointsPossible: 12, place, ...order } as const;
  for await (const chunk of writeGradebook(asked, sheet, (warning) => warnings.push(warning)))
    chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { bytes, text: bytes.toString('utf8'), warnings };
}

const folder = new URL('../golden/gradebooks/', import.meta.url);

/** The whole awkward class under both titles, as files to review: a zip as what it holds. */
async function goldenFiles(profile: ProfileId): Promise<Readonly<Record<string, string>>> {
  const { bytes, text } = await written(profile, sheetOf([quiz, awkwardTitle]));
  const { extension } = fileKindOf(profile);
  if (extension === 'xlsx') return { [`${profile}.sheet.txt`]: printedWorkbook(bytes) };
  if (extension === 'csv') return { [`${profile}.csv`]: text };
  const inside = Object.entries(unzipSync(bytes));
  return Object.fromEntries(inside.map(([name, file]) => [`${profile}.${name}`, asUtf8(file)]));
}

/** A row a line, cells as JSON: text stands in quotes, a number does not. */
const printedWorkbook = (bytes: Uint8Array): string =>
  readWorkbook(bytes)
    .map((row) => `${row.map((cell) => JSON.stringify(cell)).join('\t')}\n`)
    .join('');

const asUtf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const accepted = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

if (process.env.UPDATE_GOLDEN) {
  mkdirSync(folder, { recursive: true });
  for (const profile of profileIds)
    for (const [name, text] of Object.entries(await goldenFiles(profile)))
      writeFileSync(new URL(name, folder), text);
}

describe('the accepted gradebook file', () => {
  it.each(profileIds)('for %s is what is written', async (profile) => {
    for (const [name, text] of Object.entries(await goldenFiles(profile))) expect(text).toBe(accepted(name));
  });

  it('of a system that is gone is gone too', async () => {
    const files = await Promise.all(profileIds.map(goldenFiles));
    expect(readdirSync(folder).sort()).toEqual(files.flatMap(Object.keys).sort());
  });

  it.each(profileIds)('for %s holds no cell that a spreadsheet would take for a formula', (profile) => {
    const names = readdirSync(folder).filter(
      (name) => name.startsWith(`${profile}.`) && name.endsWith('.csv'),
    );
    for (const name of names)
      for (const cell of readCells(accepted(name)).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

interface Reading {
  readonly profile: ProfileId;
  readonly read: () => Stored;
  readonly keyOf: (index: number) => string;
  /** As the system names the column afterwards. */
  readonly title: string;
}

const readings: readonly Reading[] = [
  {
    profile: 'canvas',
    read: () => readCanvas(accepted('canvas.csv')),
    keyOf: (index) => `${4000 + index}`,
    title: `'${awkwardTitle.title}`,
  },
  {
    profile: 'moodle',
    read: () => readMoodle(accepted('moodle.csv'), 'Email address'),
    keyOf: (index) => `student.${index}@example.org`,
    title: `'${awkwardTitle.title} `,
  },
  {
    profile: 'brightspace',
    read: () => readBrightspace(accepted('brightspace.csv')),
    keyOf: (index) => `00${index}7`,
    title: "'-Backprop- -two- [layers] \\",
  },
  {
    profile: 'blackboard',
    read: () => readBlackboard(accepted('blackboard.csv')),
    keyOf: (index) => `user${index}`,
    title: '\'=Backprop, "two" (layers) \\',
  },
  {
    profile: 'sakai',
    read: () => readSakai(accepted('sakai.csv')),
    keyOf: (index) => `user${index}`,
    title: '\'=Backprop, "two" (layers) \\',
  },
  {
    profile: 'oneroster',
    read: () => readOneRoster((name) => accepted(`oneroster.${name}`)),
    keyOf: (index) => `sis-${index}`,
    title: `'${awkwardTitle.title}`,
  },
  {
    profile: 'csv',
    read: () => readSpreadsheet(accepted('csv.csv')),
    keyOf: (index) => `00${index}7`,
    title: `'${awkwardTitle.title}`,
  },
  {
    profile: 'excel',
    read: () => readSpreadsheet(accepted('excel.csv'), true),
    keyOf: (index) => `00${index}7`,
    title: `'${awkwardTitle.title}`,
  },
  {
    profile: 'xlsx',
    read: () => readPrintedWorkbook(accepted('xlsx.sheet.txt')),
    keyOf: (index) => `00${index}7`,
    title: awkwardTitle.title,
  },
];

/** n of 12 points in the first, n·12/100 in the second, where one has no grade. */
const gradesOf = (index: number, title: string): ReadonlyMap<string, number> =>
  new Map([['Quiz 1', index], ...(index === 5 ? [] : [[title, Math.round(index * 12) / 100] as const])]);

describe('a gradebook file read by the rules of its system', () => {
  it('is read for every system', () => {
    expect(readings.map(({ profile }) => profile)).toEqual(profileIds);
  });

  it.each(readings)('gives every student their own grades: $profile', ({ read, keyOf, title }) => {
    expect(read()).toEqual(
      new Map(awkwardStudents.map((_student, index) => [keyOf(index), gradesOf(index, title)])),
    );
  });
});

/** As UTF-8 carries them: half a surrogate pair arrives as U+FFFD. */
const hostileNames = hostileCases().map(({ typed }) => Buffer.from(typed).toString());

describe('a gradebook file of hostile names', () => {
  const students = hostileNames.map((name, index) => ({
    enrolmentId: `e${index}`,
    name,
    email: `h${index}@example.org`,
    section: name,
    ids: { 'student-number': `n${index}`, username: `h${index}`, canvas: `${index}` },
    marks: [rational(1, index + 2)],
  }));
  const keys = /^(n\d+|h\d+|h\d+@example\.org|\d+)$/;

  it.each(profileIds.filter((profile) => fileKindOf(profile).extension === 'csv'))(
    'for %s has a row for each, with their own grade, and no formula',
    async (profile) => {
      const { text } = await written(profile, sheetOf([quiz], students), { pointsPossible: 100 });
      const rows = (profile === 'moodle' ? fgetcsv(text) : readCells(text)).slice(-students.length);
      for (const [index, row] of rows.entries()) {
        expect(row).toContain((100 / (index + 2)).toFixed(2));
        expect(row.filter((cell) => keys.test(cell)).some((key) => key.includes(`${index}`))).toBe(true);
        expect(row.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }
    },
  );

  it('for XLSX holds the names as they are, on one line', async () => {
    const rows = readWorkbook((await written('xlsx', sheetOf([quiz], students))).bytes).slice(1);
    expect(rows.map(([name]) => name)).toEqual(
      hostileNames.map((name) => name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()),
    );
  });
});

describe('a gradebook file', () => {
  it('for XLSX holds numbers as numbers and text as text, whatever it begins with', async () => {
    const [header, ...rows] = readWorkbook((await written('xlsx')).bytes);
    expect(header).toEqual(['Student', 'E-mail', 'Student number', 'Section', 'Quiz 1 (12)']);
    expect(rows.map((row) => [row[0], row[2], row[4]])).toEqual(
      awkwardNames.map((name, index) => [name.replace(/[\n\t]/g, ' '), `00${index}7`, index]),
    );
  });

  it('for XLSX keeps what XML and Excel have other meanings for, also in the thirtieth column', async () => {
    const [student] = awkwardStudents;
    if (!student) throw new Error('a student');
    const name = '<b>A & B</b> ]]> _x0041_ \uFFFE end';
    const columns = Array.from({ length: 30 }, (_, index) => ({
      ...quiz,
      id: `a${index}`,
      title: `Q ${index}`,
    }));
    const marks = columns.map((_column, index) => (index === 3 ? undefined : rational(index, 30)));
    const { bytes } = await written('xlsx', sheetOf(columns, [{ ...student, name, marks }]), {
      pointsPossible: 30,
    });
    const row = readWorkbook(bytes)[1] ?? [];
    expect(row.slice(0, 1)).toEqual(['<b>A & B</b> ]]> _x0041_  end']);
    expect(row.slice(4)).toEqual(columns.map((_column, index) => (index === 3 ? '' : index)));
  });

  it('says percent as points of 100', async () => {
    const { text } = await written('canvas', sheetOf(), { scale: 'percent' });
    expect(text).toContain('    Points Possible,,,,,100\n');
    expect(text).toContain('4001,0017,user1,,8.33\n');
    expect((await written('csv', sheetOf(), { scale: 'percent' })).text).toContain('Quiz 1 (%)');
  });

  it('writes a real zero and leaves out who has no grade', async () => {
    const students = [...awkwardStudents.slice(0, 2)].map((student, index) => ({
      ...student,
      marks: [index === 0 ? rational(0) : undefined],
    }));
    const { text, warnings } = await written('csv', sheetOf([quiz], students));
    expect(text.trim().split('\n').slice(1)).toEqual([
      'Ada Lovelace,student.0@example.org,0007,"Group A, Monday",0',
    ]);
    expect(warnings).toEqual([{ kind: 'ungraded', student: awkwardNames[1] }]);
  });

  it.each([
    ['canvas', 'Quiz (42)', 'Quiz [42]'],
    ['canvas', 'Final Grade of week 3', 'Final-Grade of week 3'],
    ['canvas', 'Override', 'Over-ride'],
    ['brightspace', 'Errors, 50% + rest', 'Errors- 50- - rest'],
    ['blackboard', 'a|b [c]', 'a-b (c)'],
    ['sakai', '* # Quiz [2]', 'Quiz (2)'],
    ['moodle', 'f(x) = \\', 'f(x) = \\ '],
    ['csv', '=1+1', "'=1+1"],
  ] as const)('for %s makes the title %s safe, and says so', async (profile, from, to) => {
    const { text, warnings } = await written(profile, sheetOf([{ ...quiz, title: from }]));
    expect(warnings).toContainEqual({ kind: 'title-changed', from, to });
    expect(text).toContain(to);
  });

  it('gives two assignments of one title two columns', async () => {
    const { text } = await written('canvas', sheetOf([quiz, { ...quiz, id: 'a3' }]));
    expect(text.split('\n')[0]).toBe('Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1,Quiz 1 2');
  });

  it.each(['moodle', 'brightspace', 'blackboard', 'sakai', 'oneroster'] as const)(
    'for %s leaves out a student without the id it needs, and says so',
    async (profile) => {
      const nobody = {
        enrolmentId: 'e',
        name: 'No Id',
        email: null,
        section: null,
        ids: {},
        marks: [rational(1)],
      };
      const { text, warnings } = await written(profile, sheetOf([quiz], [...awkwardStudents, nobody]));
      expect(text).not.toContain('No Id');
      expect(warnings).toContainEqual({ kind: 'id-missing', student: 'No Id' });
    },
  );

  it('for Canvas keeps a student without ids, to be found by name', async () => {
    const nobody = {
      enrolmentId: 'e',
      name: 'No Id',
      email: null,
      section: null,
      ids: {},
      marks: [rational(1)],
    };
    const { text, warnings } = await written('canvas', sheetOf([quiz], [nobody]));
    expect(text).toContain('No Id,,,,,12.00');
    expect(warnings).toEqual([{ kind: 'found-by-name', student: 'No Id' }]);
  });

  it('for Canvas keeps an id out that Ruby would read as a number', async () => {
    const [ada] = awkwardStudents;
    if (!ada) throw new Error('a student');
    const student = { ...ada, ids: { 'student-number': '2024.15.3', username: 'ada' } };
    const { text, warnings } = await written('canvas', sheetOf([quiz], [student]));
    expect(text).toContain('Ada Lovelace,,,ada,');
    expect(warnings).toEqual([{ kind: 'id-left-out', student: 'Ada Lovelace' }]);
  });

  it('for Moodle is in percent where the points are more than it takes, and names the key to map by', async () => {
    const byNumber = awkwardStudents.map((student) => ({ ...student, email: null }));
    const { text, warnings } = await written('moodle', sheetOf([quiz], byNumber), { pointsPossible: 400 });
    expect(warnings).toEqual(
      expect.arrayContaining([
        { kind: 'map-by', by: 'student-number' },
        { kind: 'percent-instead', most: 100 },
      ]),
    );
    expect([...readMoodle(text, 'ID number').values()].map((grades) => grades.get('Quiz 1'))).toEqual(
      awkwardStudents.map((_student, index) => Math.round((index / 12) * 10000) / 100),
    );
  });
});

describe.each(profileIds)('writing for %s', (profile) => {
  it('begins before the first student is read, and gives out rows while others are still to be read', async () => {
    const [pages, page] = [30, Array.from({ length: 10 }, () => awkwardStudents).flat()];
    let read = 0;
    const sheet: GradeSheet = {
      ...sheetOf(),
      students: async function* () {
        for (; read < pages; read++) yield page;
      },
    };
    const order = { profile, scale: 'points', pointsPossible: 12, place } as const;
    const readAt: number[] = [];
    for await (const chunk of writeGradebook(order, sheet)) if (chunk.length > 0) readAt.push(read);
    expect([readAt[0], read]).toEqual([0, pages]);
    expect(readAt.some((count) => count > 0 && count < pages - 1)).toBe(true);
  });
});

describe('the reader like PHP', () => {
  it('falls into the trap of the backslash that the writer avoids', () => {
    expect(fgetcsv('"a, b\\",1\n"c",2\n')[0]).toEqual(['a, b\\",1\n']);
    expect(fgetcsv('"a, b\\ ",1\n"c",2\n')).toEqual([
      ['a, b\\ ', '1'],
      ['c', '2'],
    ]);
  });
});
