/** Steps as a student meets them: filled in, checked, fewer and more; in practice, homework and an exam. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { takeHint } from '../../../src/classroom/take-hint.ts';
import { written } from '../../../src/exercise/solution.ts';
import { valuesOf } from '../../../src/exercise/values.ts';
import type { Variant } from '../../../src/exercise/variant.ts';
import { withSteps } from '../../../src/exercise/with-steps.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { listAttempts } from '../../../src/store/attempts.ts';
import { readVariant } from '../../../src/store/json-columns.ts';
import { listProgress } from '../../../src/store/progress.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

async function variantAt(page: string): Promise<Variant> {
  const [courseId = '', id = ''] = page.split('/').slice(-2);
  const row = await server.store.prisma.variant.findUniqueOrThrow({
    where: { courseId_id: { courseId, id } },
  });
  return readVariant(row.frozen);
}

async function practise(exercise = 'dw-linear') {
  const made = await makeCourse(server);
  const page = (await made.student.post('/practise', { exercise })).headers.get('location') ?? '';
  const show = async () => (await made.student.get(page)).text();
  const send = async (fields: Readonly<Record<string, string>>) => {
    const answer = await made.student.post(page, { submission: `${Math.random()}`, ...fields });
    return answer.status === 303 ? show() : answer.text();
  };
  return { ...made, page, show, send, variant: await variantAt(page) };
}

async function assigned(mode: 'homework' | 'exam', exercise = 'dw-linear') {
  const made = await makeCourse(server);
  const { classroom, courseId, student } = made;
  const assignment = await setAssignment(classroom, {
    courseId,
    title: 'Sheet',
    mode,
    exercises: [exercise],
    policy: {
      ...withoutSchedule({ tries: 2, penalty: '1/4' }),
      ...(mode === 'exam' && { timeLimitMinutes: 30 }),
    },
  });
  const at = `/courses/${courseId}/assignments/${assignment.id}`;
  if (mode === 'exam') await student.post(`${at}/start`, {});
  const page = (await student.post(`${at}/1`, {})).headers.get('location') ?? '';
  return { ...made, page, assignmentId: assignment.id, variant: await variantAt(page) };
}

const boxesOn = (html: string): readonly string[] =>
  [...html.matchAll(/name="answer\.(s-[^"]+)"/g)].map((found) => found[1] ?? '');

const valueIn = (variant: Variant, quantity: string): string => written(valuesOf(variant)(quantity)).value;
const rightSteps = (variant: Variant): Record<string, string> =>
  Object.fromEntries(
    withSteps(variant).steps.map(({ id, quantity }) => [`answer.${id}`, valueIn(variant, quantity)]),
  );

describe('steps on the page', () => {
  it('are all there at first, in their natural order', async () => {
    const { show, variant } = await practise();
    expect(boxesOn(await show())).toEqual(withSteps(variant).steps.map(({ id }) => id));
  });

  it('are checked with the answer, and count nothing', async () => {
    const { send, variant, courseId, page } = await practise();
    const key = valueIn(variant, variant.parts[0]?.quantity ?? '');
    const html = await send({ ...rightSteps(variant), 'answer.s-e1': '77.7', 'answer.p1': key });
    expect(html.match(/class="part step is-right"/g)).toHaveLength(9);
    expect(html).toMatch(/class="part step is-wrong"/);
    const practice = page.split('/').at(-2) ?? courseId;
    const [attempt] = await listAttempts(server.store, practice, variantIdIn(page));
    expect(attempt?.result.mark).toBe('1');
    const progress = await listProgress(server.store, practice);
    expect(progress.map(({ part, mark, closed }) => ({ part, mark, closed }))).toEqual([
      { part: 'p1', mark: '1', closed: true },
    ]);
  });

  it('cost no try when they are wrong, and say where they cannot be read', async () => {
    const { send } = await practise('du-linear');
    const html = await send({ 'answer.s-e1': '1/0', 'answer.s-e2': '1/0', 'answer.p1': '' });
    expect(html).toContain('This could not be read.');
    expect(html).toContain('3 tries left');
  });

  it('can be fewer and more again, and nothing typed is lost', async () => {
    const { send, show, variant } = await practise();
    const typed = { 'answer.s-h1': '0.123', 'answer.s-e1': '0.456', 'answer.p1': '0.789' };
    const some = await send({ ...typed, action: 'fewer' });
    expect(boxesOn(some)).toEqual(
      withSteps(variant)
        .steps.slice(-1)
        .map(({ id }) => id),
    );
    expect(some).toContain('value="0.789"');
    expect(some).toMatch(/role="status">One step is left/);
    const none = await send({ 'answer.p1': '0.789', action: 'fewer' });
    expect(boxesOn(none)).toEqual([]);
    expect(none).not.toContain('id="fewer"');
    expect(boxesOn(await show())).toEqual([]);
    await send({ 'answer.p1': '0.5', action: 'check' });
    await send({ 'answer.p1': '0.5', action: 'more' });
    const all = await send({ 'answer.p1': '0.5', action: 'more' });
    expect(boxesOn(all)).toHaveLength(10);
    for (const value of ['0.123', '0.456', '0.5']) expect(all).toContain(`value="${value}"`);
  });

  it('go along to another one like it', async () => {
    const { send, student, page } = await practise();
    await send({ action: 'fewer' });
    await send({ action: 'fewer' });
    const next = (await student.post(`${page}/another`, {})).headers.get('location') ?? '';
    expect(boxesOn(await (await student.get(next)).text())).toEqual([]);
  });

  it('are worked out before the ones that are left, in practice alone, and never the asked answer', async () => {
    const { send, variant } = await practise();
    const html = await send({ action: 'fewer' });
    const worked = [...html.matchAll(/class="worked"[\s\S]*?<bdi dir="ltr">\S+ ([^<]+)<\/bdi>/g)].map(
      (each) => each[1],
    );
    const steps = withSteps(variant).steps.map(({ quantity }) =>
      valueIn(variant, quantity).replace('-', '−'),
    );
    expect(worked.length).toBeGreaterThan(0);
    for (const value of worked) expect(steps.slice(0, -1)).toContain(value);
    const homework = await assigned('homework');
    const fewer = await homework.student.post(homework.page, { submission: 'a', action: 'fewer' });
    const text = await fewer.text();
    expect(boxesOn(text)).toHaveLength(1);
    expect(text).not.toContain('class="worked"');
  });

  it('are none in an exam, whatever is sent', async () => {
    const exam = await assigned('exam');
    const html = await (await exam.student.get(exam.page)).text();
    expect(boxesOn(html)).toEqual([]);
    expect(html).not.toContain('Show me');
    const sent = await exam.student.post(exam.page, {
      submission: 'a',
      action: 'more',
      ...rightSteps(exam.variant),
    });
    expect(boxesOn(await sent.text())).toEqual([]);
  });

  it('are echoed as they are read', async () => {
    const { student, page } = await practise();
    const echo = async (text: string) =>
      (await student.get(`${page}/echo?part=s-e1&text=${encodeURIComponent(text)}`)).text();
    expect(await echo('t1/2')).toContain('<math');
    expect(await echo('t1/')).toBe('');
  });
});

const variantIdIn = (page: string): string => page.split('/').at(-1) ?? '';

/** As many hints, each as long after the last as they come apart. */
async function hintsOn(page: string, count: number): Promise<void> {
  const [courseId = '', id = ''] = page.split('/').slice(-2);
  for (let hint = count; hint > 0; hint--) {
    const stored = await findVariant(server.store, courseId, id);
    const earlier = () => new Date(Date.now() - hint * 60_000);
    if (stored)
      await takeHint({ store: server.store, exercises: new Map(), collections: [], now: earlier }, stored);
  }
}

