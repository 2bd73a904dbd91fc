/** The LMS's own export comes back with one column filled, and every other byte as it was. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../../src/lms/encoded-text.ts';
import { fillFile, mostBytes, type OpenedFile, openFile } from '../../src/lms/fill-file.ts';
import { type Known, matchPeople, peopleIn } from '../../src/lms/match-people.ts';
import { rational } from '../../src/number/rational.ts';

const exports = {
  canvas:
    'Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (42),Final Score\n    Points Possible,,,,,10,(read only)\n"Lovelace, Ada",101,s1,ada,A,,90\n"میرزاخانی, زهرا",102,s2,zahra,A,3.5,80\n"Student, Test",199,,abc,A,,\n',
  moodle:
    'First name,Last name,ID number,Email address,"Quiz: f(x) \\",Course total\r\nAda,Lovelace,s1,ada@example.org,-,1\r\nزهرا,میرزاخانی,s2,zahra@example.org,-,2\r\n',
  brightspace:
    'OrgDefinedId,Username,Quiz 1 Points Grade <Numeric MaxPoints:10 Weight:5>,End-of-Line Indicator\n#s1,#ada,,#\n#s2,#zahra,4,#\n',
  blackboard:
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Quiz 1 [Total Pts: 10 Score] |12345"\n"Lovelace"\t"Ada"\t"ada"\t"s1"\t""\n"میرزاخانی"\t"زهرا"\t"zahra"\t"s2"\t""',
  sakai:
    'Student ID;Name;Quiz 1 [10.0];* Quiz 1;# Ignored\nada;Lovelace, Ada;;well;x\nzahra;"میرزاخانی, زهرا";;;\n',
  edx: 'user_id,username,course_id,title,points\n7,ada,c,Quiz,\n8,zahra,c,Quiz,\n',
} as const;

const students: readonly Known[] = [
  {
    enrolmentId: 'e1',
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    ids: { 'student-number': 's1', username: 'ada' },
  },
  { enrolmentId: 'e2', name: 'زهرا ميرزاخاني', email: null, ids: { username: 'zahra' } },
  { enrolmentId: 'e3', name: 'Nobody There', email: null, ids: {} },
];

function opened(bytes: Uint8Array): OpenedFile {
  const file = openFile(bytes);
  if (file.kind !== 'opened') throw new Error(file.kind);
  return file;
}

describe.each(Object.entries(exports))('an export of %s', (system, text) => {
  it('is recognised, its people are found, and its column is filled', () => {
    const file = opened(Buffer.from(text));
    expect(file.file.system).toBe(system);
    const [column, ...others] = file.file.columns;
    expect(others).toEqual([]);
    const { matched, unmatched, absent } = matchPeople(peopleIn(file.file), students);
    expect([...matched.values()].sort()).toEqual(['e1', 'e2']);
    expect(unmatched.map(({ name }) => name)).toEqual(system === 'canvas' ? ['Student, Test'] : []);
    expect(absent.map(({ enrolmentId }) => enrolmentId)).toEqual(['e3']);
    const ada = [...matched].find(([, id]) => id === 'e1')?.[0] ?? -1;
    const filled = fillFile(file, {
      column: column?.at ?? -1,
      pointsPossible: 10,
      marks: new Map([[ada, rational(2, 3)]]),
    });
    const [before, after] = [text, Buffer.from(filled).toString()].map((each) =>
      cells(each, text.includes('\t') ? '\t' : text.includes(';') ? ';' : ','),
    );
    expect(after).toEqual(
      before?.map((row, index) => (index === ada ? row.with(column?.at ?? -1, '6.67') : row)),
    );
  });
});

const cells = (text: string, delimiter: string): string[][] => parse(text, { delimiter, bom: true });

describe('a filled file', () => {
  it('says what its column counts', () => {
    const points = Object.values(exports).map(
      (text) => opened(Buffer.from(text)).file.columns[0]?.pointsPossible,
    );
    expect(points).toEqual([10, undefined, 10, 10, 10, undefined]);
  });

  it('keeps quotes as the LMS had them, and every byte around', () => {
    const file = opened(Buffer.from(exports.blackboard));
    const marks = new Map([[2, rational(0)]]);
    const filled = fillFile(file, { column: 4, pointsPossible: 10, marks });
    expect(Buffer.from(filled).toString()).toBe(exports.blackboard.replace(/""$/, '"0"'));
  });

  it('differs in the filled cells alone, whatever the encoding, delimiter, quotes and line ends', () => {
    const awkward = fc.array(
      fc.oneof(
        fc.constantFrom('"', ',', ';', '\t', '\n', '\r\n', '=', '\\', 'زهرا', '🦉', "'", ' '),
        fc.string({ maxLength: 3 }).filter((text) => !text.includes('\0')),
      ),
      { maxLength: 6 },
    );
    const shape = fc.record({
      names: fc.array(awkward, { minLength: 1, maxLength: 5 }),
      delimiter: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      quoteAll: fc.boolean(),
      lastLineEnds: fc.boolean(),
      mark: fc.boolean(),
      encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
    });
    fc.assert(
      fc.property(shape, ({ names, delimiter, lineEnd, quoteAll, lastLineEnds, mark, encoding }) => {
        const cell = (text: string): string =>
          quoteAll || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const line = (row: readonly string[]): string => row.map(cell).join(delimiter);
        const file = (grade: (index: number) => string): Uint8Array => {
          const header = ['Student ID', 'Name', 'Quiz [10.0]', '# end'];
          const rows = names.map((name, index) => [`u${index}`, name.join(''), grade(index), 'x']);
          const text = [header, ...rows].map(line).join(lineEnd) + (lastLineEnds ? lineEnd : '');
          const all = mark ? `\uFEFF${text}` : text;
          return encodeText({ text: all, encoding: encoding as 'utf-8' });
        };
        const before = opened(file((index) => (index === 0 ? '' : '9')));
        const marks = new Map([[1, rational(1, 2)]]);
        const after = fillFile(before, { column: 2, pointsPossible: 10, marks });
        expect(Buffer.from(after)).toEqual(Buffer.from(file((index) => (index === 0 ? '5.00' : '9'))));
      }),
    );
  });
});

describe('finding people', () => {
  const person = (at: number, name: string, keys = {}) => ({ at, name, keys });

  it('leaves two people of one name to the teacher', () => {
    const twins = [person(1, 'Ada Lovelace'), person(2, 'Lovelace, Ada')];
    expect(matchPeople(twins, students).unmatched).toEqual(twins);
  });

  it('does not believe a name against an id', () => {
    const other = person(1, 'Ada Lovelace', { 'student-number': 's9' });
    expect(matchPeople([other], students).matched.size).toBe(0);
  });

  it('never gives one student two rows', () => {
    const rows = [person(1, 'x', { email: 'ada@example.org' }), person(2, 'Ada Lovelace')];
    expect([...matchPeople(rows, students).matched]).toEqual([[1, 'e1']]);
  });
});

describe('a file that cannot be filled', () => {
  it.each([
    ['empty', ''],
    ['not-recognised', 'a,b\n1,2\n'],
    ['not-recognised', '<html><body>sign in</body></html>'],
    ['no-column', 'First name,Last name,Email address\nA,B,a@b.c\n'],
    ['nobody', 'Student ID,Name,Quiz [10.0]\n'],
    ['ragged', 'Student ID,Name,Quiz [10.0]\na,b\n'],
    ['bad-quote', 'Student ID,Name,Quiz [10.0]\na,"b,\n'],
    ['bad-quote', 'Student ID,Name,Quiz [10.0]\na,"b"c,\n'],
  ])('is refused as %s: %j', (kind, text) => {
    expect(openFile(Buffer.from(text)).kind).toBe(kind);
  });

  it('is refused where its bytes are no text, or too many', () => {
    expect(openFile(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0xff)).kind).toBe('no-text');
    expect(openFile(Uint8Array.of(0xff, 0xfe, 0x41)).kind).toBe('no-text');
    expect(openFile(new Uint8Array(mostBytes + 1)).kind).toBe('too-large');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void openFile(bytes)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void openFile(Buffer.from(text))),
    );
    expect(decodeText(Uint8Array.of(0xc3, 0x28))).toBeUndefined();
  });
});
