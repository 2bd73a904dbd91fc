import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAssignment } from '../../../src/store/assignments.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const assign = (fields: Record<string, string>, who: 'teacher' | 'student' | 'other' = 'teacher') =>
  course[who].post(`/teach/courses/${course.courseId}/assignments`, fields);

describe('a new assignment', () => {
  it('can be a collection as it is, under its own title', async () => {
    const response = await assign({ title: '', collection: 'both-errors', tries: '2' });
    expect(response.status).toBe(303);
    const id = response.headers.get('location')?.split('/').at(-1) ?? '';
    const assignment = await findAssignment(server.store, course.courseId, id);
    expect(assignment).toMatchObject({ title: 'Both errors (w)', policy: { tries: 2 } });
    expect(assignment?.exercises.map(({ exercise }) => exercise)).toEqual([
      'mark-the-paths',
      'back-to-hidden-linear',
      'back-to-all-hidden-linear',
      'errors-then-total-linear',
      'dw-linear',
      'six-w-linear',
      'find-the-mistake-linear',
    ]);
  });

  it('opens and closes when its form says', async () => {
    const times = {
      opens: '2026-11-25T08:00',
      due: '2026-12-01T18:00',
      late: '10',
      until: '2026-12-03T18:00',
    };
    const response = await assign({ title: 'Timed', exercise: 'dw-linear', ...times });
    const id = response.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await findAssignment(server.store, course.courseId, id))?.policy).toMatchObject({
      opensAt: '2026-11-25T08:00:00.000Z',
      late: { perDay: '10/100', until: '2026-12-03T18:00:00.000Z' },
    });
    const unclear = await assign({ title: 'Timed', exercise: 'dw-linear', opens: 'soon' });
    expect(unclear.status).toBe(422);
    expect(await unclear.text()).toContain('id="opens-problem"');
  });

  it('says what is missing', async () => {
    const response = await assign({ title: '' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('Write a title.');
    expect(html).toContain('Choose at least one exercise.');
  });

  it('is set by teachers of the course alone', async () => {
    expect((await assign({ title: 'x', exercise: 'dw-linear' }, 'student')).status).toBe(403);
    expect((await assign({ title: 'x', exercise: 'dw-linear' }, 'other')).status).toBe(404);
  });
});
