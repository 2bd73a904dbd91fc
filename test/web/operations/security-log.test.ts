/** Who signed in, by what, and who was refused what: in the log, by ids alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimAccount } from '../../../src/classroom/claim-account.ts';
import { makeLog } from '../../../src/web/operations/log.ts';
import { makeCourse, signedIn } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

const lines: string[] = [];
const password = 'four words of mine';
const email = 'ada@school.example';
let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
beforeAll(async () => {
  const log = makeLog({ kind: 'json', level: 'info' }, (line) => lines.push(line));
  server = await startTestServer('embedded', undefined, { log });
  course = await makeCourse(server);
  const claim = { name: 'Ada', email, password };
  await claimAccount(course.classroom, course.teacher.user, { claim, mail: null });
});
afterAll(() => server.close());

/** Of the events that this made. */
async function eventsOf(act: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const from = lines.length;
  await act();
  await expect.poll(() => lines.slice(from).some((line) => line.includes('"msg":"request"'))).toBe(true);
  return lines
    .slice(from)
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'security');
}

describe('the log', () => {
  it('tells of every sign-in, let in or not', async () => {
    const { user } = course.teacher;
    const right = await eventsOf(() => course.student.post('/sign-in', { email, password }));
    expect(right).toMatchObject([{ event: 'signed in', by: 'password', user: user.id }]);
    expect(right[0]?.requestId).toMatch(/^[\w-]{36}$/);
    const wrong = await eventsOf(() => course.student.post('/sign-in', { email, password: 'a wrong one' }));
    expect(wrong).toMatchObject([{ event: 'sign-in refused', by: 'password', why: 'wrong' }]);
    const link = await eventsOf(() => course.student.post('/sign-in/link/none-such', {}));
    expect(link).toMatchObject([{ event: 'sign-in refused', by: 'link' }]);
  });

  it('tells who asked for what is not theirs, on pages and by the API', async () => {
    const student = await signedIn(server, course.student.user);
    const page = await eventsOf(() => student.get(`/teach/courses/${course.courseId}`));
    expect(page).toMatchObject([{ event: 'refused', status: 403, user: student.user.id }]);
    const hidden = await eventsOf(() => student.get(`/courses/${course.otherCourseId}`));
    expect(hidden).toMatchObject([{ event: 'refused', status: 404, user: student.user.id }]);
    const call = await eventsOf(() => fetch(`${server.url}/api/v1/courses`));
    expect(call).toMatchObject([{ event: 'refused', status: 401, why: 'noToken' }]);
  });

  it('holds no name, address, password or cookie in it', async () => {
    const { teacher } = course;
    await teacher.post('/account/password', { current: password, password: 'five other words here' });
    await teacher.post('/account/email', { current: 'five other words here', email: 'ada2@school.example' });
    await teacher.post('/sign-out', {});
    const all = lines.join('\n');
    for (const event of ['password changed', 'address changed', 'signed out'])
      expect(all).toContain(`"event":"${event}"`);
    for (const secret of [
      'Ada',
      'school.example',
      password,
      'five other',
      teacher.cookie.slice(10),
      '127.0.0.1',
    ])
      expect(all).not.toContain(secret);
  });
});
