import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/lms/encoded-text.ts';
import { readRoster } from '../../src/lms/read-roster.ts';
import { rosterCsv } from '../../src/lms/write-roster.ts';
import type { RosterPerson } from '../../src/store/roster.ts';

const maryam = { displayName: 'مریم میرزاخانی', studentNumber: '4012', email: 'm@x.example', section: 'ب' };

describe('a roster that is read', () => {
  it.each([
    ['commas', 'Name,Student number,E-mail,Section\nمریم میرزاخانی,4012,M@x.example,ب\n'],
    ['semicolons', '"Section";"Name";"Email address";"ID number"\r\nب;مریم میرزاخانی;m@x.example;4012\r\n'],
    ['tabs', 'Email\tSection\tFull Name\tStudent ID\nm@x.example\tب\tمریم میرزاخانی\t4012'],
    [
      'Persian columns and digits',
      'نام,نام خانوادگی,شماره دانشجویی,ایمیل,گروه\nمریم,میرزاخانی,۴۰۱۲,m@x.example,ب',
    ],
    ['Moodle', 'First name,Last name,ID number,Email address,Group\nمریم,میرزاخانی,4012,m@x.example,ب'],
    [
      'Canvas',
      'Student,ID,SIS User ID,Email,Section\nPoints Possible,,,,\nمریم میرزاخانی,7,4012,m@x.example,ب',
    ],
  ])('is the same with %s', (_name, text) => {
    const { lines, problems } = readRoster(text);
    expect(problems).toEqual([]);
    expect(lines).toMatchObject([maryam]);
  });

  it('says line by line what cannot be taken, and takes the rest', () => {
    const text = `Name,Email\nAda,ada@x.example\n,bob@x.example\n\nCarol,carol at x\n${'D'.repeat(201)},\n"Eve, the\nfirst",\n`;
    const { lines, problems } = readRoster(text);
    expect(lines.map(({ line, displayName }) => [line, displayName])).toEqual([
      [2, 'Ada'],
      [8, 'Eve, the first'],
    ]);
    expect(problems.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'no-name'],
      [5, 'bad-email'],
      [6, 'too-long'],
    ]);
  });

  it.each([
    ['Ada,ada@x.example\nBob,bob@x.example', 'no-names'],
    ['', 'no-names'],
    ['Name,Email\n"Ada,ada@x.example\n', 'unclosed-quote'],
  ])('is refused as a whole where %j names no columns or does not end', (text, kind) => {
    expect(readRoster(text)).toMatchObject({ lines: [], problems: [{ kind }] });
  });
});

describe('the text of a file', () => {
  const text = 'Name\nمریم\n';
  const utf16 = (bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', utf16(false)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(true)])],
  ])('is found in %s', (_name, bytes) => {
    expect(decodeText(bytes)?.text.replace(/^\uFEFF/, '')).toBe(text);
  });

  it('is not found in a picture', () => {
    expect(decodeText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0]))).toBeUndefined();
  });
});

describe('a roster that is written', () => {
  const person = (displayName: string): RosterPerson => ({
    ...maryam,
    displayName,
    courseId: 'c',
    id: 'e',
    userId: null,
    role: 'student',
    removedAt: null,
    anonymousAt: null,
  });

  it('is read again as it was, and is no formula in a spreadsheet', () => {
    const names = ['مریم میرزاخانی', '=HYPERLINK("x")', '+1', '-1', '@a', 'O’Neill, "Pat"', 'a;b'];
    const csv = rosterCsv(names.map(person));
    expect(csv.startsWith('\ufeffName,')).toBe(true);
    expect(csv).not.toMatch(/(?:^|,|\n)"?[=+\-@]/m);
    const { lines, problems } = readRoster(csv);
    expect(problems).toEqual([]);
    expect(lines).toMatchObject(names.map((displayName) => ({ ...maryam, displayName })));
  });
});
