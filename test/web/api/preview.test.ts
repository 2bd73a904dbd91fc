import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { type Policy, withoutSchedule } from '../../../src/store/assignments.ts';
import { definitionOf, variantOf } from '../../exercise/catalogue.ts';
import { keysOf } from '../../grading/attempts.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let teacher: Caller;
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  teacher = await makeCaller(server, course.teacher.user);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const anything = z.record(z.string(), z.any());

async function set(mode: 'homework' | 'exam', policy: Partial<Policy> = {}) {
  const { courseId, classroom } = course;
  const whole = { ...withoutSchedule({ tries: 3, penalty: '1/4' }), ...policy };
  const exercises = ['dw-linear', 'du-linear'];
  const { id } = await setAssignment(classroom, {
    courseId,
    title: 'Week 4',
    mode,
    exercises,
    policy: whole,
  });
  return async (body: Readonly<Record<string, unknown>>) => {
    const sent = { position: 1, seed: 'seven', ...body };
    const response = await teacher.ask('POST', `/courses/${courseId}/assignments/${id}/preview`, sent);
    return { status: response.status, json: anything.parse(await response.json()) };
  };
}

const right = keysOf(variantOf(definitionOf('dw-linear'), 'seven'));

/** How many rows there are of what students leave. */
async function left(): Promise<readonly number[]> {
  const { variant, attempt, progress, draft } = server.store.prisma;
  return [await variant.count(), await attempt.count(), await progress.count(), await draft.count()];
}

describe('the preview of an assignment for a script', () => {
  it('shows an exercise as students see it, without its secrets', async () => {
    const ask = await set('homework', { dueAt: '2031-01-01T10:00:00.000Z' });
    const { json } = await ask({});
    expect(json).toMatchObject({
      moment: 'open',
      phase: 'open',
      revealed: true,
      endsAt: '2031-01-01T10:00:00.000Z',
      keeps: { fraction: '1' },
      seed: 'seven',
      exercise: { exercise: 'dw-linear' },
      parts: [{ part: 'p1', hints: [], feedback: [], closed: false, right: null, solution: null }],
      standings: [],
      result: null,
    });
    expect(json.moments.map(({ name }: { name: string }) => name)).toEqual(['open', 'over']);
    expect(json.prompt).toContain('$');
    expect((await ask({ position: 2 })).json.exercise.exercise).toBe('du-linear');
  });

  it('checks what is tried, with hints, and keeps nothing', async () => {
    const ask = await set('homework');
    const before = await left();
    const { json: wrong } = await ask({ answers: { p1: '77.777' } });
    expect(wrong.result).toMatchObject({ mark: { decimal: 0 }, parts: [{ verdict: { kind: 'wrong' } }] });
    expect(wrong.standings).toMatchObject([{ part: 'p1', tries: 1, closed: false, hints: 0 }]);
    expect(wrong.parts[0].feedback.length).toBeGreaterThan(0);
    const { json: hinted } = await ask({ hints: 2 });
    expect(hinted.parts[0].hints).toHaveLength(2);
    expect(hinted.result).toBeNull();
    const { json: done } = await ask({ answers: right, hints: 1 });
    expect(done.standings).toMatchObject([{ tries: 1, hints: 1, closed: true, mark: { decimal: 1 } }]);
    expect(done.parts[0]).toMatchObject({ closed: true, right: null });
    expect(done.parts[0].solution.at(-1).quantity).toBe(done.exercise.parts[0].quantity);
    expect(await left()).toEqual(before);
  });

  it('tells what lateness costs', async () => {
    const late = { perDay: '1/10', until: null };
    const ask = await set('homework', { dueAt: '2031-01-01T10:00:00.000Z', late });
    const { json } = await ask({ moment: 'late', answers: right });
    expect(json).toMatchObject({ phase: 'open', keeps: { fraction: '9/10' } });
    expect(json.standings).toMatchObject([{ mark: { fraction: '9/10' }, markOnTime: { fraction: '1' } }]);
  });

  it('of an exam tells nothing before its results are told', async () => {
    const ask = await set('exam', {
      opensAt: '2030-05-01T08:00:00.000Z',
      dueAt: '2030-05-02T08:00:00.000Z',
      timeLimitMinutes: 90,
      feedback: 'when-closed',
    });
    const { json } = await ask({ answers: right, hints: 1 });
    const names = json.moments.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['early', 'waiting', 'open', 'handed-in', 'over']);
    expect(json).toMatchObject({ phase: 'open', revealed: false, result: null, standings: [] });
    expect(json).toMatchObject({ endsAt: '2030-05-01T09:30:00.000Z', parts: [{ hints: [], closed: false }] });
    const { json: handedIn } = await ask({ moment: 'handed-in' });
    expect(handedIn).toMatchObject({ phase: 'over', revealed: false, parts: [{ solution: null }] });
    const { json: over } = await ask({ moment: 'over' });
    expect(over).toMatchObject({ phase: 'over', revealed: true, standings: [{ closed: true, tries: 0 }] });
    expect(over.parts[0].solution.length).toBeGreaterThan(0);
  });

  it.each([
    ['/position', { position: 3 }, 'This is too long or too large: at most 2.'],
    ['/moment', { moment: 'waiting' }, 'This must be one of: open.'],
    ['/answers/p9', { answers: { p9: '1' } }, 'The exercise has no such part.'],
  ])('refuses what there is not, with its place: %s', async (at, body, detail) => {
    const ask = await set('homework');
    const refused = await ask(body);
    expect(refused.status).toBe(422);
    expect(refused.json.errors).toMatchObject([{ in: 'body', at, detail: expect.stringContaining(detail) }]);
  });
});
