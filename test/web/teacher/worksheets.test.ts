import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/exercise/key.ts';
import { listSheets, listWorksheets } from '../../../src/store/worksheets.ts';
import { join, makeCourse, makePerson, type Person, stranger } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let courseId: string;
let [teacher, student, other]: Person[] = [];

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

const form = (fields: Readonly<Record<string, string>>, exercises: readonly string[]) => {
  const body = new URLSearchParams({ title: 'Quiz 3', copies: '2', language: 'en', ...fields });
  for (const exercise of exercises) body.append('exercise', exercise);
  return body;
};

const list = () => `/teach/courses/${courseId}/worksheets`;

async function make(fields: Readonly<Record<string, string>>, exercises = ['dw-linear', 'which-errors']) {
  const response = await people().teacher.post(list(), form(fields, exercises));
  expect(response.status).toBe(303);
  const address = response.headers.get('location') ?? '';
  const sheets = await listSheets(server.store, courseId, address.split('/').at(-1) ?? '');
  return { address, sheets };
}

describe('a worksheet', () => {
  it('can hold a collection as it is', async () => {
    const { sheets } = await make({ title: 'Both errors', collection: 'both-errors', copies: '1' }, []);
    expect(sheets).toHaveLength(7);
  });

  it('has another variant and another code on every sheet', async () => {
    const { address, sheets } = await make({ copies: '4' });
    expect(sheets.map(({ copy, position, variant }) => [copy, position, variant.exercise])).toEqual(
      [1, 2, 3, 4].flatMap((copy) => [
        [copy, 1, 'dw-linear'],
        [copy, 2, 'which-errors'],
      ]),
    );
    expect(new Set(sheets.map(({ variant }) => JSON.stringify(variant.given))).size).toBe(8);
    expect(new Set(sheets.map(({ code }) => code)).size).toBe(8);
    const html = await (await people().teacher.get(address)).text();
    for (const { code, variant } of sheets) {
      expect(html).toContain(`<code dir="ltr">${code}</code>`);
      expect(html).toContain(`QR code of sheet ${code}`);
      expect(html).toContain(`data-value="${variant.given.w11}"`);
    }
  });

  it('prints no key, no seed and no solution on the sheets, and all of them on the keys', async () => {
    const { address, sheets } = await make({});
    const html = await (await people().teacher.get(address)).text();
    const keys = await (await people().teacher.get(`${address}/keys`)).text();
    expect(keys.match(/class="way"/g)).toHaveLength(2);
    for (const { variant } of sheets.filter(({ position }) => position === 1)) {
      const [part] = variant.parts;
      const { decimal } = keyOf(variant, part?.quantity ?? '');
      const digits = decimal.replace('-', '');
      expect(keys).toContain(`<mn>${digits}</mn>`);
      expect(html).not.toContain(`<mn>${digits}</mn>`);
      expect(html).not.toContain(variant.seed);
    }
    expect(html).not.toMatch(/class="way"|class="answers"/);
  });

  it('speaks the language that was chosen for it, whoever prints it', async () => {
    const { address } = await make({ language: 'fa' });
    const html = await (await people().teacher.get(address, { 'accept-language': 'en' })).text();
    expect(html).toContain('<html lang="en"');
    expect(html.match(/<article class="sheet" lang="fa" dir="rtl">/g)).toHaveLength(4);
  });

  it.each([
    [{ title: '' }, ['dw-linear'], 'Write a title.'],
    [{}, [], 'Choose at least one exercise.'],
    [{}, ['no-such'], 'Choose at least one exercise.'],
    [{ copies: '150' }, ['dw-linear', 'du-linear'], 'That would be 300 sheets'],
  ])('is refused for %j of %j', async (fields, exercises, sentence) => {
    const before = (await listWorksheets(server.store, courseId)).length;
    const response = await people().teacher.post(list(), form(fields, exercises));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
    expect(await listWorksheets(server.store, courseId)).toHaveLength(before);
  });

  it('is for the teachers of its course alone', async () => {
    const { address } = await make({});
    const { student: pupil, other: colleague } = people();
    for (const path of [list(), address, `${address}/keys`]) {
      expect([path, (await pupil.get(path)).status]).toEqual([path, 403]);
      expect([path, (await colleague.get(path)).status]).toEqual([path, 404]);
      expect([path, (await stranger(server).get(path)).status]).toEqual([path, 404]);
    }
    expect((await pupil.post(list(), form({}, ['dw-linear']))).status).toBe(403);
    expect((await colleague.post(list(), form({}, ['dw-linear']))).status).toBe(404);
  });
});