describe('hints', () => {
  it('come some seconds apart, in words, and keep what was typed', async () => {
    const { send } = await practise();
    const first = await send({ 'answer.p1': '0.25', action: 'hint' });
    expect(first.match(/class="hint"/g)).toHaveLength(1);
    expect(first).toMatch(/The next hint can be had in (10|9) seconds/);
    const early = await send({ 'answer.p1': '0.75', action: 'hint' });
    expect(early.match(/class="hint"/g)).toHaveLength(1);
    expect(early).toContain('Hints come 10 seconds apart');
    expect(early).toContain('value="0.75"');
  });

  it('lead on from the last to the same with other numbers', async () => {
    const { show, page } = await practise();
    await hintsOn(page, 3);
    const html = await show();
    expect(html.match(/class="hint"/g)).toHaveLength(3);
    expect(html).toContain('Now the same by yourself, with other numbers:');
  });
});

describe('homework with steps', () => {
  it('shows no number of a step before the answer is closed', async () => {
    const { student, page, variant } = await assigned('homework', 'dw-sigmoid');
    const secrets = withSteps(variant)
      .parts.map(({ quantity }) => valueIn(variant, quantity))
      .filter(
        (value) => value.replace(/\D/g, '').length > 3 && !Object.values(variant.given).includes(value),
      );
    expect(secrets.length).toBeGreaterThan(10);
    const pages = [await (await student.get(page)).text()];
    await hintsOn(page, 2);
    for (const action of ['hint', 'fewer', 'fewer', 'more', 'check']) {
      const typed = { 'answer.s-e1': '7.7', 'answer.p1': '8.8' };
      const answer = await student.post(page, { submission: action, action, ...typed });
      pages.push(answer.status === 303 ? await (await student.get(page)).text() : await answer.text());
    }
    for (const html of pages)
      for (const secret of secrets) expect(html).not.toContain(secret.replace('-', ''));
  });
});
