import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spellingsOf } from '../../../src/classroom/find-printed.ts';
import { keyOf } from '../../../src/exercise/key.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { makeCourse, type Person } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { answerWith, assign, openExercise } from './coursework.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let variantId: string;
let wrong: string;
let teach: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  teach = `/teach/courses/${course.courseId}`;
  const assignment = await assign(course, ['dw-linear', 'which-errors']);
  variantId = await openExercise(course.student, assignment, 1);
  const key = (await right()).replace('−', '-');
  wrong = key.startsWith('-') ? key.slice(1) : `-${key}`;
  await answerWith(course, variantId, { p1: `${wrong} + 0` });
  await answerWith(course, variantId, { p1: '0,1.2' });
  await answerWith(course, variantId, { p1: key });
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

async function variant() {
  const stored = await findVariant(server.store, course.courseId, variantId);
  if (!stored) throw new Error('the variant is there');
  return stored.variant;
}

async function right(): Promise<string> {
  const drawn = await variant();
  return keyOf(drawn, drawn.parts[0]?.quantity ?? '').decimal;
}

const read = async (path: string, person: Person = course.teacher) => {
  const response = await person.get(path);
  expect(response.status).toBe(200);
  return response.text();
};

describe('the page of a variant', () => {
  it('shows what the student saw, and every attempt as typed, as read, with verdict, mistake and mark', async () => {
    const html = await read(`${teach}/variants/${variantId}`);
    for (const value of Object.values((await variant()).given))
      expect(html).toContain(`data-value="${value}"`);
    expect(html.match(/<section class="panel attempt">/g)).toHaveLength(3);
    expect(html).toContain(`<code class="typed" dir="ltr">${wrong} + 0</code>`);
    expect(html).toMatch(/Read as<\/dt><dd><span class="math"|Read as<\/dt><dd><math|Read as<\/dt><dd><span/);
    expect(html).toContain('opposite sign');
    expect(html).toContain('Could not be read; cost no try.');
    expect(html).toContain('<strong class="verdict">Right.</strong>');
    expect(html).toContain('typed in English, marked by engine 1');
    expect(html).not.toContain((await variant()).seed);
  });

  it('is for teachers of the course alone', async () => {
    for (const path of [`/variants/${variantId}`, '/attempts', `/students/${await studentId()}`]) {
      expect((await course.student.get(teach + path)).status).toBe(403);
      expect((await course.other.get(teach + path)).status).toBe(404);
    }
    expect((await course.teacher.get(`${teach}/variants/none`)).status).toBe(404);
    expect((await course.teacher.get(`${teach}/students/none`)).status).toBe(404);
  });
});

async function studentId(): Promise<string> {
  const people = await listEnrolments(server.store, course.courseId);
  return people.find(({ role }) => role === 'student')?.id ?? '';
}

const rowsIn = (html: string): number => (html.match(/, Attempt \d+<\/a>/g) ?? []).length;

describe('the page of a student', () => {
  it('leads from each assignment to each variant', async () => {
    const html = await read(`${teach}/students/${await studentId()}`);
    expect(html).toContain('<bdi>Grace</bdi>');
    expect(html).toContain(`href="${teach}/variants/${variantId}"`);
    expect(html).toContain('3 attempts');
    expect(html).toContain('50\u00a0%');
  });
});

describe('finding attempts', () => {
  it('finds all, and those of a student, an exercise, a mistake', async () => {
    const id = await studentId();
    const find = async (query: string) => rowsIn(await read(`${teach}/attempts?${query}`));
    expect(await find('')).toBe(3);
    expect(await find(`student=${id}&exercise=dw-linear`)).toBe(3);
    expect(await find('exercise=which-errors')).toBe(0);
    expect(await find('mistake=SIGN')).toBe(1);
    expect(await find(`student=${id}&mistake=NO_U`)).toBe(0);
    expect(await find('student=nobody')).toBe(0);
  });

  it('finds whose variant prints a number, typed as printed or otherwise written', async () => {
    const { given } = await variant();
    const printed = Object.values(given).map((value) => value.replace('-', '−'));
    const html = await read(`${teach}/attempts?numbers=${encodeURIComponent(printed.join(' '))}`);
    expect(html).toContain(`href="${teach}/variants/${variantId}"`);
    const one = `${Number(given.w11)}0`.includes('.') ? `${Number(given.w11)}0` : `${Number(given.w11)}.0`;
    expect(await read(`${teach}/attempts?numbers=${encodeURIComponent(one)}`)).toContain(variantId);
    expect(await read(`${teach}/attempts?numbers=123.456`)).toContain('Nothing found');
    expect(await read(`${teach}/attempts?numbers=abc`)).toContain('“abc” is not a number');
  });

  it('stays in its course', async () => {
    const { given } = await variant();
    const other = course.otherCourseId;
    const html = await read(`/teach/courses/${other}/attempts?numbers=${given.w11}`, course.other);
    expect(html).toContain('Nothing found');
  });

  it('finds a printed sheet by its code', async () => {
    const made = await course.teacher.post(`${teach}/worksheets`, {
      title: 'Quiz',
      exercise: 'dw-linear',
      copies: '1',
      language: 'en',
      online: 'yes',
    });
    expect(made.status).toBe(303);
    const { code, id } = await server.store.prisma.printedSheet.findFirstOrThrow();
    await course.student.post(`/sheet/${code}`, {});
    const html = await read(`${teach}/attempts?code=${code.toUpperCase()}`);
    expect(html).toContain(`${teach}/variants/${id}-${await studentId()}`);
    expect(html).toContain(`keys?code&#x3D;${code}`);
    expect(await read(`${teach}/attempts?code=nonesuch`)).toContain('No sheet of this course has this code.');
  });
});

describe('a printed number', () => {
  it('is known in every way of writing it', () => {
    expect(spellingsOf('−0.40', 'en')).toEqual(['-0.40', '-2/5', '-0.4']);
    expect(spellingsOf('1/3', 'en')).toEqual(['1/3']);
    expect(spellingsOf('۰٫۵', 'fa')).toContain('0.5');
    expect(spellingsOf('x', 'en')).toEqual([]);
  });
});
