import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addJob, buryJob, finishJob, takeJob } from '../../../src/store/jobs.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { assign } from './coursework.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignment: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  assignment = await assign(course, ['dw-linear']);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

/** Of the future, so that the server's own worker leaves it to us. */
async function makeJob(kind: 'find-coincidences' | 'make-worksheet', payload: object = {}) {
  const { courseId } = course;
  const later = new Date(Date.now() + 3_600_000);
  const asked = { courseId, assignmentId: assignment.split('/').at(-1), ...payload };
  const id = await addJob(server.store, { kind, courseId, key: null, payload: asked }, later);
  const job = await takeJob(server.store, { kinds: [kind], now: later, taker: 'the test' });
  if (!job) throw new Error('the job is there');
  return { job, page: `/teach/courses/${courseId}/jobs/${id}` };
}

describe('the page of a job', () => {
  it('says how far it is, and comes again by itself', async () => {
    const { job, page } = await makeJob('find-coincidences');
    await server.store.prisma.job.update({ where: { id: job.id }, data: { progress: 0.425 } });
    const response = await course.teacher.get(page);
    expect(response.headers.get('refresh')).toBe('2');
    expect(await response.text()).toMatch(/<progress max="100" value="42"[^>]*><\/progress> 42 %/);
    const result = { found: [], expected: 0.25, answers: 7 };
    await finishJob(server.store, job, result, new Date());
    const done = await course.teacher.get(page);
    expect(done.status).toBe(303);
    const shown = await course.teacher.get(done.headers.get('location') ?? '');
    expect(await shown.text()).toContain('of 7 wrong numbers');
  });

  it('says why it failed, and lets a teacher try again with the same', async () => {
    const sheets = { title: 'Sheets', locale: 'en', exercises: ['dw-linear'], copies: 2, online: false };
    const { job, page } = await makeJob('make-worksheet', { id: 'w1', ...sheets });
    await buryJob(server.store, job, 'the paper is out', new Date());
    const failed = await course.teacher.get(page);
    expect(failed.headers.get('refresh')).toBeNull();
    expect(await failed.text()).toContain('It failed, three times. The reason: the paper is out');
    const again = await course.teacher.post(page, {});
    const done = await course.teacher.get(again.headers.get('location') ?? '');
    expect(done.headers.get('location')).toBe(`/teach/courses/${course.courseId}/worksheets/w1`);
  });

  it('is of its course alone, and shows no result of another assignment', async () => {
    const { job, page } = await makeJob('find-coincidences', { assignmentId: 'another' });
    await finishJob(server.store, job, { found: [], expected: 1, answers: 99 }, new Date());
    expect((await course.other.get(page)).status).toBe(404);
    expect((await course.student.get(page)).status).toBe(403);
    const shown = await (await course.teacher.get(`${assignment}/integrity?job=${job.id}`)).text();
    expect(shown).not.toContain('of 99 wrong numbers');
  });
});
