/** An exam as a student meets it: started, saved, handed in by hand or by the clock, told only when it is over. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handInOverdue } from '../../../src/classroom/hand-in.ts';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { listAttempts } from '../../../src/store/attempts.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

async function makeExam(dueAt: string | null = null) {
  const made = await makeCourse(server);
  const assignment = await setAssignment(made.classroom, {
    courseId: made.courseId,
    title: 'Exam',
    mode: 'exam',
    exercises: ['dw-linear'],
    policy: {
      ...withoutSchedule({ tries: 1, penalty: '0' }),
      dueAt,
      timeLimitMinutes: 30,
      feedback: 'when-closed',
    },
  });
  return { ...made, at: `/courses/${made.courseId}/assignments/${assignment.id}` };
}

async function startIn({ student, at }: Awaited<ReturnType<typeof makeExam>>): Promise<string> {
  await student.post(`${at}/start`, {});
  return (await student.post(`${at}/1`, {})).headers.get('location') ?? '';
}

const answered = { submission: 'one', action: 'check', 'answer.p1': '12345' };

describe('an exam', () => {
  it('shows nothing before it is started', async () => {
    const exam = await makeExam();
    expect(await (await exam.student.get(exam.at)).text()).toContain('Start the exam');
    const early = await exam.student.post(`${exam.at}/1`, {});
    expect(early.headers.get('location')).toBe(exam.at);
  });

  it('keeps what is typed, checks nothing, gives no hint and no other numbers', async () => {
    const exam = await makeExam();
    const page = await startIn(exam);
    expect((await exam.student.post(`${page}/draft`, answered)).status).toBe(204);
    const shown = await (await exam.student.get(page)).text();
    expect(shown).toContain('value="12345"');
    expect(shown).toContain('data-ends=');
    const checked = await (await exam.student.post(page, answered)).text();
    expect(checked).not.toContain('class="verdict"');
    expect(checked).not.toContain('id="hint"');
    expect((await exam.student.post(`${page}/another`, {})).status).toBe(403);
    const hinted = await (await exam.student.post(page, { ...answered, action: 'hint' })).text();
    expect(hinted).not.toContain('class="hint"');
  });

  it('is marked when it is handed in, once, and takes nothing after that', async () => {
    const exam = await makeExam();
    const page = await startIn(exam);
    await exam.student.post(`${page}/draft`, answered);
    await exam.student.post(`${exam.at}/hand-in`, {});
    await exam.student.post(`${exam.at}/hand-in`, {});
    const shown = await (await exam.student.get(page)).text();
    expect(shown).toContain('class="verdict"');
    expect(shown).toContain('class="solution"');
    const late = await exam.student.post(page, { ...answered, 'answer.p1': '0.777' });
    expect(late.status).toBe(409);
    expect(await late.text()).toMatch(/came after the end.*dE\/d.*: 0\.777/);
    expect((await exam.student.post(`${page}/draft`, answered)).status).toBe(409);
    const attempts = await listAttempts(server.store, exam.courseId, page.split('/').at(-1) ?? '');
    expect(attempts.map(({ typed }) => typed)).toEqual([{ p1: '12345' }]);
  });

  it('tells nothing before it is closed for all', async () => {
    const exam = await makeExam(new Date(Date.now() + 3_600_000).toISOString());
    const page = await startIn(exam);
    await exam.student.post(`${page}/draft`, answered);
    await exam.student.post(`${exam.at}/hand-in`, {});
    const shown = await (await exam.student.get(page)).text();
    expect(shown).not.toContain('class="verdict"');
    expect(shown).not.toContain('class="solution"');
    expect(shown).toContain('readonly');
  });

  it('is handed in by itself at the end of its time', async () => {
    const exam = await makeExam();
    const page = await startIn(exam);
    await exam.student.post(`${page}/draft`, answered);
    const later = new Date(Date.now() + 31 * 60_000);
    expect(await handInOverdue({ ...exam.classroom, now: () => later })).toBeGreaterThan(0);
    const stored = await findVariant(server.store, exam.courseId, page.split('/').at(-1) ?? '');
    const { startedAt, handedInAt } = stored?.work.sitting ?? {};
    expect(handedInAt?.getTime()).toBe((startedAt?.getTime() ?? 0) + 30 * 60_000);
    expect(stored?.last?.createdAt).toEqual(handedInAt);
    expect(stored?.attempts).toBe(1);
  });
});

describe('a hint', () => {
  it('is kept with what was typed, so that the address leads back to it', async () => {
    const { student } = await makeCourse(server);
    const page = (await student.post('/practise', { exercise: 'dw-linear' })).headers.get('location') ?? '';
    await student.post(page, { ...answered, action: 'hint' });
    const shown = await (await student.get(page)).text();
    expect(shown).toContain('class="hint"');
    expect(shown).toContain('value="12345"');
  });
});
