import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/exercise/key.ts';
import { listAudit } from '../../../src/store/audit.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { listMarkChanges } from '../../../src/store/mark-changes.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { makeCourse, type Person } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { answerWith, assign, openExercise } from './coursework.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let assignment: string;
let enrolmentId: string;
let variantId: string;
let teach: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  teach = `/teach/courses/${course.courseId}`;
  assignment = await assign(course, ['dw-linear', 'which-errors']);
  variantId = await openExercise(course.student, assignment, 1);
  const variant = (await findVariant(server.store, course.courseId, variantId))?.variant;
  if (!variant) throw new Error('the variant is there');
  await answerWith(course, variantId, { p1: keyOf(variant, variant.parts[0]?.quantity ?? '').decimal });
  const people = await listEnrolments(server.store, course.courseId);
  enrolmentId = people.find(({ role }) => role === 'student')?.id ?? '';
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const read = async (path: string, person: Person = course.teacher) => (await person.get(path)).text();
const setMark = (fields: Readonly<Record<string, string>>) =>
  course.teacher.post(`${assignment}/students/${enrolmentId}/mark`, fields);
const changes = () => listMarkChanges(server.store, course.courseId, { enrolmentId });

describe('a mark set by hand', () => {
  it('counts in place of the earned one, with its reason, for teacher and student, and in the file', async () => {
    expect(await read(`${teach}/gradebook`)).toContain('<summary>50\u00a0%');
    const response = await setMark({ percent: '66,5'.replace(',', '.'), reason: 'Explained it orally' });
    expect(response.status).toBe(303);
    const html = await read(`${teach}/students/${enrolmentId}`);
    expect(html).toContain('Set to 66.5\u00a0% by Ada: Explained it orally');
    expect(html).toContain('Earned: 50\u00a0% (exactly 1/2)');
    expect(await read(`${teach}/gradebook`)).toContain(
      '<li>Set to 66.5\u00a0% by Ada: Explained it orally</li>',
    );
    expect(await read(`${teach}/gradebook`)).toContain('<summary>66.5\u00a0%');
    expect(await read(`${teach}/gradebook/export/file?format=csv`)).toContain('66.5');
    const seen = await read(assignment.replace('/teach', ''), course.student);
    expect(seen).toContain('67 %, set by your teacher: Explained it orally');
    expect((await changes())[0]).toMatchObject({ kind: 'override', before: '1/2', after: '133/200' });
  });

  it('is taken back, and the history keeps both', async () => {
    await setMark({ action: 'withdraw', reason: 'taken back' });
    expect(await read(`${teach}/gradebook`)).toContain('<summary>50\u00a0%');
    expect((await changes()).map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['override-withdrawn', '133/200', '1/2'],
      ['override', '1/2', '133/200'],
    ]);
    const audit = await listAudit(server.store, course.courseId, { most: 10 });
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['mark-reset', 'mark-overridden', 'work-seen']),
    );
  });

  it('can be of a part', async () => {
    await setMark({ position: '1', part: 'p1', percent: '200/3', reason: 'Rounded', variant: variantId });
    const html = await read(`${teach}/variants/${variantId}`);
    expect(html).toContain('Set to 66.7\u00a0% by Ada: Rounded');
    expect(await read(`${teach}/gradebook`)).toContain('<summary>33.3\u00a0%');
    await setMark({ position: '1', part: 'p1', action: 'withdraw', reason: 'taken back' });
  });

  it.each([
    ['101', 'why'],
    ['-1', 'why'],
    ['half', 'why'],
    ['50', ''],
  ])('is asked for again, with what was typed, where it is %j for the reason %j', async (percent, reason) => {
    const response = await setMark({ percent, reason });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('A mark is a number from 0 to 100, and it needs a reason.');
    expect(html).toContain(`value="${percent}"`);
  });

  it('is for teachers alone', async () => {
    const path = `${assignment}/students/${enrolmentId}/mark`;
    expect((await course.student.post(path, { percent: '100', reason: 'me' })).status).toBe(403);
    expect((await course.other.post(path, { percent: '100', reason: 'me' })).status).toBe(404);
    expect((await setMark({ position: '9', part: 'p1', percent: '1', reason: 'x' })).status).toBe(400);
  });
});

describe('a part that weighs differently', () => {
  it('changes everybody’s mark at once, and each change stands in the history', async () => {
    const fields = { position: '2', part: 'p1', weight: '0', reason: 'Misprint' };
    for (const part of ['p1', 'p2', 'p3'])
      expect((await course.teacher.post(`${assignment}/weights`, { ...fields, part })).status).toBe(303);
    expect(await read(`${teach}/gradebook`)).toContain('<summary>100\u00a0%');
    expect((await changes())[0]).toMatchObject({ kind: 'part-weight', before: '1/2', after: '1' });
    const html = await read(`${assignment}/weights`);
    expect(html).toContain('(set by Ada: Misprint)');
    expect(html).toContain('a part weighed differently');
    for (const part of ['p1', 'p2', 'p3'])
      await course.teacher.post(`${assignment}/weights`, { ...fields, part, weight: '1' });
    expect(await read(`${teach}/gradebook`)).toContain('<summary>50\u00a0%');
  });

  it('needs a reason', async () => {
    const response = await course.teacher.post(`${assignment}/weights`, {
      position: '2',
      part: 'p1',
      weight: '2',
      reason: '',
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('a change of it needs a reason');
  });
});

describe('a comment', () => {
  it('stands on the student’s page of the exercise', async () => {
    const text = 'Look at <both> paths.\r\nThen add.';
    expect((await course.teacher.post(`${teach}/variants/${variantId}/comments`, { text })).status).toBe(303);
    expect(await read(`${teach}/variants/${variantId}`)).toContain('Look at &lt;both&gt; paths.');
    const seen = await read(`/exercise/${course.courseId}/${variantId}`, course.student);
    expect(seen).toContain('Your teacher: Look at &lt;both&gt; paths.');
  });
});

describe('the history of marks', () => {
  it('cannot be changed', async () => {
    const { prisma } = server.store;
    await expect(prisma.markChange.deleteMany()).rejects.toThrow(/append-only/);
    await expect(prisma.markChange.updateMany({ data: { reason: 'x' } })).rejects.toThrow(/append-only/);
  });
});
