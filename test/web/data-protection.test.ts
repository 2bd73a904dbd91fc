import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetOverdue } from '../../src/classroom/forget-person.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { tablesOfPerson, tablesOfUndo, tablesOfWork } from '../../src/store/personal-data.ts';
import { makeDevice } from './browser-like.ts';
import { makeCourse, tokenOf } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

/** A class in which Grace has answered one question wrongly. */
async function makeClass(mode: 'homework' | 'exam' = 'homework') {
  const course = await makeCourse(server);
  const { courseId, student, classroom } = course;
  const policy = { ...withoutSchedule({ tries: 3, penalty: '0' }), dueAt: '2100-01-01T00:00:00.000Z' };
  const feedback = mode === 'exam' ? 'when-closed' : 'at-once';
  const assignment = await setAssignment(classroom, {
    courseId,
    title: 'Week 3',
    mode,
    exercises: ['du-linear'],
    policy: { ...policy, feedback },
  });
  const address = `/courses/${courseId}/assignments/${assignment.id}`;
  if (mode === 'exam') await student.post(`${address}/start`, {});
  const exercise = (await student.post(`${address}/1`, {})).headers.get('location') ?? '';
  await student.post(exercise, { 'answer.p1': '123456789', submission: 's', action: 'check' });
  if (mode === 'exam') await student.post(`${address}/hand-in`, {});
  const grace = await server.store.prisma.enrolment.findFirstOrThrow({
    where: { courseId, userId: student.user.id },
  });
  return { ...course, grace, person: `/teach/courses/${courseId}/people/${grace.id}` };
}

describe('a file with names or grades', () => {
  it('is written to the audit log when somebody takes it', async () => {
    const { courseId, teacher } = await makeClass();
    const [assignment] = await server.store.prisma.assignment.findMany({ where: { courseId } });
    const course = `/teach/courses/${courseId}`;
    const work = `${course}/assignments/${assignment?.id}`;
    const files = ['gradebook/export/file?format=canvas', 'people.csv'];
    for (const file of files) expect((await teacher.get(`${course}/${file}`)).status).toBe(200);
    expect((await teacher.get(`${work}/dashboard/skills.csv`)).status).toBe(200);
    const audit = await (await teacher.get(`${course}/audit`)).text();
    expect(audit.match(/File taken out of the course/g)).toHaveLength(3);
    for (const detail of ['gradebook file: canvas', 'list of people', 'dashboard (CSV): skills'])
      expect(audit).toContain(detail);
  });
});

describe('the data of one student', () => {
  it('can be taken away by them and by their teacher, and nobody else’s is in it', async () => {
    const { student, teacher, other, person } = await makeClass();
    for (const response of [
      await student.get('/account/data.json'),
      await teacher.get(`${person}/data.json`),
    ]) {
      expect(response.headers.get('content-disposition')).toContain('attachment');
      const text = await response.text();
      expect(text).toContain('123456789');
      expect(text).toContain('Grace');
      expect(text).not.toContain('Ada');
      expect(text).not.toMatch(/"(?:seed|certificate|key|frozen)"/);
    }
    expect((await other.get(`${person}/data.json`)).status).toBe(404);
    expect((await student.get(`${person}/data.json`)).status).toBe(403);
  });

  it('tells a student nothing of an exam that is not told yet', async () => {
    const { student, teacher, person } = await makeClass('exam');
    const own = await (await student.get('/account/data.json')).text();
    expect(own).toContain('123456789');
    expect(own).not.toContain('verdict');
    expect(own).not.toContain('"Week 3"');
    expect(await (await teacher.get(`${person}/data.json`)).text()).toContain('verdict');
  });

  it('is sought in every table that has any', async () => {
    const columns = await server.store.prisma.$queryRaw<{ table_name: string; column_name: string }[]>`
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name IN ('enrolmentId', 'variantId')`;
    const known = ['Variant', ...tablesOfPerson, ...tablesOfWork, ...tablesOfUndo];
    expect([...new Set(columns.map(({ table_name }) => table_name))].toSorted()).toEqual(known.toSorted());
  });
});

