import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openVariant } from '../../../src/classroom/draw-variant.ts';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { submitAnswer } from '../../../src/classroom/submit-answer.ts';
import { keyOf } from '../../../src/exercise/key.ts';
import { wrongAnswers } from '../../../src/grading/wrong-answers.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { findEnrolment } from '../../../src/store/enrolments.ts';
import { newId } from '../../../src/store/new-id.ts';
import { join, makeCourse, makePerson, type Person } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let address: string;
const students: Person[] = [];

/** Four students: three make the sign mistake, one is right. */
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  const { courseId, classroom } = course;
  const assignment = await setAssignment(classroom, {
    courseId,
    title: 'Week 4',
    exercises: ['dw-linear', 'du-linear'],
    policy: withoutSchedule({ tries: 5, penalty: '0' }),
  });
  address = `/teach/courses/${courseId}/assignments/${assignment.id}/dashboard`;
  for (const name of ['Alan', 'Barbara', 'Claude', 'Donald']) {
    const student = await makePerson(server, name);
    await join(server, courseId, student, 'student');
    students.push(student);
    const enrolment = await findEnrolment(server.store, courseId, student.user.id);
    const place = { courseId, enrolmentId: enrolment?.id ?? '', assignmentId: assignment.id };
    for (const [index, exercise] of ['dw-linear', 'du-linear'].entries()) {
      const stored = await openVariant(classroom, { ...place, position: index + 1 }, exercise);
      const { variant } = stored;
      const sign = wrongAnswers(variant).find(({ mistake }) => mistake === 'SIGN')?.answer.decimal ?? '';
      const key = keyOf(variant, variant.parts[0]?.quantity ?? '').decimal;
      const typed = { p1: name === 'Donald' ? key : sign };
      await submitAnswer(classroom, { variant: stored, submissionKey: newId(), typed, locale: 'en' });
    }
  }
}, 60_000);
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const page = async (path = ''): Promise<string> => {
  const response = await course.teacher.get(address + path);
  expect(response.status).toBe(200);
  return response.text();
};

describe('the dashboard', () => {
  it('says first what to reteach, with how many students, real answers and no name', async () => {
    const html = await page();
    const reteach = html.slice(html.indexOf('id="reteach"'), html.indexOf('id="class-net"'));
    expect(reteach).toContain('3 of 4 students');
    expect(reteach).toMatch(/opposite sign[\s\S]*opposite sign|opposite sign/);
    expect(reteach.match(/class="typed"/g)?.length).toBeGreaterThanOrEqual(2);
    for (const name of ['Alan', 'Barbara', 'Claude']) expect(reteach).not.toContain(name);
  });

  it('tells who is stuck by which rule, until a teacher has seen it', async () => {
    const html = await page();
    const alert = /name="enrolment" value="([^"]+)"><input type="hidden" name="rule" value="same-mistake"/;
    const [, enrolment = ''] = alert.exec(html) ?? [];
    expect(html).toContain('the same mistake 2 times');
    const seen = await course.teacher.post(`${address}/dismissals`, { enrolment, rule: 'same-mistake' });
    expect(seen.status).toBe(303);
    expect(await page()).not.toContain(`value="${enrolment}"><input type="hidden" name="rule" value="same-`);
    const odd = await course.teacher.post(`${address}/dismissals`, { enrolment, rule: 'score' });
    expect(odd.status).toBe(400);
  });

  it.each(['/net', '/mistakes/SIGN'])('has a page without names for a projector: %s', async (path) => {
    const html = await page(path);
    for (const name of ['Alan', 'Barbara', 'Claude', 'Donald']) expect(html).not.toContain(name);
    expect(html).toContain('<svg');
  });

  it.each(['/skills', '/curves', '/items', '/time'])(
    'has the figures behind it as page and file: %s',
    async (path) => {
      expect(await page(path)).toMatch(/<table|<svg/);
      const file = await course.teacher.get(`${address}${path}.csv`);
      expect(file.headers.get('content-type')).toContain('text/csv');
      expect((await file.text()).split('\n').length).toBeGreaterThan(2);
    },
  );

  it('gives facility and discrimination of each question', async () => {
    const csv = await (await course.teacher.get(`${address}/items.csv`)).text();
    const [, first = ''] = csv.split('\n');
    expect(first).toMatch(/,4,0\.2500,1\.0000,/);
  });

  it('tells over a stream when something changed', async () => {
    const response = await course.teacher.get(`${address}/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let told = '';
    while (!told.includes('data: ')) told += decoder.decode((await reader?.read())?.value);
    const body: unknown = await (await course.teacher.get(`${address}/version`)).json();
    const { version } = z.object({ version: z.string() }).parse(body);
    expect(told).toContain(`data: ${version}\n`);
    await reader?.cancel();
  });

  it('is closed to students and other courses', async () => {
    expect((await students[0]?.get(address))?.status).toBe(403);
    expect((await course.other.get(address)).status).toBe(404);
  });
});
