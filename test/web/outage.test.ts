/** What people see while the database takes nothing, and that what they typed counts once when it is back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { listAttempts } from '../../src/store/attempts.ts';
import { findEnrolment } from '../../src/store/enrolments.ts';
import { countRows } from '../../src/store/stored-tables.ts';
import { findVariant } from '../../src/store/variants.ts';
import { openTestStore } from '../store/test-store.ts';
import { failing, type Outage } from './failing-store.ts';
import { makeCourse } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let outage: Outage | undefined;
let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignmentId: string;

beforeAll(async () => {
  server = await startTestServer(failing(await openTestStore('embedded'), () => outage));
  course = await makeCourse(server);
  const assignment = await setAssignment(course.classroom, {
    courseId: course.courseId,
    title: 'Week 1',
    exercises: ['dw-linear'],
    policy: withoutSchedule({ tries: 5, penalty: '0' }),
  });
  assignmentId = assignment.id;
});
afterEach(() => {
  outage = undefined;
});
afterAll(() => server.close());

async function openExercise() {
  const { courseId, student, classroom } = course;
  const enrolment = await findEnrolment(server.store, courseId, student.user.id);
  const place = { courseId, enrolmentId: enrolment?.id ?? '', assignmentId, position: 1 };
  const { id } = await openVariant(classroom, place, 'dw-linear');
  const page = await (await student.get(`/exercise/${courseId}/${id}`)).text();
  const [, submission = ''] = /name="submission" value="(\w+)"/.exec(page) ?? [];
  return { id, address: `/exercise/${courseId}/${id}`, form: { submission, 'answer.p1': '3/7 "&' } };
}

/** The fields of the one form on a page. */
const fieldsIn = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')],
    ),
  );

describe('an answer sent while the database does not answer', () => {
  it('gets a page that keeps it, and counts once when that is sent again', async () => {
    const { id, address, form } = await openExercise();
    outage = { code: 'P1001' };
    const refused = await course.student.post(address, form);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    const page = await refused.text();
    expect(page).toContain('The database does not answer just now');
    expect(page).toContain('<li><bdi>3/7 &quot;&amp;</bdi></li>');
    expect(page).toContain(`<form method="post" action="${address}">`);
    expect(fieldsIn(page)).toMatchObject(form);
    outage = undefined;
    const again = await Promise.all([1, 2].map(() => course.student.post(address, fieldsIn(page))));
    expect(again.map(({ status }) => status)).toEqual([303, 303]);
    const attempts = await listAttempts(server.store, course.courseId, id);
    expect(attempts.map(({ typed }) => typed.p1)).toEqual(['3/7 "&']);
  });

  it('is told to scripts as a problem with the time to wait', async () => {
    outage = { code: 'ECONNREFUSED' };
    const headers = { authorization: `Bearer ${'x'.repeat(43)}` };
    const answer = await fetch(`${server.url}/api/v1/courses`, { headers });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({ status: 503 });
  });

  it('leaves health and assets as they are', async () => {
    outage = { code: 'P1001' };
    expect((await course.student.get('/healthz')).status).toBe(200);
  });

  it('never repeats a password', async () => {
    outage = { code: 'P1001' };
    const refused = await course.student.post('/sign-in', { email: 'a@b.example', password: 'very secret' });
    expect(refused.status).toBe(503);
    expect(await refused.text()).not.toContain('very secret');
  });
});

describe('a page that follows the class', () => {
  it('keeps its line open through an outage, and hears of what came after it', async () => {
    const { address, form } = await openExercise();
    const abort = new AbortController();
    const events = await fetch(
      `${server.url}/teach/courses/${course.courseId}/assignments/${assignmentId}/dashboard/events`,
      { headers: { cookie: course.teacher.cookie }, signal: abort.signal },
    );
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(heard)) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
        if (done) throw new Error(`the line ended after: ${heard}`);
        heard += value;
      }
    };
    await hear(/data: /);
    const before = server.reported.length;
    outage = { code: 'P1001' };
    await expect.poll(() => server.reported.length, { timeout: 10_000 }).toBeGreaterThan(before);
    outage = undefined;
    heard = '';
    await course.student.post(address, { ...form, 'answer.p1': '1' });
    await hear(/data: /);
    abort.abort();
  });
});

describe('a disk that is full', () => {
  it('lets pages be read and takes nothing, and says what helps', async () => {
    const { id, address, form } = await openExercise();
    const full = await startTestServer({
      ...server.store,
      close: async () => {},
      requireRoom: () => {
        throw Object.assign(new Error('none'), { code: 'ENOSPC' });
      },
    });
    const headers = { cookie: course.student.cookie };
    expect((await fetch(full.url + address, { headers })).status).toBe(200);
    const before = await countRows(server.store, 'Attempt');
    const body = new URLSearchParams(form);
    const refused = await fetch(full.url + address, { method: 'POST', headers, body });
    expect(refused.status).toBe(503);
    const page = await refused.text();
    expect(page).toContain('There is no room left on the server');
    expect(fieldsIn(page)).toMatchObject(form);
    expect(await countRows(server.store, 'Attempt')).toBe(before);
    await full.close();
    expect((await course.student.post(address, form)).status).toBe(303);
    expect((await findVariant(server.store, course.courseId, id))?.attempts).toBeGreaterThan(0);
  });
});

describe('one form sent twice at once', () => {
  it('is one attempt, whether by a double click or from two windows', async () => {
    const { courseId, student } = course;
    const { id, address, form } = await openExercise();
    const before = (await listAttempts(server.store, courseId, id)).length;
    const sent = { ...form, 'answer.p1': '2' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => student.post(address, sent)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(303));
    expect((await listAttempts(server.store, courseId, id)).length).toBe(before + 1);
  });
});
