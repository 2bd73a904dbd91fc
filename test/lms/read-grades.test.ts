import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GradesAsked, readGrades } from '../../src/lms/read-grades.ts';
import { saveOverride } from '../../src/store/adjustments.ts';
import { listAssignments } from '../../src/store/assignments.ts';
import type { Store } from '../../src/store/database.ts';
import { addStudents, listRoster } from '../../src/store/roster.ts';
import { makeClass, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

const students = 1_201;
let store: Store;
let group: SampleClass;
beforeAll(async () => {
  store = await openTestStore('embedded');
  group = await makeClass(store, 0);
  const { courseId, assignmentId } = group;
  const people = Array.from({ length: students }, (_, index) => ({
    displayName: `Student ${String(index).padStart(4, '0')}`,
    studentNumber: index % 2 === 0 ? `${index}` : null,
    email: index % 3 === 0 ? `s${index}@example.org` : null,
    section: index % 4 === 0 ? 'B' : null,
  }));
  await addStudents(store, courseId, { people: people.reverse(), now: noon });
  const last = (await listRoster(store, courseId)).find(({ displayName }) => displayName === 'Student 1200');
  const given = { courseId, assignmentId, reason: 'oral', byId: 'ada', createdAt: noon };
  const place = { position: 0, part: '', enrolmentId: last?.id ?? '' };
  await saveOverride(store, { ...given, ...place, mark: '2/3' });
});
afterAll(() => store.close());

async function read(asked: Partial<GradesAsked> = {}) {
  const { courseId } = group;
  const classroom = { store, exercises: new Map(), collections: [], now: () => noon };
  const assignments = await listAssignments(store, courseId);
  const sheet = await readGrades(classroom, {
    courseId,
    assignments,
    onTime: false,
    section: null,
    ...asked,
  });
  const pages = [];
  for await (const page of sheet.students()) pages.push(page);
  return { sheet, pages, all: pages.flat() };
}

describe('the grades of a large course', () => {
  it('come a page at a time, everybody once, by name', async () => {
    const { pages, all } = await read();
    expect(pages.map(({ length }) => length)).toEqual([...Array.from({ length: 12 }, () => 100), 1]);
    const names = all.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(students);
  });

  it('hold what a teacher set, on its student alone', async () => {
    const marked = (await read()).all.filter(({ marks: [mark] }) => mark !== undefined);
    expect(marked.map(({ name, marks }) => [name, marks])).toEqual([['Student 1200', [{ n: 2n, d: 3n }]]]);
  });

  it('are of one section where one is asked for, and say how many have which key', async () => {
    const { all, sheet } = await read({ section: 'B' });
    expect(all.map(({ section }) => section)).toEqual(Array.from({ length: 301 }, () => 'B'));
    expect(sheet.known).toEqual({ email: 101, 'student-number': 301 });
    expect((await read()).sheet.known).toEqual({ email: 401, 'student-number': 601 });
  });
});
