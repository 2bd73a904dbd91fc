import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeCourse } from '../people.ts';
import { assign } from '../teacher/coursework.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let teacher: Caller;
let mistakes: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  const made = await makeCourse(server);
  teacher = await makeCaller(server, made.teacher.user);
  const assignment = (await assign(made, ['du-linear'])).replace('/teach', '');
  mistakes = `${assignment}/dashboard/mistakes`;
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const anything = z.record(z.string(), z.any());
const read = async (path: string) =>
  anything.parse(await (await teacher.ask('GET', `${mistakes}${path}`)).json());

describe('a worked example for a script', () => {
  it('shows the wrong answer, the right one, and the way to it', async () => {
    const { mistake, sentence, example } = await read('/SIGN');
    expect(mistake).toBe('SIGN');
    expect(sentence).toMatch(/^Right size, opposite sign/);
    expect(example.exercise.exercise).toBe('du-linear');
    expect(Number(example.wrong.decimal)).toBeCloseTo(-Number(example.right.decimal), 12);
    const last = example.steps.at(-1);
    expect(last).toMatchObject({ quantity: example.quantity, value: example.right.decimal, exact: true });
    expect(last.formula).toMatch(/^e\d\*h\d$/);
  });

  it('has the same numbers for the same draw, and others for the next', async () => {
    const first = await read('/SIGN');
    expect(await read('/SIGN?draw=1')).toEqual(first);
    expect((await read('/SIGN?draw=2')).example.exercise.given).not.toEqual(first.example.exercise.given);
  });

  it('is none where no exercise of the assignment shows the mistake', async () => {
    const { sentence, example } = await read('/HIDDEN_SLOPE');
    expect(sentence).not.toBe('');
    expect(example).toBeNull();
  });

  it.each(['/NOTHING', '/constructor', '/__proto__'])(
    'is not found for what is no mistake: %s',
    async (path) => {
      expect((await teacher.ask('GET', `${mistakes}${path}`)).status).toBe(404);
    },
  );
});