describe('a person who is forgotten', () => {
  it('has no name any more, while their answers and the counts of the class stay', async () => {
    const { teacher, student, courseId, person, grace } = await makeClass();
    const counts = () => server.store.prisma.partCount.findMany({ where: { courseId } });
    const before = await counts();
    expect(before).not.toEqual([]);
    expect((await teacher.post(`${person}/anonymise`, {})).status).toBe(400);
    expect((await teacher.post(`${person}/anonymise`, { sure: 'yes' })).status).toBe(303);
    const left = await server.store.prisma.enrolment.findFirstOrThrow({ where: { courseId, id: grace.id } });
    expect(left).toMatchObject({ userId: null, email: null, studentNumber: null, section: null });
    expect(left.displayName).toMatch(/^#\w{5}$/);
    expect(await counts()).toEqual(before);
    expect(await server.store.prisma.attempt.count({ where: { courseId } })).toBe(1);
    expect((await student.get(`/courses/${courseId}`)).status).toBe(404);
    expect(await (await teacher.get(`/teach/courses/${courseId}/people`)).text()).not.toContain('Grace');
    expect(await (await teacher.get(`/teach/courses/${courseId}/audit`)).text()).toContain(
      'Person made anonymous',
    );
  });

  it('can be oneself, in every course, with the account', async () => {
    const email = 'grace@school.example';
    const { courseId, teacher } = await makeClass();
    const course = await server.store.prisma.course.findUniqueOrThrow({ where: { id: courseId } });
    const device = makeDevice(server);
    await device.post('/join', { code: course.joinCode ?? '', name: 'Rosalind' });
    await device.post('/sign-up', { name: 'Rosalind', email, password: 'some long words' });
    const headers = { authorization: `Bearer ${await tokenOf(server, email)}` };
    const ways = async () => {
      const called = await fetch(`${server.url}/api/v1/me`, { headers });
      return [called.status, (await device.get('/account')).status];
    };
    expect(await ways()).toEqual([200, 200]);
    expect((await device.post('/account/forget', { sure: 'yes', current: 'wrong' })).status).toBe(422);
    expect((await device.post('/account/forget', { sure: 'yes', current: 'some long words' })).status).toBe(
      303,
    );
    expect(await ways()).toEqual([401, 303]);
    expect(await server.store.prisma.user.findFirst({ where: { claimedEmail: email } })).toBeNull();
    const users = await server.store.prisma.user.findMany({ where: { name: 'Rosalind' } });
    const enrolments = await server.store.prisma.enrolment.findMany({ where: { displayName: 'Rosalind' } });
    expect([...users, ...enrolments]).toEqual([]);
    expect((await teacher.post('/account/forget', { sure: 'yes' })).status).toBe(422);
    expect((await teacher.get(`/teach/courses/${courseId}`)).status).toBe(200);
  });
});

describe('the retention of names', () => {
  it('ends for those who have done nothing for so long, and for nobody else', async () => {
    const { teacher, courseId, classroom, grace } = await makeClass();
    const set = (months: string) => teacher.post(`/teach/courses/${courseId}/retention`, { months });
    const isAnonymous = async () =>
      (await server.store.prisma.enrolment.findFirstOrThrow({ where: { courseId, id: grace.id } }))
        .anonymousAt !== null;
    const inMonths = (months: number) => {
      const later = new Date();
      later.setUTCMonth(later.getUTCMonth() + months);
      return { ...classroom, now: () => later };
    };
    await forgetOverdue(inMonths(600));
    expect(await isAnonymous()).toBe(false);
    expect((await set('0')).status).toBe(400);
    expect((await set('6')).status).toBe(303);
    await forgetOverdue(inMonths(5));
    expect(await isAnonymous()).toBe(false);
    const answered = await server.store.prisma.progress.updateMany({
      where: { courseId, enrolmentId: grace.id },
      data: { updatedAt: inMonths(3).now() },
    });
    expect(answered.count).toBeGreaterThan(0);
    expect(await forgetOverdue(inMonths(8))).toBe(0);
    expect(await forgetOverdue(inMonths(10))).toBe(1);
    expect(await isAnonymous()).toBe(true);
    const ada = await server.store.prisma.enrolment.findFirstOrThrow({
      where: { courseId, role: 'teacher' },
    });
    expect(ada.anonymousAt).toBeNull();
    expect(await forgetOverdue(inMonths(10))).toBe(0);
  });
});
