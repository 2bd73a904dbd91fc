import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { makeCourse } from '../people.ts';
import { answerWith, assign, openExercise } from '../teacher/coursework.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let teacher: Caller;
let assignment: string;
let course: string;
let student: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  const made = await makeCourse(server);
  teacher = await makeCaller(server, made.teacher.user);
  const address = await assign(made, ['du-linear']);
  await answerWith(made, await openExercise(made.student, address, 1), { p1: '99999' });
  assignment = address.replace('/teach', '');
  course = `/courses/${made.courseId}`;
  const people = await listEnrolments(server.store, made.courseId);
  student = people.find(({ role }) => role === 'student')?.id ?? '';
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const anything = z.record(z.string(), z.any());
async function answerTo(method: string, path: string, body?: unknown) {
  const response = await teacher.ask(method, path, body);
  return { status: response.status, json: anything.parse(await response.json()) };
}

describe('a change of an assignment that has begun', () => {
  it('is made only when it is said what becomes of what was answered', async () => {
    const policy = { penalty: '1/4' };
    expect((await answerTo('PATCH', assignment, { policy })).status).toBe(409);
    const { json: foreseen } = await answerTo('POST', `${assignment}/foresee`, { policy });
    expect(foreseen.started).toBe(1);
    const regrade = { kind: 'regrade', digest: 'of another plan' };
    expect((await answerTo('PATCH', assignment, { policy, apply: regrade })).status).toBe(409);
    const apply = { kind: 'regrade', digest: foreseen.plan.digest };
    const changed = await answerTo('PATCH', assignment, { policy, apply });
    expect(changed.status).toBe(200);
    expect(changed.json.policy.penalty).toEqual({ fraction: '1/4', decimal: 0.25 });
  });

  it('keeps its exercises', async () => {
    const exercises = [{ exercise: 'dw-linear' }];
    const apply = { kind: 'from-now-on' };
    expect((await answerTo('PATCH', assignment, { exercises, apply })).status).toBe(409);
  });
});

describe('a mark set by script', () => {
  it('counts, stands in history and audit log, and is taken back', async () => {
    const path = `${assignment}/students/${student}/mark`;
    const set = await answerTo('PUT', path, { mark: 0.7, reason: 'Told me' });
    expect(set.json.items).toMatchObject([
      { kind: 'override', before: { fraction: '0' }, after: { fraction: '7/10', decimal: 0.7 } },
    ]);
    const { json: audit } = await answerTo('GET', `${course}/audit?limit=1`);
    expect(audit.items).toMatchObject([{ action: 'mark-overridden', subjectId: student }]);
    const { json: gradebook } = await answerTo('GET', `${course}/gradebook`);
    const [row] = gradebook.items;
    expect(Object.values(row.marks)).toEqual([
      {
        mark: { fraction: '7/10', decimal: 0.7 },
        earned: { fraction: '0', decimal: 0 },
        overridden: true,
      },
    ]);
    const back = await answerTo('PUT', path, { mark: null, reason: 'Not so' });
    expect(back.json.items).toMatchObject([{ kind: 'override-withdrawn', after: { fraction: '0' } }]);
  });

  it.each([1.5, '-1/2', '1/0', '', 'x', '3/2'])('is never %j', async (mark) => {
    const path = `${assignment}/students/${student}/mark`;
    expect((await answerTo('PUT', path, { mark, reason: 'x' })).status).toBe(422);
  });
});
