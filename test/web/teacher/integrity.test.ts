import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRational, showDecimal } from '../../../src/number/rational.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { join, makeCourse, makePerson } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { answerWith, assign, openExercise } from './coursework.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignment: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  assignment = await assign(course, ['dw-sigmoid-given']);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

describe('answers that fit another variant', () => {
  it('are listed with whose variant they fit, how likely that is, and a word of caution', async () => {
    const neighbour = await makePerson(server, 'Lin');
    await join(server, course.courseId, neighbour, 'student');
    const own = await openExercise(course.student, assignment, 1);
    const other = await openExercise(neighbour, assignment, 1);
    const { variant } = (await findVariant(server.store, course.courseId, other)) ?? {};
    const [part] = variant?.parts ?? [];
    const key = showDecimal(parseRational(variant?.certificate.parts[part?.id ?? '']?.key ?? '0'), 7);
    await answerWith(course, own, { [part?.id ?? 'p1']: key });
    const html = await (await course.teacher.get(`${assignment}/integrity`)).text();
    expect(html).toContain('1 of 1 wrong numbers fits the variant of somebody else.');
    expect(html).toContain(`<code dir="ltr">${key}</code>`);
    expect(html).toContain('<bdi>Lin</bdi>');
    expect(html).toMatch(/about 1 in \d+/);
    expect(html).toContain('It proves nothing');
  });

  it('are for teachers of the course alone', async () => {
    expect((await course.student.get(`${assignment}/integrity`)).status).toBe(403);
    expect((await course.other.get(`${assignment}/integrity`)).status).toBe(404);
  });
});
