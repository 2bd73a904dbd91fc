/** Assignments of one course in another: by who teaches there, whatever they are in the first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { startCourse } from '../../../src/classroom/start-course.ts';
import { listAssignments, withoutSchedule } from '../../../src/store/assignments.ts';
import { saveCourseExercise } from '../../../src/store/course-exercises.ts';
import { join, makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const yaml = (title: string): string => `id: own-one
level: 4
skills: [K9, K11]
title: { en: ${title}, fa: یک }
prompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }
net: { hidden: linear, output: linear }
parts:
  - quantity: dE/dw{i}{j}
`;

/** Two assignments, one of them of an exercise of the course's own; and an empty course for the next term. */
async function makeTerms() {
  const made = await makeCourse(server);
  const { courseId, classroom, teacher } = made;
  const createdAt = new Date();
  await saveCourseExercise(server.store, { courseId, id: 'own-one', yaml: yaml('One'), createdAt });
  const policy = { ...withoutSchedule({ tries: 3, penalty: '1/4' }), dueAt: '2026-03-02T10:00:00.000Z' };
  const set = (title: string, exercises: readonly string[]) =>
    setAssignment(classroom, { courseId, title, exercises, policy });
  const assignments = [await set('Week 1', ['du-linear']), await set('Week 2', ['own-one', 'dw-linear'])];
  const next = await startCourse(classroom, teacher.user, 'Next term');
  const form = (fields: Readonly<Record<string, string>>, chosen = assignments) => {
    const sent = new URLSearchParams({ from: courseId, ...fields });
    for (const { id } of chosen) sent.append('assignment', id);
    return sent;
  };
  return { ...made, next, address: `/teach/courses/${next.id}/copy`, form };
}

describe('copying what was assigned', () => {
  it('brings a whole course with its own exercises, without dates', async () => {
    const { teacher, next, address, courseId, form } = await makeTerms();
    expect(await (await teacher.get(`/teach/courses/${next.id}`)).text()).toContain(address);
    const page = await (await teacher.get(`${address}?from=${courseId}`)).text();
    expect(page.match(/name="assignment"[^>]*checked/g)).toHaveLength(2);
    expect((await teacher.post(address, form({}))).headers.get('location')).toBe(`/teach/courses/${next.id}`);
    const copies = await listAssignments(server.store, next.id);
    expect(copies.map(({ title }) => title)).toEqual(['Week 1', 'Week 2']);
    expect(copies.map(({ exercises }) => exercises.map(({ exercise }) => exercise))).toEqual([
      ['du-linear'],
      ['own-one', 'dw-linear'],
    ]);
    expect(copies.map(({ policy }) => [policy.penalty, policy.dueAt])).toEqual([
      ['1/4', null],
      ['1/4', null],
    ]);
    expect(await (await teacher.get(`/teach/courses/${next.id}/exercises`)).text()).toContain('own-one');
  });

  it('moves dates by whole weeks, where that is asked', async () => {
    const { teacher, next, address, form } = await makeTerms();
    await teacher.post(address, form({ weeks: '26' }));
    const [first] = await listAssignments(server.store, next.id);
    expect(first?.policy.dueAt).toBe('2026-08-31T10:00:00.000Z');
  });

  it('does nothing by halves: says what is wrong, and keeps what was chosen', async () => {
    const { teacher, next, address, form } = await makeTerms();
    const createdAt = new Date();
    await saveCourseExercise(server.store, {
      courseId: next.id,
      id: 'own-one',
      yaml: yaml('Other'),
      createdAt,
    });
    for (const [sent, sentence] of [
      [form({}), 'exercises of the same names that are different: own-one'],
      [form({ weeks: '1.5' }), 'Write a whole number of weeks'],
      [form({}, []), 'Choose at least one assignment.'],
    ] as const) {
      const response = await teacher.post(address, sent);
      expect(response.status).toBe(422);
      const page = await response.text();
      expect(page).toContain(sentence);
      expect(page.match(/name="assignment"[^>]*checked/g) ?? []).toHaveLength(
        sent.getAll('assignment').length,
      );
    }
    expect(await listAssignments(server.store, next.id)).toEqual([]);
  });

  it('is for who assists in the one course and teaches the other, and from no course that they are not in', async () => {
    const { other, otherCourseId, courseId, form } = await makeTerms();
    const there = `/teach/courses/${otherCourseId}/copy`;
    const refused = await other.post(there, form({}));
    expect([refused.status, await refused.text()]).toEqual([422, expect.not.stringContaining('Week 1')]);
    await join(server, courseId, other, 'assistant');
    expect((await other.post(there, form({}))).status).toBe(303);
    expect(await listAssignments(server.store, otherCourseId)).toHaveLength(2);
  });
});