describe('the code on a sheet', () => {
  it('leads the teacher to the key of this sheet', async () => {
    const { address, sheets } = await make({ online: 'yes' });
    const [first, second] = sheets;
    const { teacher: reader } = people();
    const typed = await reader.get(`/sheet?code=%20${first?.code.toUpperCase()}`);
    expect(typed.headers.get('location')).toBe(`/sheet/${first?.code}`);
    const response = await reader.get(`/sheet/${first?.code}`);
    expect(response.headers.get('location')).toBe(`${address}/keys?code=${first?.code}`);
    const html = await (await reader.get(response.headers.get('location') ?? '')).text();
    expect(html).toContain(first?.code);
    expect(html).not.toContain(second?.code);
  });

  it('leads a student to the same numbers online, and again to the same variant', async () => {
    const { sheets } = await make({ online: 'yes' });
    const [first, second] = [sheets[0], sheets[2]];
    const { student: pupil } = people();
    const page = await pupil.get(`/sheet/${first?.code}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`action="/sheet/${first?.code}"`);
    const opened = await pupil.post(`/sheet/${first?.code}`, {});
    const exercise = opened.headers.get('location') ?? '';
    const html = await (await pupil.get(exercise)).text();
    for (const [name, value] of Object.entries(first?.variant.given ?? {}))
      expect(html).toContain(`data-quantity="${name}" data-value="${value}"`);
    expect((await pupil.post(`/sheet/${first?.code}`, {})).headers.get('location')).toBe(exercise);
    const another = await pupil.post(`/sheet/${second?.code}`, {});
    expect(another.headers.get('location')).not.toBe(exercise);
    const course = await (await pupil.get(`/courses/${courseId}`)).text();
    expect(course).not.toContain('Quiz 3');
  });

  it('opens nothing online where the teacher wants paper', async () => {
    const { sheets } = await make({});
    const { student: pupil } = people();
    expect(await (await pupil.get(`/sheet/${sheets[0]?.code}`)).text()).toContain('worked on paper');
    expect((await pupil.post(`/sheet/${sheets[0]?.code}`, {})).status).toBe(403);
  });

  it('opens nothing to people outside the course, and never a key to a student', async () => {
    const { address, sheets } = await make({ online: 'yes' });
    const path = `/sheet/${sheets[0]?.code}`;
    for (const person of [people().other, stranger(server)]) {
      const response = await person.get(path);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('Join the course');
      expect((await person.post(path, {})).status).toBe(403);
    }
    expect((await people().student.get(`${address}/keys?code=${sheets[0]?.code}`)).status).toBe(403);
    expect((await people().teacher.get('/sheet/aaaaaaaa')).status).toBe(404);
    expect((await people().teacher.get('/sheet')).status).toBe(404);
  });

  it('leads two students to a variant each', async () => {
    const { sheets } = await make({ online: 'yes' }, ['dw-linear']);
    const friend = await makePerson(server, 'Emmy');
    await join(server, courseId, friend, 'student');
    const opened = await Promise.all(
      [people().student, friend, friend].map((person) => person.post(`/sheet/${sheets[0]?.code}`, {})),
    );
    const places = opened.map((response) => response.headers.get('location'));
    expect(new Set(places).size).toBe(2);
    expect(places[1]).toBe(places[2]);
  });
});
