import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { listKnownStudents } from '../../../src/store/known-students.ts';
import { join, makeCourse, makePerson } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignmentId: string;
let strangerId: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  const { courseId, classroom, student } = course;
  const other = await makePerson(server, 'Somebody Else');
  await join(server, courseId, other, 'student');
  const policy = withoutSchedule({ tries: 3, penalty: '0' });
  const exercises = ['du-linear'];
  const set = { courseId, title: 'Quiz', exercises, policy, mode: 'homework' as const };
  ({ id: assignmentId } = await setAssignment(classroom, set));
  const people = await listEnrolments(server.store, courseId);
  strangerId = people.find(({ displayName }) => displayName === 'Somebody Else')?.id ?? '';
  for (const each of [student, other]) {
    const opened = await each.post(`/courses/${courseId}/assignments/${assignmentId}/1`, {});
    const answer = { 'answer.p1': '99999', submission: 's1', action: 'check' };
    await each.post(opened.headers.get('location') ?? '', answer);
  }
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const csv =
  'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7)\r\n    Points Possible,,,,,10\r\n"Grace",4711,s1,,A,\r\n"زهرا, 🦉",4712,,,A,5\r\n';
const address = (): string => `/teach/courses/${course.courseId}/gradebook/fill`;

function form(fields: Readonly<Record<string, string>>, file?: string): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  if (file !== undefined) data.set('file', new File([file], 'grades Ω.csv'));
  return data;
}

const fill = (more: Readonly<Record<string, string>> = {}, who: 'teacher' | 'student' = 'teacher') => {
  const content = Buffer.from(csv).toString('base64');
  const fields = { content, name: 'grades.csv', assignment: assignmentId, column: '5', ...more };
  return course[who].post(`${address()}/file`, form(fields));
};

describe('filling a file of the LMS', () => {
  it('recognises system and people, and asks who the others are', async () => {
    const html = await (await course.teacher.post(address(), form({ assignment: assignmentId }, csv))).text();
    expect(html).toContain('A gradebook of Canvas with 2 people. Recognised: 1');
    expect(html).toContain('زهرا, 🦉 · 4712');
    expect(html).toContain('name="row.3"');
    expect(html).toContain(`<option value="${strangerId}">Somebody Else</option>`);
  });

  it('gives the file back with one column filled, and remembers the ids', async () => {
    const response = await fill();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=grades.csv');
    expect(await response.text()).toBe(csv.replace('4711,s1,,A,', '4711,s1,,A,0'));
    const [grace] = await listKnownStudents(server.store, course.courseId);
    expect(grace).toMatchObject({ name: 'Grace', ids: { canvas: '4711', 'student-number': 's1' } });
  });

  it('fills a row that was settled by hand, and knows it the next time', async () => {
    const filled = csv.replace('4711,s1,,A,', '4711,s1,,A,0').replace('A,5', 'A,0');
    expect(await (await fill({ 'row.3': strangerId })).text()).toBe(filled);
    expect(await (await fill()).text()).toBe(filled);
  });

  it.each([
    ['a,b\n1,2\n', 'is recognised by its first line'],
    ['Student ID,Name,Quiz [10.0]\na,"b,\n', 'A quotation mark does not fit'],
    ['', 'Choose the file'],
  ])('refuses %j with a sentence', async (file, sentence) => {
    const response = await course.teacher.post(address(), form({ assignment: assignmentId }, file));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
  });

  it('refuses what is too large, what is no form of ours, and who may not', async () => {
    const large = await course.teacher.post(address(), form({}, 'x'.repeat(4_000_000)));
    expect(large.status).toBe(413);
    expect((await fill({ column: '0' })).status).toBe(400);
    expect((await fill({ assignment: 'none' })).status).toBe(404);
    expect((await fill({}, 'student')).status).toBe(403);
  });
});
