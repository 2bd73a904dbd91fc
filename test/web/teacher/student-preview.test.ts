/** A teacher sees an assignment as a student would, moment by moment, and nothing of it is kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { makeVariant } from '../../../src/exercise/make-variant.ts';
import { stepsTo } from '../../../src/exercise/steps.ts';
import { type Policy, withoutSchedule } from '../../../src/store/assignments.ts';
import { definitionOf } from '../../exercise/catalogue.ts';
import { keysOf } from '../../grading/attempts.ts';
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

const exercises = ['dw-linear', 'du-linear'];

async function preview(mode: 'homework' | 'exam', policy: Partial<Policy> = {}): Promise<string> {
  const { courseId, classroom } = course;
  const whole = { ...withoutSchedule({ tries: 3, penalty: '1/4' }), ...policy };
  const set = await setAssignment(classroom, { courseId, title: 'Week 4', mode, exercises, policy: whole });
  return `/teach/courses/${courseId}/assignments/${set.id}/preview`;
}

/** Handlebars writes = in attributes as an entity. */
const textOf = async (response: Response): Promise<string> =>
  (await response.text()).replaceAll('&#x3D;', '=');
const read = async (path: string): Promise<string> => textOf(await course.teacher.get(path));
const send = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> =>
  textOf(await course.teacher.post(path, fields));

/** As the preview draws it with its first seed. */
function firstVariant() {
  const made = makeVariant(definitionOf('dw-linear'), '1');
  if (made.kind !== 'variant') throw new Error('there is one');
  return made.variant;
}
const answers = (typed: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(typed).map(([part, text]) => [`answer.${part}`, text]));

/** How many rows there are of all that students leave. */
async function left(): Promise<readonly number[]> {
  const { prisma } = server.store;
  return [
    await prisma.variant.count(),
    await prisma.attempt.count(),
    await prisma.progress.count(),
    await prisma.draft.count(),
    await prisma.sitting.count(),
    await prisma.enrolment.count(),
    await prisma.studentWork.count(),
  ];
}

describe('the preview of an assignment', () => {
  it('shows its exercises and rules, and each exercise with its steps', async () => {
    const at = await preview('homework', { dueAt: '2031-01-01T10:00:00.000Z' });
    const page = await read(at);
    expect(page).toContain('3 for each answer');
    expect(page).toContain('Jan 1, 2031');
    expect(page.match(/<li class="panel"><div><h2>/g)).toHaveLength(2);
    const [step] = stepsTo(firstVariant());
    const exercise = await read(`${at}/1`);
    expect(exercise).toContain(`name="answer.${step?.id}"`);
    expect(exercise).toContain('Preview as a student');
    const fewer = await send(`${at}/1`, { action: 'fewer', submission: 's' });
    expect(fewer).toMatch(/steps=(?:some|none)/);
  });

  it('grades what is tried and goes on to the next exercise, and keeps nothing', async () => {
    const at = await preview('homework');
    const before = await left();
    const wrong = await send(`${at}/1`, { ...answers({ p1: '77.777' }), action: 'check', submission: 's' });
    expect(wrong).toContain('Not yet.');
    expect(wrong).toContain('value="77.777"');
    const hinted = await send(`${at}/1`, { ...answers({ p1: '77.777' }), action: 'hint', submission: 's' });
    expect(hinted).toContain('<input type="hidden" name="hints" value="1">');
    const right = await send(`${at}/1`, {
      ...answers(keysOf(firstVariant())),
      action: 'check',
      submission: 's',
    });
    expect(right).toMatch(/id="next-form" method="post" action="[^"]*preview\/2\?/);
    const another = await course.teacher.post(`${at}/1?another=1`, {});
    expect(another.headers.get('location')).toMatch(/preview\/1\?as=open&seed=\w+$/);
    expect(await left()).toEqual(before);
  });

  it('of an exam has its start, its clock, the wait for results, and the results', async () => {
    const at = await preview('exam', {
      opensAt: '2030-05-01T08:00:00.000Z',
      dueAt: '2030-05-02T08:00:00.000Z',
      timeLimitMinutes: 90,
      feedback: 'when-closed',
    });
    const before = await left();
    expect(await read(`${at}?as=early`)).toContain('aria-current="page">Before it opens');
    expect(await read(`${at}?as=waiting`)).toContain('as=open');
    expect(await read(`${at}?as=open`)).toContain('2030-05-01T09:30:00.000Z');
    const saved = await send(`${at}/1?as=open`, {
      ...answers({ p1: '77.777' }),
      action: 'save',
      submission: 's',
    });
    expect(saved).toContain('value="77.777"');
    expect(saved).not.toContain('Not yet.');
    expect(await read(`${at}/1?as=handed-in`)).not.toContain('class="solution"');
    expect(await read(`${at}/1?as=over`)).toContain('class="solution"');
    expect(await left()).toEqual(before);
  });

  it('is for those who follow the class', async () => {
    const at = await preview('homework');
    expect((await course.student.get(at)).status).toBe(403);
    expect((await course.other.get(`${at}/1`)).status).toBe(404);
    expect((await course.teacher.get(`${at}/3`)).status).toBe(404);
  });
});
