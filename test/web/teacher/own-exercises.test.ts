import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveCourseExercise } from '../../../src/store/course-exercises.ts';
import { impossibleExercise } from '../../classroom/impossible-exercise.ts';
import { makeCourse, type Person, stranger } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let [teacher, student, other]: Person[] = [];
let courseId: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  ({ courseId, teacher, student, other } = await makeCourse(server));
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const people = () => {
  if (!teacher || !student || !other) throw new Error('no people');
  return { teacher, student, other };
};
const list = () => `/teach/courses/${courseId}/exercises`;

const yaml = (id: string, title = 'Our very own') => `id: ${id}
level: 4
skills: [K9, K11]
title: { en: ${title}, fa: تمرین خودمان }
prompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }
net: { hidden: linear, output: linear }
parts:
  - quantity: dE/dw{i}{j}
`;

function upload(person: Pick<Person, 'post'>, text: string, file?: string) {
  const form = new FormData();
  form.set('yaml', text);
  form.set('file', new File(file === undefined ? [] : [file], file === undefined ? '' : 'own.yaml'));
  return person.post(list(), form);
}

const assign = (exercise: string) =>
  people().teacher.post(`/teach/courses/${courseId}/assignments`, { title: 'Week 9', exercise, tries: '3' });

describe("a course's own exercise", () => {
  it('is added from the box, assigned, answered by students and counted in the results', async () => {
    const response = await upload(people().teacher, yaml('own-first').replaceAll('\n', '\r\n'));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('“own-first” is added');
    const assignment = (await assign('own-first')).headers.get('location') ?? '';
    const path = assignment.replace('/teach', '');
    expect(await (await people().student.get(path)).text()).toContain('Our very own');
    const exercise = (await people().student.post(`${path}/1`, {})).headers.get('location') ?? '';
    expect(await (await people().student.get(exercise)).text()).toContain('Our very own');
    const results = await (await people().teacher.get(assignment)).text();
    expect(results).toContain('Our very own');
    expect(
      (
        await people().teacher.get(
          `${assignment.replace(/assignments.*/, 'gradebook/export/file?format=csv')}`,
        )
      ).status,
    ).toBe(200);
  });

  it('is added from a file, and shown to its teacher as any other', async () => {
    expect((await upload(people().teacher, 'ignored', yaml('own-file', 'From a file'))).status).toBe(200);
    const html = await (await people().teacher.get(`${list()}/own-file`)).text();
    expect(html).toContain('From a file');
    expect(html).toMatch(/Of \d+ draws/);
    expect((await people().teacher.post(`${list()}/own-file/another`, {})).headers.get('location')).toMatch(
      new RegExp(`^${list()}/own-file\\?seed=`),
    );
  });

  it('is printed on worksheets', async () => {
    await upload(people().teacher, yaml('own-paper', 'On paper'));
    const response = await people().teacher.post(`/teach/courses/${courseId}/worksheets`, {
      title: 'Quiz',
      exercise: 'own-paper',
      copies: '1',
      language: 'en',
    });
    const html = await (await people().teacher.get(response.headers.get('location') ?? '')).text();
    expect(html).toContain('On paper');
  });

  it('may be replaced until it is assigned', async () => {
    await upload(people().teacher, yaml('own-twice', 'First thought'));
    expect((await upload(people().teacher, yaml('own-twice', 'Second thought'))).status).toBe(200);
    expect(await (await people().teacher.get(list())).text()).toContain('Second thought');
    await assign('own-twice');
    const refused = await upload(people().teacher, yaml('own-twice', 'Third thought'));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('is assigned already');
  });

  it('belongs to its course alone', async () => {
    await upload(people().teacher, yaml('own-secret'));
    for (const path of [list(), `${list()}/own-secret`]) {
      expect((await people().student.get(path)).status).toBe(403);
      expect((await people().other.get(path)).status).toBe(404);
      expect((await stranger(server).get(path)).status).toBe(404);
    }
    expect((await upload(people().student, yaml('own-mine'))).status).toBe(403);
    expect((await upload(people().other, yaml('own-mine'))).status).toBe(404);
    expect((await people().student.post('/practise', { exercise: 'own-secret' })).status).toBe(404);
  });

  it('is refused with what is wrong in which line, and stands in the box to be mended', async () => {
    const refused = await upload(
      people().teacher,
      yaml('own-bad').replace('linear, output', 'swish, output'),
    );
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('Line 6, net.hidden:');
    expect(html).toContain('id: own-bad');
    expect(html).toContain('aria-invalid="true"');
  });

  it('is refused as a form that cannot be read, or that is too large', async () => {
    const headers = { cookie: people().teacher.cookie, 'content-type': 'multipart/form-data; boundary=x' };
    const send = (body: string) => fetch(server.url + list(), { method: 'POST', headers, body });
    expect((await send('nonsense')).status).toBe(400);
    expect((await send('x'.repeat(200_000))).status).toBe(413);
    expect((await people().teacher.post(list(), { other: 'x' })).status).toBe(400);
  });
});

describe('an exercise that has no variant', () => {
  it('is told on its page and in the preview of its assignment, with what the draws lacked', async () => {
    const { teacher } = people();
    const own = { courseId, id: 'own-nothing', yaml: impossibleExercise, createdAt: new Date() };
    await saveCourseExercise(server.store, own);
    const assignment = (await assign('du-linear')).headers.get('location') ?? '';
    // Behind the back of the jobs, which would report that they find none for the pool.
    await expect.poll(() => server.store.prisma.job.count({ where: { courseId, endedAt: null } })).toBe(0);
    await server.store.prisma.assignmentExercise.updateMany({
      where: { assignmentId: assignment.split('/').at(-1) ?? '' },
      data: { exercise: 'own-nothing' },
    });
    for (const page of [`${list()}/own-nothing?seed=1`, `${assignment}/preview/1`]) {
      const response = await teacher.get(page);
      expect([page, response.status]).toEqual([page, 409]);
      expect(await response.text()).toMatch(
        /no variant for this seed\..*No variant of own-nothing was found in 4000 draws\./s,
      );
    }
  });
});
