import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCourse } from '../../../src/classroom/start-course.ts';
import { findAssignment } from '../../../src/store/assignments.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { findWork } from '../../../src/store/sittings.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { answerWith, assign, openExercise } from './coursework.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignment: string;
let enrolmentId: string;
let variantId: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  assignment = await assign(course, ['dw-linear', 'which-errors']);
  const people = await listEnrolments(server.store, course.courseId);
  enrolmentId = people.find(({ role }) => role === 'student')?.id ?? '';
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const idOf = (address: string): string => address.split('/').at(-1) ?? '';
const stored = async (address = assignment) => {
  const found = await findAssignment(server.store, course.courseId, idOf(address));
  if (!found) throw new Error('the assignment is there');
  return found;
};

/** The form as the page has it, with other values for some fields. */
async function edit(changes: Readonly<Record<string, string>>, address = assignment) {
  const html = await (await course.teacher.get(`${address}/edit`)).text();
  const form = new URLSearchParams();
  const add = (pattern: RegExp) => {
    for (const [, name = '', value = ''] of html.matchAll(pattern))
      form.append(name, changes[name] ?? value.replaceAll('&#x3D;', '='));
  };
  const [own = ''] = html.split('<details><summary>Add');
  add(
    /<input [^>]*name="(title|weight|tries|penalty|opens|due|late|until|minutes|rounded|convention|followThrough|exercise|place|share)" value="([^"]*)"/g,
  );
  for (const name of ['feedback', 'tolerance'])
    form.append(
      name,
      changes[name] ?? new RegExp(`name="${name}">.*?value="([^"]*)" selected`).exec(own)?.[1] ?? '',
    );
  for (const [name, value] of Object.entries(changes)) if (!form.has(name)) form.append(name, value);
  return course.teacher.post(`${address}/edit`, form);
}

describe('changing an assignment before the start', () => {
  it('is done at once: title, rules, dates, number and order of exercises', async () => {
    const html = await (await course.teacher.get(`${assignment}/edit`)).text();
    expect(html).toContain('Nobody has begun');
    expect(html).toContain('href="/teach/exercises/dw-linear"');
    const response = await edit({
      title: 'Week one',
      tries: '4',
      penalty: '12.5',
      opens: '2026-11-20T08:00',
      due: '2030-12-01T18:00',
      late: '10',
      until: '2030-12-05T18:00',
      weight: '2',
      add: 'du-linear',
    });
    expect(response.status).toBe(303);
    expect(await stored()).toMatchObject({
      title: 'Week one',
      weight: '2',
      policy: {
        tries: 4,
        penalty: '1/8',
        opensAt: '2026-11-20T08:00:00.000Z',
        dueAt: '2030-12-01T18:00:00.000Z',
        late: { perDay: '1/10', until: '2030-12-05T18:00:00.000Z' },
      },
      exercises: [
        { position: 1, exercise: 'dw-linear' },
        { position: 2, exercise: 'which-errors' },
        { position: 3, exercise: 'du-linear' },
      ],
    });
  });

  it('says what is wrong and keeps what was typed', async () => {
    const response = await edit({ title: '', tries: 'many', penalty: '200' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('Write a title.');
    expect(html).toContain('A whole number from 1 to 100, or nothing.');
    expect(html).toContain('value="many"');
  });
});

describe('changing an assignment after the start', () => {
  beforeAll(async () => {
    variantId = await openExercise(course.student, assignment, 1);
    const { variant } = (await findVariant(server.store, course.courseId, variantId)) ?? {};
    const [n = '1', d = '1'] = (variant?.certificate.parts.p1?.key ?? '').split('/');
    /** Two per cent off. */
    await answerWith(course, variantId, { p1: `${Number(n) * 102}/${Number(d) * 100}` });
  });

  it('says first what it does to whom, and does nothing yet', async () => {
    const response = await edit({ tolerance: 'relative-5' });
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('1 student has begun this assignment.');
    expect(html).toContain('Grading again: 1 mark would go up, 0 would go down');
    expect(html).toContain('<strong>33.3\u00a0%</strong>');
    expect((await stored()).policy.tolerances).toBeUndefined();
  });

  it('grades again whom the teacher chose, shows it, and undoes it', async () => {
    const html = await (await edit({ tolerance: 'relative-5' })).text();
    const digest = /name="digest" value="(\w+)"/.exec(html)?.[1] ?? '';
    const sure = { tolerance: 'relative-5', confirm: 'regrade', reason: 'Too strict' };
    expect((await edit({ ...sure, digest: 'other', student: enrolmentId })).status).toBe(409);
    expect((await edit({ ...sure, digest, student: enrolmentId })).status).toBe(303);
    const standing = async () =>
      (await findVariant(server.store, course.courseId, variantId))?.progress[0]?.mark;
    expect(await standing()).toBe('1');
    const page = await (
      await course.teacher.get(`/teach/courses/${course.courseId}/variants/${variantId}`)
    ).text();
    expect(page).toContain('Since it was graded again: 100\u00a0%.');
    const seen = await (await course.student.get(`/exercise/${course.courseId}/${variantId}`)).text();
    expect(seen).toContain('>Right.<');
    const past = await (await course.teacher.get(`${assignment}/regrade`)).text();
    expect(past).toContain('grading again would change nothing');
    const undo = /action="([^"]*\/undo)"/.exec(past)?.[1] ?? '';
    expect((await course.teacher.post(undo, {})).status).toBe(303);
    expect(await standing()).toBe('0');
    expect((await stored()).policy.tolerances).toBeUndefined();
  });

  it('can be for what comes from now on alone', async () => {
    expect((await edit({ tries: '2', confirm: 'from-now-on', reason: 'Enough' })).status).toBe(303);
    expect((await stored()).policy.tries).toBe(2);
    expect((await stored()).exercises).toHaveLength(3);
  });

  it('is for teachers alone', async () => {
    for (const path of ['/edit', '/regrade']) {
      expect((await course.student.get(assignment + path)).status).toBe(403);
      expect((await course.other.get(assignment + path)).status).toBe(404);
    }
  });
});

describe('more time for one student', () => {
  it('counts at once', async () => {
    const response = await course.teacher.post(`${assignment}/students/${enrolmentId}/extension`, {
      due: '2031-01-01T10:00',
      minutes: '30',
    });
    expect(response.status).toBe(303);
    const place = { courseId: course.courseId, enrolmentId, assignmentId: idOf(assignment) };
    expect((await findWork(server.store, place))?.extension).toEqual({
      dueAt: new Date('2031-01-01T10:00:00Z'),
      extraMinutes: 30,
    });
    const html = await (await course.teacher.get(response.headers.get('location') ?? '')).text();
    expect(html).toContain('More time for this student: due Jan 1, 2031');
  });
});

describe('a copy in another course', () => {
  it('has the same exercises and rules, and no dates', async () => {
    const to = await startCourse(course.classroom, course.teacher.user, 'Next year');
    const response = await course.teacher.post(`${assignment}/copy`, { course: to.id });
    expect(response.status).toBe(303);
    const copy = await findAssignment(server.store, to.id, idOf(response.headers.get('location') ?? ''));
    const original = await stored();
    expect(copy).toMatchObject({
      title: 'Week one',
      weight: '2',
      exercises: original.exercises,
      policy: { penalty: '1/8', dueAt: null, opensAt: null },
    });
    expect((await course.teacher.post(`${assignment}/copy`, { course: course.otherCourseId })).status).toBe(
      400,
    );
  });
});
