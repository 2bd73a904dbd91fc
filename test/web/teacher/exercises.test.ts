import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/exercise/key.ts';
import { definitionOf, variantOf } from '../../exercise/catalogue.ts';
import { makeCourse, type Person, stranger } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let [teacher, student]: Person[] = [];
let courseId: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  ({ courseId, teacher, student } = await makeCourse(server));
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const asTeacher = () => {
  if (!teacher) throw new Error('no teacher');
  return teacher;
};

describe('the exercises for teachers', () => {
  it('are listed by level, with the skills they practise', async () => {
    const html = await (await asTeacher().get('/teach/exercises')).text();
    expect(html).toContain('href="/teach/exercises/dw-linear"');
    expect(html).toContain('Gradients of w weights');
    expect(html.indexOf('level 2')).toBeLessThan(html.indexOf('level 4'));
  });

  it('show the key, the mistakes with their values, the proof, and the share of draws', async () => {
    const variant = variantOf(definitionOf('dw-linear'), '7');
    const html = await (await asTeacher().get('/teach/exercises/dw-linear?seed=7')).text();
    const key = keyOf(variant, variant.parts[0]?.quantity ?? '');
    expect(html).toContain(key.decimal.replace('-', '−'));
    expect(html).toContain('opposite sign');
    expect(html).toMatch(/The nearest mistake is at least [\d.]+ % away/);
    expect(html).toMatch(/Of \d+ draws, [1-9]\d* became a variant/);
    expect(html).toContain('action="/teach/exercises/dw-linear?seed&#x3D;7"');
  });

  it('grade what is tried, and keep nothing', async () => {
    const variant = variantOf(definitionOf('dw-linear'), '7');
    const { decimal } = keyOf(variant, variant.parts[0]?.quantity ?? '');
    const wrong = decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
    const send = async (typed: string, action = 'check') =>
      (
        await asTeacher().post('/teach/exercises/dw-linear?seed=7', {
          submission: 'preview',
          action,
          'answer.p1': typed,
        })
      ).text();
    expect(await send(decimal)).toContain('>Right.<');
    expect(await send(wrong)).toMatch(/>Not yet\.<[\s\S]*opposite sign/);
    expect(await send(wrong, 'hint')).toContain('class="hint"');
    expect(await server.store.prisma.attempt.count()).toBe(0);
    expect(await server.store.prisma.variant.count()).toBe(0);
  });

  it('are drawn again from another seed', async () => {
    const response = await asTeacher().post('/teach/exercises/dw-linear/another', {});
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^\/teach\/exercises\/dw-linear\?seed=[0-9a-f]{12}$/);
  });

  it.each(['which-errors', 'order-u-linear', 'dw-sigmoid-given', 'softmax-cross-entropy', 'formula-dw'])(
    'have a page for %s',
    async (id) => {
      expect((await asTeacher().get(`/teach/exercises/${id}`)).status).toBe(200);
    },
  );

  it('are closed to students and strangers', async () => {
    for (const path of ['/teach/exercises', '/teach/exercises/dw-linear']) {
      expect((await student?.get(path))?.status).toBe(403);
      expect((await stranger(server).get(path)).status).toBe(403);
    }
    expect((await asTeacher().get('/teach/exercises/no-such')).status).toBe(404);
    expect(courseId).not.toBe('');
  });
});
