import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { saveCourseExercise } from '../../../src/store/course-exercises.ts';
import { impossibleExercise } from '../../classroom/impossible-exercise.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let teacher: Caller;
let courseId: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  const made = await makeCourse(server);
  teacher = await makeCaller(server, made.teacher.user);
  courseId = made.courseId;
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const anything = z.record(z.string(), z.any());
async function answerTo(path: string, body: unknown = {}) {
  const response = await teacher.ask('POST', path, body);
  return { status: response.status, json: anything.parse(await response.json()) };
}

describe('an exercise that a script tries out', () => {
  it('has the same numbers for the same seed, and others each time where none is sent', async () => {
    const seven = (await answerTo('/exercises/dw-linear/try', { seed: 'seven' })).json;
    expect((await answerTo('/exercises/dw-linear/try', { seed: 'seven' })).json).toEqual(seven);
    expect(seven).toMatchObject({ seed: 'seven', result: null, exercise: { exercise: 'dw-linear' } });
    const seeds = [await answerTo('/exercises/dw-linear/try'), await answerTo('/exercises/dw-linear/try')];
    expect(new Set(seeds.map(({ json }) => json.seed)).size).toBe(2);
  });

  it('says what is right, what each mistake answers, and how far apart they are', async () => {
    const { json } = await answerTo('/exercises/dw-linear/try', { seed: 'seven' });
    const [part] = json.parts;
    expect(part.distance).toBeGreaterThanOrEqual(0.03);
    expect(part.wrong).toContainEqual(
      expect.objectContaining({ mistake: 'SIGN', code: expect.any(String), skill: expect.any(String) }),
    );
    expect(part.hints).toHaveLength(3);
    expect(part.solution.at(-1).quantity).toBe(json.exercise.parts[0].quantity);
    const answers = { p1: part.right };
    const right = await answerTo('/exercises/dw-linear/try', { seed: 'seven', answers });
    expect(right.json.result.mark).toEqual({ fraction: '1', decimal: 1 });
    const sign = part.wrong.find((each: { mistake: string }) => each.mistake === 'SIGN');
    const wrong = await answerTo('/exercises/dw-linear/try', {
      seed: 'seven',
      answers: { p1: sign.answer.value },
    });
    expect(wrong.json.result).toMatchObject({ mark: { decimal: 0 }, mistakes: [{ mistake: 'SIGN' }] });
  });

  it('refuses answers to parts that there are not, each with its place', async () => {
    const refused = await answerTo('/exercises/dw-linear/try', { answers: { p1: '1', 'p/9': '2' } });
    expect(refused.status).toBe(422);
    expect(refused.json.errors).toMatchObject([{ in: 'body', at: '/answers/p~19' }]);
  });

  it('says what the draws lacked where there are no numbers for it', async () => {
    const own = { courseId, id: 'own-nothing', yaml: impossibleExercise, createdAt: new Date() };
    await saveCourseExercise(server.store, own);
    const refused = await answerTo(`/courses/${courseId}/exercises/own-nothing/try`);
    expect(refused.status).toBe(409);
    expect(refused.json.detail).toMatch(/^No variant of own-nothing was found in 4000 draws\./);
  });

  it('leaves nothing behind', async () => {
    await answerTo('/exercises/dw-linear/try', { answers: { p1: '1' } });
    expect(await server.store.prisma.variant.count()).toBe(0);
    expect(await server.store.prisma.attempt.count()).toBe(0);
  });

  it('is not found where it is of another course', async () => {
    const missing = await answerTo(`/courses/${courseId}/exercises/dw-linear/try`);
    expect(missing.status).toBe(404);
  });
});
