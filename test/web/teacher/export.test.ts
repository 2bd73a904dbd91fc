import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { saveExternalIds } from '../../../src/store/external-ids.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignmentId: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  const { courseId, classroom, student } = course;
  const policy = withoutSchedule({ tries: 3, penalty: '0' });
  const exercises = ['du-linear'];
  const set = { courseId, title: 'Quiz (7)', exercises, policy, mode: 'homework' as const };
  ({ id: assignmentId } = await setAssignment(classroom, set));
  const [enrolment] = (await listEnrolments(server.store, courseId)).filter(({ role }) => role === 'student');
  const ids = [{ enrolmentId: enrolment?.id ?? '', system: 'canvas', value: '4711' }];
  await saveExternalIds(server.store, courseId, { ids, now: new Date() });
  const opened = await student.post(`/courses/${courseId}/assignments/${assignmentId}/1`, {});
  await student.post(opened.headers.get('location') ?? '', {
    'answer.p1': '99999',
    submission: 's1',
    action: 'check',
  });
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const address = (query = ''): string => `/teach/courses/${course.courseId}/gradebook/export${query}`;

describe('exporting grades', () => {
  it('asks first, and then shows rows and warnings before the file', async () => {
    expect(await (await course.teacher.get(address())).text()).not.toContain('id="preview"');
    const html = await (await course.teacher.get(address('?format=canvas&points=10'))).text();
    expect(html).toContain('Quiz [7]');
    expect(html).toContain('4711');
    expect(html).toContain('These titles were changed');
    // The dot between two stands outside of what is isolated, or it lands on the wrong side in Persian.
    expect(html).toContain('<span class="named"><bdi>“Quiz (7)” → “Quiz [7]”</bdi></span>');
  });

  it('gives the file that was shown', async () => {
    const response = await course.teacher.get(address('/file?format=canvas&points=10'));
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="Quiz 7 canvas.csv"');
    expect(await response.text()).toBe(
      'Student,ID,SIS User ID,SIS Login ID,Section,Quiz [7]\n    Points Possible,,,,,10\nGrace,4711,,,,0\n',
    );
  });

  it.each([
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['oneroster', 'application/zip'],
  ])('gives a zip for %s', async (format, type) => {
    const response = await course.teacher.get(address(`/file?format=${format}&assignment=${assignmentId}`));
    expect(response.headers.get('content-type')).toBe(type);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('says who is left out for want of an id', async () => {
    const html = await (await course.teacher.get(address('?format=sakai'))).text();
    expect(html).toContain('the id that it needs is not known here');
    expect(html).toContain('There is no grade to write yet.');
    expect(html).not.toContain('Download the file');
  });

  it('is for teachers of the course alone, and refuses a format that is none', async () => {
    expect((await course.student.get(address('/file?format=csv'))).status).toBe(403);
    expect((await course.other.get(address())).status).toBe(404);
    expect((await course.teacher.get(address('?format=word'))).status).toBe(400);
  });
});
