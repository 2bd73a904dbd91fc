/** The clock of the server jumps back by an hour, as when a wrong one is corrected. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { handIn, handInOverdue } from '../../src/classroom/hand-in.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { startExam } from '../../src/classroom/start-exam.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { takeHint } from '../../src/classroom/take-hint.ts';
import { accessTo } from '../../src/grading/schedule.ts';
import { hourMs } from '../../src/number/durations.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { listAttempts } from '../../src/store/attempts.ts';
import { findEnrolment } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { findVariant } from '../../src/store/variants.ts';
import { makeCourse } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';

let now = new Date();
const setBack = (): void => {
  now = new Date(now.getTime() - hourMs);
};
const wait = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', () => now);
});
afterAll(() => server.close());

async function makeWork(mode: 'exam' | 'homework') {
  const course = await makeCourse(server);
  const classroom = { ...course.classroom, now: () => now };
  const { courseId } = course;
  const assignment = await setAssignment(classroom, {
    courseId,
    title: 'Work',
    mode,
    exercises: ['dw-linear'],
    policy: {
      ...withoutSchedule({ tries: 5, penalty: '0' }),
      timeLimitMinutes: mode === 'exam' ? 30 : null,
    },
  });
  const enrolment = await findEnrolment(server.store, courseId, course.student.user.id);
  const place = { courseId, enrolmentId: enrolment?.id ?? '', assignmentId: assignment.id };
  if (mode === 'exam') await startExam(classroom, assignment, place.enrolmentId);
  const { id } = await openVariant(classroom, { ...place, position: 1 }, 'dw-linear');
  const variant = async () => {
    const found = await findVariant(server.store, courseId, id);
    if (!found) throw new Error('a variant');
    return found;
  };
  const answer = async (text: string) =>
    submitAnswer(classroom, {
      variant: await variant(),
      submissionKey: newId(),
      typed: { p1: text },
      locale: 'en',
    });
  return { ...course, classroom, place, variant, answer };
}

describe('a clock that is set back', () => {
  it('leaves an exam its end, and one that is over closed', async () => {
    const exam = await makeWork('exam');
    const { endsAt } = accessTo((await exam.variant()).work, now);
    setBack();
    expect(accessTo((await exam.variant()).work, now)).toMatchObject({ phase: 'open', endsAt });
    wait(60 + 31);
    await handInOverdue(exam.classroom);
    setBack();
    expect(accessTo((await exam.variant()).work, now).phase).toBe('over');
    await handIn(exam.classroom, exam.place, now);
    expect((await exam.variant()).work.sitting?.handedInAt).toEqual(endsAt);
  });

  it('leaves attempts in the order in which they came, and no time on task below zero', async () => {
    const work = await makeWork('homework');
    await work.answer('1.25');
    setBack();
    await work.answer('2.25');
    const variant = await work.variant();
    expect(variant.last?.typed).toEqual({ p1: '2.25' });
    const attempts = await listAttempts(server.store, variant.courseId, variant.id);
    expect(attempts.map(({ typed }) => typed.p1)).toEqual(['1.25', '2.25']);
    const rows = await server.store.prisma.progress.findMany({ where: { variantId: variant.id } });
    expect(rows.every(({ seconds }) => seconds >= 0)).toBe(true);
  });

  it('lets nobody wait an hour for the next hint', async () => {
    const work = await makeWork('homework');
    expect(await takeHint(work.classroom, await work.variant())).toBe('taken');
    expect(await takeHint(work.classroom, await work.variant())).toBe('early');
    setBack();
    expect(await takeHint(work.classroom, await work.variant())).toBe('taken');
  });

  it('keeps people signed in', async () => {
    const { student, courseId } = await makeWork('homework');
    setBack();
    expect((await student.get(`/courses/${courseId}`)).status).toBe(200);
  });
});
